import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { EditFix, EnableTypeFix, Fix } from '../../diagnostics/fix.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Manifest } from '../../model/manifest.ts'
import { joinPath } from '../../text/join-path.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import { federateObject } from '../objects/federate-object.ts'
import { enableType } from '../types/enable-type.ts'
import type { Authored } from './authored.ts'
import { countComments } from './count-comments.ts'
import { editManifests, refuseEdit } from './edit-manifests.ts'
import { moveEarlyPart } from './move-early-part.ts'
import { removeItemsOf } from './remove-items.ts'

/** What fixes need to know of the repository. */
export interface FixContext {
  /** The FederatedTypeConfigs in force. */
  readonly types: readonly FederatedTypeConfig[]
  readonly knownTypes: readonly KnownType[]
  readonly manifests: readonly Manifest[]
  readonly systemNamespace: string
  /** Whether a file is read as a source: a file that is not fixes nothing. */
  readonly isSource: (path: string) => boolean
}

/**
 * What the fix of a diagnostic comes to by itself. Reports `edit-refused`, `federated-type-taken` and `object-differs` where it
 * has to be made by hand; what is neither known to Kubernetes nor defined in the repository cannot be enabled.
 */
export function authorFix(diagnostic: Diagnostic, fix: Fix, context: FixContext): DiagnosticResult<Authored> {
  switch (fix.kind) {
    case 'edit':
      return editInPlace(fix)
    case 'federate-namespace':
      return [federateNamespace(fix.namespace, diagnostic.subject, context), []]
    case 'enable-type':
      return enableMissing(fix, diagnostic.subject, context)
    case 'move-early-part':
      return moveEarlyPart(fix, context.manifests)
    case 'remove-items': {
      const [{ authored }, found] = removeItemsOf(fix.manifest, fix.pointers)
      return [authored, found]
    }
  }
}

/**
 * The edits of a fix, where they may be made: a comment would be removed with the line that it is on, and what is fixed
 * without asking may lose nothing. Reports `edit-refused`.
 */
export function editInPlace(fix: EditFix): DiagnosticResult<Authored> {
  const { file } = fix.manifest
  const [text, refused] = editManifests(file, [fix])
  if (text === undefined) return [{}, refused]
  const edit = fix.edits.find(({ value }) => value === undefined)
  if (edit === undefined || countComments(text) === countComments(file.text)) return [{ edits: [fix] }, []]
  return [{}, [refuseEdit(fix.manifest, edit, 'a comment in it would be lost')]]
}

function federateNamespace(
  name: string,
  subject: Manifest | undefined,
  { types, isSource }: FixContext,
): Authored {
  const type = types.find(isNamespaceType)
  if (type === undefined) return {}
  const federated = federateObject({ metadata: { name } }, type)
  const path = `federatednamespace-${name}.yaml`
  return { files: [{ path: beside(subject, path, isSource), after: serialize(federated) }] }
}

function enableMissing(
  { federatedType: { group, version, kind } }: EnableTypeFix,
  subject: Manifest | undefined,
  { types, knownTypes, manifests, systemNamespace, isSource }: FixContext,
): DiagnosticResult<Authored> {
  const [type, ...others] = knownTypes.filter((each) => `Federated${each.kind}` === kind)
  if (type === undefined || others.length > 0) return [{}, []]
  const options = { federated: { group, version }, directory: '', systemNamespace, force: false }
  const [authored, diagnostics] = enableType(type, types, manifests, options)
  const files = authored.files?.map((file) => ({
    ...file,
    path: beside(subject, `federatedtypeconfig-${file.path}`, isSource),
  }))
  return [{ ...authored, ...(files && { files }) }, diagnostics]
}

/** A new file goes beside the object that lacks it, or to the root where only that is read. */
function beside(subject: Manifest | undefined, name: string, isSource: (path: string) => boolean): string {
  const directory = subject?.file.path.split('/').slice(0, -1).join('/') ?? ''
  const path = joinPath(directory, name)
  return isSource(path) ? path : name
}

import { findNamed } from '../../authoring/objects/find-named.ts'
import { namespaceContents } from '../../authoring/objects/namespace-contents.ts'
import { findType, findTypes } from '../../authoring/types/find-type.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Manifest } from '../../model/manifest.ts'
import { classify, identity } from '../../stages/validate/classify.ts'
import type { Workspace } from '../workspace.ts'
import type { AuthoringRepository } from './authoring-repository.ts'
import { readObjects } from './read-objects.ts'

/** Which objects the command line names; exactly one of the three. */
export type ObjectChoice =
  | { readonly file: string }
  | { readonly contents: string; readonly skippedTypes: readonly string[] }
  | { readonly type: string; readonly name: string; readonly namespace?: string }

/**
 * The plain objects that a command line names: those of a file, those of a namespace of the repository, or one of it.
 * Reports what reading a file does, `file-without-object`, `type-unknown`, `type-ambiguous`, `object-not-found`, `object-ambiguous` and
 * `object-left-out`.
 */
export function chooseObjects(
  workspace: Workspace,
  source: AuthoringRepository,
  choice: ObjectChoice,
): DiagnosticResult<readonly Manifest[]> {
  if ('file' in choice) return readObjects(workspace, choice.file)
  const { knownTypes } = source
  const plain = plainObjects(source)
  if ('contents' in choice) {
    const skipped = choice.skippedTypes.map((name) => findTypes(name, knownTypes))
    const [contents, choosing] = namespaceContents(plain, {
      namespace: choice.contents,
      skippedTypes: skipped.flatMap(([types]) => types),
    })
    return [contents, [...skipped.flatMap(([, found]) => found), ...choosing]]
  }
  const [type, finding] = findType(choice.type, knownTypes)
  if (type === undefined) return [[], finding]
  const ofType = plain
    .filter(({ value }) => value['kind'] === type.kind && groupOf(String(value['apiVersion'])) === type.group)
    .map(named)
  const [found, naming] = findNamed(type.kind, choice.name, choice.namespace, ofType)
  return [found ? [found.manifest] : [], naming]
}

/** The objects of the repository that are neither federated nor KubeFed's own. */
function plainObjects({ manifests, types }: AuthoringRepository): readonly Manifest[] {
  return manifests.filter((manifest) => {
    const { group, kind } = identity(manifest)
    const isFederated = types.some(({ federatedType: each }) => each.group === group && each.kind === kind)
    return classify(manifest) === 'object' && !isFederated && !/^Federated[A-Z]/.test(kind)
  })
}

interface NamedManifest {
  readonly manifest: Manifest
  readonly name: string
  readonly namespace?: string
}

function named(manifest: Manifest): NamedManifest {
  const { metadata } = manifest.value
  const { name, namespace } = isObject(metadata) ? metadata : {}
  return { manifest, name: String(name), ...(typeof namespace === 'string' && { namespace }) }
}

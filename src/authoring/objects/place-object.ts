import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { without } from '../../json/without.ts'
import { coreGroup, currentGroup } from '../../kubefed/groups.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { DocumentEdit } from '../../yaml/edit/edit-value.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import type { Authored } from '../edits/authored.ts'
import { editsBetween } from '../edits/edits-between.ts'

/** How an object is put into the repository. */
export interface PlaceOptions {
  /** Where its file goes if the repository does not have the object yet. */
  readonly path: string
  /** Whether other values in the repository may be changed. */
  readonly force: boolean
  /** Pointers that may be changed without force. Default: none. */
  readonly free?: readonly string[]
  /** Pointers at which an object that is there stays as it is. Default: none. */
  readonly kept?: readonly string[]
  /** Pointers at which an object that is there comes to hold what is wanted and no more. Default: none. */
  readonly exact?: readonly string[]
}

/**
 * Puts an object into the repository: into a new file or, where a manifest is that object already, into that, of which
 * only what differs is touched. Reports `object-differs`.
 */
export function placeObject(
  object: JsonObject,
  manifests: readonly Manifest[],
  { path, force, free = [], kept = [], exact = [] }: PlaceOptions,
): DiagnosticResult<Authored> {
  const manifest = findManifest(object, manifests)
  if (manifest === undefined) {
    return [{ files: [{ path, after: serialize(object) }] }, []]
  }
  // apiVersion, kind and metadata are what made it this object.
  const wanted = without(object, 'apiVersion', 'kind', 'metadata')
  const edits = editsBetween(manifest.value, wanted, exact).filter(
    ({ pointer }) => !kept.some((each) => pointer === each || pointer.startsWith(`${each}/`)),
  )
  const isFree = (edit: DocumentEdit): boolean => free.includes(edit.pointer)
  const [first] = force ? [] : edits.filter((each) => !isFree(each))
  if (first !== undefined) {
    const parameters = { kind: String(object['kind']), name: nameOf(object), pointer: first.pointer }
    const context = { at: keyAt(manifest, first.pointer), subject: manifest }
    return [{}, [createDiagnostic('object-differs', parameters, context)]]
  }
  return [{ edits: [{ manifest, edits }] }, []]
}

/** The manifest that is an object already; of an object of the control plane the namespace may be left out. */
function findManifest(object: JsonObject, manifests: readonly Manifest[]): Manifest | undefined {
  const wanted = identityOf(object)
  return manifests.find(({ value }) => {
    const [group, kind, name, namespace] = identityOf(value)
    const isSame = group === wanted[0] && kind === wanted[1] && name === wanted[2]
    return isSame && (namespace === wanted[3] || (group === coreGroup && namespace === undefined))
  })
}

function identityOf(object: JsonObject): readonly (Json | undefined)[] {
  const metadata = metadataOf(object)
  const group = currentGroup(groupOf(String(object['apiVersion'])))
  return [group, object['kind'], getOwn(metadata, 'name'), getOwn(metadata, 'namespace')]
}

function nameOf(object: JsonObject): string {
  const { name, namespace } = metadataOf(object)
  return qualifiedName({
    name: String(name),
    ...(namespace !== undefined && { namespace: String(namespace) }),
  })
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {}
}

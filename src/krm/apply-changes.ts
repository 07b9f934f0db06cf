import { invariant } from '../text/invariant.ts'
import { isObject } from '../json/own.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { ChangeSet } from '../model/change-set.ts'
import type { RenderedFile } from '../model/file-tree.ts'
import { generatedHeader } from '../output/generated-header.ts'
import type { JsonObject } from '../model/json.ts'
import type { RenderedReader } from '../stages/parse/rendered-fleet.ts'
import { serialize } from '../yaml/write/serialize.ts'
import { withBookkeepingOf, withFile } from './annotations.ts'
import type { Package } from './package-files.ts'
import { asListItem, type ResourceItem } from './resource-list.ts'

/** An output directory's changes, and how its files are read. */
export interface RenderedChanges {
  readonly changes: ChangeSet
  readonly read: RenderedReader
}

/**
 * The items of a package once its output directory is changed, as lines of a list: what is rendered comes in the place of
 * the object that its file held, or last; what is pruned goes; all others are as they were.
 */
export function applyToPackage(
  items: readonly ResourceItem[],
  { output }: Pick<Package, 'output'>,
  { changes, read }: RenderedChanges,
): readonly string[] {
  const changed = new Map(Array.from(changes.changed, (file) => [`${output}/${file.path}`, file]))
  const pruned = new Set(changes.pruned.map((file) => `${output}/${file.path}`))
  const kept = items.flatMap((item) => {
    const path = item.file?.path ?? ''
    if (pruned.has(path)) return []
    const file = changed.get(path)
    return [
      file === undefined
        ? item.lines
        : objectLines(file, read, (each) => withBookkeepingOf(each, item.value)),
    ]
  })
  const added = [...changes.added]
    .filter(isObjectFile)
    .map((file) => objectLines(file, read, (object) => withFile(object, `${output}/${file.path}`)))
  return [...kept, ...added]
}

/**
 * The items with the objects of one cluster among them, for an orchestrator that knows of no files: what is rendered
 * comes in the place of an item of its kind and name, or last.
 */
export function addToItems(
  items: readonly ResourceItem[],
  { changes, read }: RenderedChanges,
): readonly string[] {
  const rendered = new Map<string, string>()
  for (const file of [...changes.added].filter(isObjectFile)) {
    const object = readObject(file, read)
    rendered.set(identify(object), asListItem(serialize(object)))
  }
  const kept = items.map((item) => {
    const identity = identify(item.value)
    const lines = rendered.get(identity)
    rendered.delete(identity)
    return lines ?? item.lines
  })
  return [...kept, ...rendered.values()]
}

/** An orchestrator knows objects only, and so nothing of `.gitattributes`. */
function isObjectFile({ path }: RenderedFile): boolean {
  return path.endsWith('.yaml')
}

function objectLines(
  file: RenderedFile,
  read: RenderedReader,
  annotate: (object: JsonObject) => JsonObject,
): string {
  const [comments = ''] = /^(?:#[^\n]*\n)*/.exec(file.text) ?? []
  invariant(comments.startsWith(generatedHeader), `no generated header in ${file.path}`)
  return asListItem(comments + serialize(annotate(readObject(file, read))))
}

function readObject(file: RenderedFile, read: RenderedReader): JsonObject {
  const [object] = read(file)
  invariant(object !== undefined, `what was rendered cannot be read: ${file.path}`)
  return object
}

/** An object is the same whatever version of its kind it is written in. */
function identify(object: JsonObject): string {
  const { namespace, name } = isObject(object['metadata']) ? object['metadata'] : {}
  return JSON.stringify([groupOf(String(object['apiVersion'])), object['kind'], namespace ?? '', name])
}

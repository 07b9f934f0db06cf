import { generatedHeader } from '../output/generated-header.ts'
import type { JsonObject } from '../model/json.ts'
import type { Place } from '../model/place.ts'
import { defaultRenderConfig } from '../model/render-config.ts'
import type { SourceFile } from '../model/source-file.ts'
import { serialize } from '../yaml/write/serialize.ts'
import { withoutBookkeeping, type ItemFile } from './annotations.ts'
import type { FunctionSettings } from './function-config.ts'
import { documentOf, type ResourceItem, type ResourceList } from './resource-list.ts'

/** A part of a file, and the object that it was made of. */
export interface FilePart {
  readonly start: number
  readonly end: number
  readonly object: JsonObject
  /** Among the items of the list; absent for the functionConfig. */
  readonly item?: ResourceItem
  /** The field of the object that the part was made of; '' is the whole. */
  readonly field: string
}

/** One file of the package that the items were read from, as `fedrender render` would find it. */
export interface PackageFile extends SourceFile {
  readonly parts: readonly FilePart[]
}

/** The files whose objects a list holds. */
export interface Package {
  readonly files: ReadonlyMap<string, PackageFile>
  /** The output directory. */
  readonly output: string
}

const configName = 'fedrender.yaml'

/**
 * Lays the items of a list out as the files that they come from. What is in the output directory gets the text that
 * rendering would give it; settings of the functionConfig go before those of `fedrender.yaml`. An item without a file
 * gets one of its own.
 */
export function layOutPackage(list: ResourceList, functionSettings: FunctionSettings): Package {
  const itemsOf = new Map<string, ResourceItem[]>()
  const directories = new Set(list.items.flatMap(({ file }) => (file ? parentsOf(file.path) : [])))
  for (const [index, item] of list.items.entries()) {
    // No file system has a file and a directory of one name.
    const isAt = item.file !== undefined && !directories.has(item.file.path)
    const path = isAt && item.file ? item.file.path : `<items>/${index}.yaml`
    const known = itemsOf.get(path)
    if (known === undefined) itemsOf.set(path, [item])
    else known.push(item)
  }
  const config = { ...itemsOf.get(configName)?.[0]?.value, ...functionSettings.settings }
  const output = normalize(config['output'])
  const files = new Map<string, PackageFile>()
  for (const [path, items] of itemsOf) {
    const sorted = items.toSorted((left, right) => indexOf(left) - indexOf(right))
    const isRendered = path.startsWith(`${output}/`) && items.length === 1
    files.set(path, joinParts(path, sorted, isRendered ? renderedText : sourceText))
  }
  if (list.functionConfig !== undefined && Object.keys(functionSettings.settings).length > 0) {
    const text = serialize({ ...config, apiVersion: 'fedrender.dev/v1alpha1', kind: 'RenderConfig' })
    const { field } = functionSettings
    const part: FilePart = { start: 0, end: text.length, object: list.functionConfig, field }
    files.set(configName, { path: configName, text, parts: [part] })
  }
  return { files, output }
}

/** The part of the package that a place is in; undefined where that is not a file of it. */
export function findPart({ files }: Package, place: Place): FilePart | undefined {
  const { file, start } = 'manifest' in place ? place.manifest : place
  const parts = files.get(file.path)?.parts ?? []
  return parts.findLast((part) => part.start <= start) ?? parts[0]
}

function joinParts(
  path: string,
  items: readonly ResourceItem[],
  textOf: (item: ResourceItem) => string,
): PackageFile {
  let text = ''
  const parts: FilePart[] = []
  for (const item of items) {
    const start = text.length
    text += textOf(item)
    parts.push({ start, end: text.length, object: item.value, item, field: '' })
  }
  return { path, text, parts }
}

/** After a separator, a document in flow style is not taken for JSON. */
function sourceText(item: ResourceItem): string {
  return `---\n${documentOf(item)}`
}

/** What rendering writes: the header first, then further comments, then the object. */
function renderedText(item: ResourceItem): string {
  const [comments = ''] = /^(?:\s*#[^\n]*\n)*/.exec(documentOf(item)) ?? []
  const others = comments
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== generatedHeader)
  return [generatedHeader, ...others, serialize(withoutBookkeeping(item.value))].join('\n')
}

function indexOf({ file }: { readonly file?: ItemFile }): number {
  return file?.index ?? 0
}

/** A value that is not a path is refused where the configuration is read. */
function normalize(output: unknown): string {
  const path = typeof output === 'string' ? output : defaultRenderConfig.output
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.')
  return segments.join('/')
}

/** The directories above a path. */
function parentsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}

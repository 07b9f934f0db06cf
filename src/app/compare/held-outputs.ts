import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import { heldSince, type EarlierOutput } from '../../output/changes-between.ts'
import { nameOfSegment, readOutputPath } from '../../output/layout.ts'
import { withFiles } from '../../output/with-files.ts'
import { rememberRendered, renderedFleet, type RenderedReader } from '../../stages/parse/rendered-fleet.ts'
import type { CompiledSide } from './compiled-side.ts'
import { withObjects } from './with-objects.ts'

/** What a side holds as it was last rendered, as far as any output at hand has it. */
export function heldIn(outputs: readonly EarlierOutput[], tree: FileTree): readonly RenderedFile[] {
  const found = new Map<string, string>()
  for (const output of outputs) {
    for (const [path, content] of heldSince(output, tree)) {
      if (!found.has(path)) found.set(path, Buffer.from(content).toString('utf8'))
    }
  }
  return [...found].map(([path, text]) => ({ path, text }))
}

/** A side with files that it holds among those that it renders: what its output is once it is rendered. */
export function withHeldFiles(side: CompiledSide, held: readonly RenderedFile[]): CompiledSide {
  if (held.length === 0) return side
  const { tree, published } = side
  const files = withFiles(tree.files, held)
  return {
    ...side,
    fleet: withHeldObjects(side.fleet, held),
    tree: { ...tree, files },
    published: published === tree.files ? files : withFiles(published, held),
  }
}

/** A fleet with the objects of held files. */
export function withHeldObjects(fleet: Fleet, held: readonly RenderedFile[]): Fleet {
  const [ofHeld] = renderedFleet(held, [], namingUnreadable(rememberRendered()))
  return withObjects(fleet, ofHeld)
}

/** Reads by another reader; a file that holds no object is named by its path, as its deletion has to be named too. */
function namingUnreadable(read: RenderedReader): RenderedReader {
  return (file) => {
    const [object = nameByPath(file.path)] = read(file)
    return [object, []]
  }
}

function nameByPath(path: string): JsonObject {
  const { type = '', namespace, name = '' } = readOutputPath(path)
  const metadata = {
    ...(namespace !== undefined && { namespace: nameOfSegment(namespace) }),
    name: nameOfSegment(name),
  }
  return { apiVersion: '', kind: nameOfSegment(type), metadata }
}

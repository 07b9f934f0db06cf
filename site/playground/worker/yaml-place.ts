/** Where in a document a person is writing. */
export interface YamlPlace {
  /** Keys of mappings, and `-` for an item of a list, on the way to what is written. */
  readonly path: readonly string[]
  /** Whether a key is written, or the value of one, which is then the last of `path`. */
  readonly part: 'key' | 'value'
  /** Where the written word starts. */
  readonly from: number
  /** The document, and where it starts. */
  readonly document: string
  readonly start: number
}

/** The parts of a line of block YAML: its indentation, the dashes of list items, and its key. */
interface Line {
  readonly dashes: readonly number[]
  readonly column: number
  readonly key?: string
  readonly isBlank: boolean
}

/** So many lines before the place are looked at. */
const mostLines = 5_000

/**
 * The place of an offset in block YAML, by indentation alone: what is being written need not be YAML yet. Undefined in a
 * comment.
 */
export function yamlPlace(text: string, offset: number): YamlPlace | undefined {
  const before = text.slice(0, offset)
  const start = Math.max(0, before.lastIndexOf('\n---') + 1)
  const end = text.indexOf('\n---', offset)
  const document = text.slice(start, end < 0 ? undefined : end)
  const lines = text.slice(start, offset).split('\n').slice(-mostLines)
  const written = lines.pop() ?? ''
  if (/(?:^|\s)#/.test(written)) return undefined
  const line = readLine(written)
  const value = line.key === undefined ? undefined : /:(?:\s+)(\S*)$/.exec(written)?.[1]
  const word = value ?? written.slice(line.column)
  const own = line.key === undefined ? [] : [line.key]
  if (line.key !== undefined && value === undefined) return undefined
  const path = [...pathTo(lines.map(readLine), line), ...own]
  const quote = /^["']/.test(word) ? 1 : 0
  return {
    path,
    part: value === undefined ? 'key' : 'value',
    from: offset - word.length + quote,
    document,
    start,
  }
}

function readLine(text: string): Line {
  const dashes: number[] = []
  let column = text.length - text.trimStart().length
  while (text.startsWith('- ', column) || text.slice(column) === '-') {
    dashes.push(column)
    column += 1
    while (text.charAt(column) === ' ') column += 1
  }
  const rest = text.slice(column)
  const [, key] = /^["']?([^\s"':#][^"':]*)["']?:(?:\s|$)/.exec(rest) ?? []
  return { dashes, column, ...(key !== undefined && { key }), isBlank: rest === '' || rest.startsWith('#') }
}

/** The keys and items that a line is in. */
function pathTo(before: readonly Line[], line: Line): readonly string[] {
  const path: string[] = []
  let limit = line.column
  let isItem = false
  const enter = ({ dashes }: Line): void => {
    for (const dash of dashes.toReversed()) {
      if (dash >= limit) continue
      path.unshift('-')
      limit = dash
      isItem = true
    }
  }
  enter(line)
  for (const each of before.toReversed()) {
    if (limit === 0 && !isItem) break
    if (each.isBlank && each.dashes.length === 0) continue
    const isAbove =
      each.key !== undefined &&
      (each.column < limit || (isItem && each.column === limit && each.dashes.length === 0))
    if (isAbove) {
      path.unshift(each.key ?? '')
      limit = each.column
      isItem = false
    }
    if (each.column <= limit || isAbove) enter(each)
  }
  return path
}

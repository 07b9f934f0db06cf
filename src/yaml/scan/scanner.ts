import { columnOf, createCursor, markOf, ScanFault, type Cursor, type Mark } from './cursor.ts'
import type { StructureToken, Token } from './token.ts'

/** The scanner between two tokens (yamlh.go: yaml_parser_t). */
export interface Scanner {
  readonly cursor: Cursor
  /** Tokens that the parser has not taken, from `head` on, and how many it has. */
  readonly queue: Token[]
  /** What each token in the queue may be the first of: until it is known whether that is a key, the token is not given away. */
  readonly queuedKeys: (SimpleKey | undefined)[]
  head: number
  taken: number
  /** The column of the innermost block collection, -1 outside of all, and those around it. */
  indent: number
  readonly indents: number[]
  flowLevel: number
  isKeyAllowed: boolean
  /** What may turn out to be a key without a question mark: one for each level of brackets and one for the block. */
  readonly simpleKeys: (SimpleKey | undefined)[]
  /** The one of these whose first token comes next. */
  nextKey: SimpleKey | undefined
}

/** A place where a key would start if a colon follows. */
export interface SimpleKey {
  /** Nothing but a key can be there. */
  readonly isRequired: boolean
  /** The number of its first token, counted from the start of the text. */
  readonly token: number
  readonly mark: Mark
  /** Whether it is known by now what it is. */
  isForgotten: boolean
}

/** A scanner at the start of a text. */
export function createScanner(text: string): Scanner {
  return {
    cursor: createCursor(text),
    queue: [],
    queuedKeys: [],
    head: 0,
    taken: 0,
    indent: -1,
    indents: [],
    flowLevel: 0,
    isKeyAllowed: true,
    simpleKeys: [undefined],
    nextKey: undefined,
  }
}

/** Appends a token, or puts it before the token of a number that the parser has not taken. */
export function insertToken(scanner: Scanner, token: Token, before?: number): void {
  const { queue, queuedKeys, head, taken, nextKey } = scanner
  if (before === undefined) {
    queue.push(token)
    queuedKeys.push(nextKey)
    scanner.nextKey = undefined
  } else {
    insertAt(queue, head + before - taken, token)
    insertAt(queuedKeys, head + before - taken, undefined)
  }
}

/** Inserts into a list of a few items, without the list of what is removed that `splice` makes for every key. */
function insertAt<T>(list: T[], index: number, item: T): void {
  list.push(item)
  list.copyWithin(index + 1, index, list.length - 1)
  list[index] = item
}

/** A key may start at the cursor: takes note of it (yaml_parser_save_simple_key). */
export function saveSimpleKey(scanner: Scanner): void {
  const { cursor, queue, head, taken, flowLevel, indent, simpleKeys } = scanner
  if (!scanner.isKeyAllowed) return
  removeSimpleKey(scanner)
  const isRequired = flowLevel === 0 && indent === columnOf(cursor)
  const token = taken + queue.length - head
  const key = { isRequired, token, mark: markOf(cursor), isForgotten: false }
  simpleKeys[simpleKeys.length - 1] = key
  scanner.nextKey = key
}

/** What could have been a key is none (yaml_parser_remove_simple_key). */
export function removeSimpleKey(scanner: Scanner): void {
  const key = scanner.simpleKeys.at(-1)
  if (key?.isRequired) throw new ScanFault(missingColon, key.mark.position)
  forgetSimpleKey(scanner)
}

/** It is known what the innermost key is. */
export function forgetSimpleKey({ simpleKeys }: Scanner): void {
  const key = simpleKeys.at(-1)
  if (!key) return
  key.isForgotten = true
  simpleKeys[simpleKeys.length - 1] = undefined
}

const missingColon = 'a colon is missing after a key'

/** Whether a colon at the cursor would make a key of it: on the same line, within 1024 characters. */
export function isStillKey({ cursor }: Scanner, key: SimpleKey | undefined): key is SimpleKey {
  if (!key || key.isForgotten) return false
  const { mark } = key
  if (mark.line === cursor.line && mark.index + 1024 >= cursor.position - cursor.astral) return true
  if (key.isRequired) throw new ScanFault(missingColon, mark.position)
  return false
}

/** A block collection starts at a column that is deeper than the one around it (yaml_parser_roll_indent). */
export function rollIndent(
  scanner: Scanner,
  type: StructureToken,
  at: { readonly column: number; readonly position: number; readonly token?: number },
): void {
  if (scanner.flowLevel > 0 || scanner.indent >= at.column) return
  scanner.indents.push(scanner.indent)
  scanner.indent = at.column
  insertToken(scanner, { type, start: at.position, end: at.position }, at.token)
}

/** The block collections end that are deeper than a column (yaml_parser_unroll_indent). */
export function unrollIndent(scanner: Scanner, column: number): void {
  if (scanner.flowLevel > 0) return
  const { position } = scanner.cursor
  while (scanner.indent > column) {
    insertToken(scanner, { type: 'block-end', start: position, end: position })
    scanner.indent = scanner.indents.pop() ?? -1
  }
}

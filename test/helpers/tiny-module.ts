/** What a module made by hand does; each part differs from one that is asked as Kubernetes' own code is. */
export interface TinyModule {
  /** What it answers to every question. Default: `{}` */
  readonly answer?: string
  /** The length that it says its answer has. Default: that of the answer. */
  readonly length?: number
  /** A function that it imports and never calls. Default: none. */
  readonly imports?: readonly [module: string, name: string]
  /** The names of its exports. Default: those that are asked for. */
  readonly exports?: readonly string[]
  /** The content of its section of memories. Default: one memory of two pages. */
  readonly memory?: readonly number[]
}

const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const [i32, none] = [0x7f, 0x40]
/** Where a question is written, and where the answer is. */
const [questionAt, answerAt] = [65_536, 1024]

/**
 * The bytes of a module of WebAssembly that answers one text to every question, but whose first letter is `t`: traps, `g`: grows by
 * 4,096 pages and traps where it may not, `l`: never ends (WebAssembly Core Specification, 5).
 */
export function tinyModule({
  answer = '{}',
  length = Buffer.byteLength(answer),
  imports,
  exports = ['memory', '_initialize', 'alloc', 'ask', 'answer'],
  memory = [1, 0, 2],
}: TinyModule = {}): Uint8Array {
  const offset = imports === undefined ? 0 : 1
  const places: Readonly<Record<string, readonly [kind: number, index: number]>> = {
    memory: [2, 0],
    _initialize: [0, offset],
    alloc: [0, offset + 1],
    ask: [0, offset + 2],
    answer: [0, offset + 3],
  }
  const isQuestion = (letter: string, then: readonly number[]): readonly number[] => [
    // i32.load8_u of the question's first byte, i32.eq with the letter, if.
    0x41,
    ...signed(questionAt),
    0x2d,
    0,
    0,
    0x41,
    ...signed(letter.charCodeAt(0)),
    0x46,
    0x04,
    none,
    ...then,
    0x0b,
  ]
  const ask = [
    ...isQuestion('t', [0x00]),
    ...isQuestion('g', [0x41, ...signed(4096), 0x40, 0, 0x41, ...signed(-1), 0x46, 0x04, none, 0x00, 0x0b]),
    ...isQuestion('l', [0x03, none, 0x0c, 0, 0x0b]),
    0x41,
    ...signed(length),
  ]
  const bodies = [[], [0x41, ...signed(questionAt)], ask, [0x41, ...signed(answerAt)]]
  const types = [
    [0x60, 0, 0],
    [0x60, 1, i32, 1, i32],
    [0x60, 0, 1, i32],
  ]
  const text = [...Buffer.from(answer)]
  return Uint8Array.from([
    ...magic,
    ...section(1, vector(types)),
    ...(imports ? section(2, vector([[...name(imports[0]), ...name(imports[1]), 0, 0]])) : []),
    ...section(3, vector([[0], [1], [1], [2]])),
    ...(memory.length === 0 ? [] : section(5, memory)),
    ...section(7, vector(exports.map((each) => [...name(each), ...(places[each] ?? [])]))),
    ...section(10, vector(bodies.map((body) => sized([0, ...body, 0x0b])))),
    ...section(11, vector([[0, 0x41, ...signed(answerAt), 0x0b, ...sized(text)]])),
  ])
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...sized(content)]
}

function vector(items: readonly (readonly number[])[]): readonly number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function sized(content: readonly number[]): readonly number[] {
  return [...unsigned(content.length), ...content]
}

function name(text: string): readonly number[] {
  return sized([...Buffer.from(text)])
}

/** LEB128. */
function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))]
}

function signed(value: number): readonly number[] {
  const low = value & 127
  const rest = value >> 7
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
  return isLast ? [low] : [low | 128, ...signed(rest)]
}

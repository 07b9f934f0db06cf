import { RE2JS, RE2JSException } from 're2js'
import { readLabelSelector } from '../kubernetes/label-selector.ts'
import { parseQuantity } from '../kubernetes/quantity.ts'
import { quote } from '../text/quote.ts'
import type { Json } from '../model/json.ts'
import { lengthOf } from './operators.ts'
import { sizeOf, spend, spendDeep, textSteps, type CelRange, type CelRun } from './run.ts'
import {
  CelFault,
  CelObject,
  isList,
  isMap,
  toCel,
  typeName,
  type CelList,
  type CelResult,
  type CelValue,
} from './value.ts'

/** What a function needs beside its arguments. */
interface CallContext {
  readonly range: CelRange
  readonly run: CelRun
}

/** A function that expressions may call. */
export interface CelFunction {
  readonly name: string
  /** As it is called, for the reference: `text.contains(text)`. */
  readonly usage: string
  readonly about: string
  /** The types of the receiver, where there is one, and of the arguments; `registerFunction` of the library takes them. */
  readonly signature?: {
    readonly receiver?: string
    readonly parameters: readonly string[]
    readonly returns: string
  }
  /** The receiver, where there is one, is the first argument. */
  readonly call: (values: readonly CelValue[], context: CallContext) => CelResult
}

/** Every function, with the receiver for a first argument; `usage` distinguishes `size(list)` and `list.size()`. */
export const celFunctions: readonly CelFunction[] = [
  ofTexts('contains', 'text.contains(part)', 'whether the part is in the text', (text, part) =>
    text.includes(part),
  ),
  ofTexts('startsWith', 'text.startsWith(part)', 'whether the text begins with the part', (text, part) =>
    text.startsWith(part),
  ),
  ofTexts('endsWith', 'text.endsWith(part)', 'whether the text ends with the part', (text, part) =>
    text.endsWith(part),
  ),
  {
    name: 'matches',
    usage: 'text.matches(pattern)',
    about: 'whether a part of the text matches a regular expression of RE2, whose time is linear',
    call: matches,
  },
  ofTexts('split', 'text.split(separator)', 'the parts of the text as a list', (text, separator) =>
    text.split(separator),
  ),
  {
    name: 'lowerAscii',
    usage: 'text.lowerAscii()',
    about: 'the text with the letters A to Z in lower case',
    call: ([text], { range, run }) =>
      typeof text === 'string'
        ? (spend(run, text.length >> 2, range) ?? text.replaceAll(/[A-Z]/g, (each) => each.toLowerCase()))
        : refuse('lowerAscii', [text], range),
  },
  {
    name: 'size',
    usage: 'size(value) or value.size()',
    about: 'how many characters a text, items a list or keys a map has',
    call: ([value = null], { range, run }) => lengthOf(value, range, run) ?? refuse('size', [value], range),
  },
  {
    name: 'join',
    usage: 'list.join(separator)',
    about: 'the texts of a list as one text',
    call: join,
  },
  {
    name: 'distinct',
    usage: 'list.distinct()',
    about: 'the scalars of a list, each once, in their order',
    signature: { receiver: 'list<T>', parameters: [], returns: 'list<T>' },
    call: distinct,
  },
  {
    name: 'flatten',
    usage: 'list.flatten()',
    about: 'the items of the lists of a list as one list',
    signature: { receiver: 'list', parameters: [], returns: 'list<dyn>' },
    call: flatten,
  },
  {
    name: 'sum',
    usage: 'list.sum()',
    about: 'the sum of numbers; 0 of none',
    signature: { receiver: 'list', parameters: [], returns: 'dyn' },
    call: sum,
  },
  {
    name: 'quantity',
    usage: 'quantity(value)',
    about: 'a quantity of Kubernetes, such as `"500m"` or `"1Gi"`, as a number of the unit',
    signature: { parameters: ['dyn'], returns: 'double' },
    call: ([value = null], { range }) => {
      const billionths = isMap(value) || isList(value) ? undefined : parseQuantity(value as Json)
      if (billionths === undefined) return refuse('quantity', [value], range)
      return Number(billionths) / 1e9
    },
  },
  {
    name: 'selects',
    usage: 'selects(selector, labels)',
    about: 'whether a label selector of Kubernetes selects an object with these labels',
    signature: { parameters: ['dyn', 'dyn'], returns: 'bool' },
    call: selects,
  },
  {
    name: 'int',
    usage: 'int(value)',
    about: 'a number or a text as an integer; a fraction is cut off',
    call: toInt,
  },
  {
    name: 'double',
    usage: 'double(value)',
    about: 'a number or a text as a double',
    call: ([value = null], { range, run }) => {
      const spent = spend(run, sizeOf(value), range)
      if (spent) return spent
      const number = typeof value === 'string' && value.trim() !== value ? NaN : Number(value)
      const isGiven =
        typeof value === 'string' ? value !== '' : typeof value === 'bigint' || typeof value === 'number'
      return isGiven && !Number.isNaN(number) ? number : refuse('double', [value], range)
    },
  },
  {
    name: 'string',
    usage: 'string(value)',
    about: 'a scalar as a text',
    call: ([value = null], { range }) =>
      typeof value === 'object' ? refuse('string', [value], range) : String(value),
  },
]

/** The functions by their names. */
export const functionsByName: ReadonlyMap<string, CelFunction> = new Map(
  celFunctions.map((each) => [each.name, each]),
)

function ofTexts(
  name: string,
  usage: string,
  about: string,
  call: (text: string, argument: string) => boolean | readonly string[],
): CelFunction {
  return {
    name,
    usage,
    about,
    call: ([text = null, argument = null], { range, run }) => {
      if (typeof text !== 'string' || typeof argument !== 'string')
        return refuse(name, [text, argument], range)
      // A text of one letter is searched for a text of that letter in a time in proportion to both.
      const steps = textSteps(text) * (1 + textSteps(argument))
      const parts = name === 'split' ? Math.ceil(text.length / Math.max(1, argument.length)) : 0
      return spend(run, steps + parts, range) ?? call(text, argument)
    },
  }
}

function refuse(name: string, values: readonly (CelValue | undefined)[], range: CelRange): CelFault {
  const types = values.map((each = null) => typeName(each)).join(', ')
  return new CelFault('value', `calls ${name} with ${types}, which has no meaning`, range)
}

/** How many compiled patterns an evaluation keeps; what makes more of them compiles each again. */
const mostPatterns = 100
const longestPattern = 500

function matches([text = null, pattern = null]: readonly CelValue[], { range, run }: CallContext): CelResult {
  if (typeof text !== 'string' || typeof pattern !== 'string')
    return refuse('matches', [text, pattern], range)
  if (pattern.length > longestPattern) {
    return new CelFault('value', `has a pattern of more than ${longestPattern} characters`, range)
  }
  // The time of a match is in proportion to both lengths, and to compile a pattern takes longer than to match a short text.
  const { patterns } = run
  const known = patterns.get(pattern)
  const compiled = known ?? compilePattern(pattern)
  if (known === undefined && patterns.size < mostPatterns) patterns.set(pattern, compiled)
  // `a{1000}` is a thousand instructions, so that the length of a pattern says nothing.
  const size = typeof compiled === 'string' ? pattern.length : compiled.programSize()
  const steps = (text.length * (4 + size)) >> 3
  const spent = spend(run, 1 + steps + (known === undefined ? 50 * Math.max(size, pattern.length) : 0), range)
  if (spent) return spent
  return typeof compiled === 'string' ? new CelFault('value', compiled, range) : compiled.matcher(text).find()
}

function compilePattern(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return `has the pattern ${quote(pattern)}, which is no regular expression of RE2`
  }
}

function join([list = null, separator = '']: readonly CelValue[], { range, run }: CallContext): CelResult {
  if (!isList(list) || typeof separator !== 'string') return refuse('join', [list, separator], range)
  const items: CelList = list
  const gone = spend(run, items.length, range)
  if (gone) return gone
  const texts = items.filter((each) => typeof each === 'string')
  if (texts.length < list.length) return new CelFault('value', 'joins what is no text', range)
  const length = texts.reduce((sum, each) => sum + each.length + separator.length, 0)
  return spend(run, length >> 4, range) ?? texts.join(separator)
}

function distinct([list = null]: readonly CelValue[], { range, run }: CallContext): CelResult {
  if (!isList(list)) return refuse('distinct', [list], range)
  const items: CelList = list
  const length = items.reduce<number>((sum, each) => sum + (typeof each === 'string' ? each.length : 0), 0)
  const spent = spend(run, items.length + (length >> 4), range)
  if (spent) return spent
  const odd = list.find((each) => typeof each === 'object' && each !== null && !(each instanceof CelObject))
  if (odd !== undefined)
    return new CelFault('value', `calls distinct with a list of ${typeName(odd)}s`, range)
  return [...new Set(list.map(toCel))]
}

function flatten([list = null]: readonly CelValue[], { range, run }: CallContext): CelResult {
  if (!isList(list)) return refuse('flatten', [list], range)
  const size = list.reduce<number>((sum, each) => sum + (isList(each) ? each.length : 1), 0)
  return spend(run, list.length + size, range) ?? list.flatMap((each) => (isList(each) ? each : [each]))
}

function sum([list = null]: readonly CelValue[], { range, run }: CallContext): CelResult {
  if (!isList(list)) return refuse('sum', [list], range)
  const spent = spend(run, list.length, range)
  if (spent) return spent
  const odd = list.find((each) => typeof each !== 'number' && typeof each !== 'bigint')
  if (odd !== undefined) return new CelFault('value', `sums up a ${typeName(odd)}`, range)
  const whole = list.map(toCel)
  if (whole.every((each) => typeof each === 'bigint'))
    return whole.reduce<bigint>((left, right) => left + right, 0n)
  return list.reduce<number>((left, right) => left + Number(right), 0)
}

function selects(
  [selector = null, labels = null]: readonly CelValue[],
  { range, run }: CallContext,
): CelResult {
  const names =
    labels instanceof CelObject ? labels.fields.keys() : isMap(labels) ? Object.keys(labels) : undefined
  if ((selector !== null && !isMap(selector)) || names === undefined)
    return refuse('selects', [selector, labels], range)
  const spent = spend(run, 4 + names.length, range) ?? spendDeep(run, selector, range)
  if (spent) return spent
  const valueOf = (name: string): CelValue | undefined =>
    labels instanceof CelObject ? labels.fields.get(name) : isMap(labels) ? labels[name] : undefined
  const read = readLabelSelector(selector as Json)
  if (read.selector === undefined)
    return new CelFault('value', 'has a selector that Kubernetes would refuse', range)
  const texts = new Map<string, string>()
  for (const name of names) {
    const value = valueOf(name) ?? null
    if (typeof value === 'object') return refuse('selects', [selector, value], range)
    texts.set(name, String(value))
  }
  return read.selector(texts)
}

function toInt([value = null]: readonly CelValue[], { range }: CallContext): CelResult {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Math.abs(value) < 2 ** 63) return BigInt(Math.trunc(value))
  if (typeof value === 'string' && /^-?\d{1,18}$/.test(value)) return BigInt(value)
  return refuse('int', [value], range)
}

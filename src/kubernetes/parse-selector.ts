import type { JsonObject } from '../model/json.ts'

/**
 * The LabelSelector of a text, as kubectl takes one: `region=eu,tier in (gold,silver),!spot`; undefined where the text is
 * none (apimachinery: pkg/labels/selector.go, Parse). Keys and values are checked by `readLabelSelector`.
 */
export function parseSelector(text: string): JsonObject | undefined {
  const requirements = splitTerms(text).map(readTerm)
  const read = requirements.filter((each) => each !== undefined)
  return read.length < requirements.length ? undefined : selectorOf(read)
}

/** The parts between commas, but for those that a closing parenthesis follows before an opening one does: a list's. */
export function splitTerms(text: string): readonly string[] {
  const terms: string[] = []
  let [end, inList] = [text.length, false]
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') inList = true
    if (text[at] === '(') inList = false
    if (text[at] !== ',' || inList) continue
    terms.push(text.slice(at + 1, end))
    end = at
  }
  return [...terms, text.slice(0, end)].reverse().map((each) => each.trim())
}

interface Requirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/** One requirement of a selector. */
function readTerm(term: string): Requirement | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(term)
  if (set) {
    const [, key = '', word, list = ''] = set
    return {
      key,
      operator: word === 'in' ? 'In' : 'NotIn',
      values: list.split(',').map((each) => each.trim()),
    }
  }
  const [, key = '', sign, value = ''] = /^([^=!\s]+)\s*(==?|!=)([^=!]*)$/.exec(term) ?? []
  if (sign !== undefined)
    return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value.trimStart()] }
  const [, not, bare] = /^(!?)\s*([^=!()\s]+)$/.exec(term) ?? []
  if (bare === undefined) return undefined
  return { key: bare, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] }
}

/** An equality is a matchLabel, unless its key has one already. */
function selectorOf(requirements: readonly Requirement[]): JsonObject {
  const isEquality = ({ operator, values }: Requirement): boolean => operator === 'In' && values.length === 1
  const equalities = requirements.filter(
    (each, index) =>
      isEquality(each) &&
      requirements.findIndex((other) => isEquality(other) && other.key === each.key) === index,
  )
  const others = requirements.filter((each) => !equalities.includes(each))
  const matchLabels = Object.fromEntries(equalities.map(({ key, values: [value = ''] }) => [key, value]))
  const matchExpressions = others.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length > 0 && { values }),
  }))
  return {
    ...(equalities.length > 0 && { matchLabels }),
    ...(others.length > 0 && { matchExpressions }),
  }
}

/**
 * What a plain scalar means to go-yaml v2, the reader inside kubectl and KubeFed
 * (go.yaml.in/yaml/v2: resolve.go): `0644` is 420, `yes` is true, `12:30` and `2001-01-01` are strings.
 * Integers are exact up to uint64, as bigints beyond 2^53; larger ones are doubles.
 * `.inf` and `.nan` come back as Infinity and NaN, which are no JSON: the caller has to refuse them.
 */
export function resolvePlainScalar(text: string): null | boolean | number | bigint | string {
  const first = firstCharacters[text.charCodeAt(0)]
  if (first === undefined) return text === '' ? null : text
  if (text.length <= 5) {
    const word = words.get(text)
    if (word !== undefined) return word
  }
  if (first === 'word') return text
  if (first === 'dot') return goFloat.test(text) ? finiteOr(Number(text.replaceAll('_', '')), text) : text
  return resolveNumber(text)
}

/**
 * Whether a string may be written plainly, as a value or as a key in block style: go-yaml v2, go-yaml v3 and readers
 * of YAML 1.1 and 1.2 all give back that very string. Where one of them might not, the answer is no.
 */
export function isPlainSafe(text: string): boolean {
  if (!plainStart.test(text) || notPlain.test(text)) return false
  if (text.length <= 5 && ambiguousWord.test(text)) return false
  return !startsLikeNumber.test(text) || !numberOrTime.test(text)
}

/** resolve.go's resolveTable: only a scalar that starts with one of these can be anything but a string. */
const firstCharacters: readonly ('word' | 'number' | 'dot' | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => {
    const character = String.fromCharCode(code)
    if ('yYnNtTfFoO~'.includes(character)) return 'word'
    if ('+-0123456789'.includes(character)) return 'number'
    return character === '.' ? 'dot' : undefined
  },
)

/** resolve.go's resolveMap. */
const words: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...listWords(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...listWords(false, 'n N no No NO false False FALSE off Off OFF'),
  ...listWords(null, '~ null Null NULL'),
  ...listWords(NaN, '.nan .NaN .NAN'),
  ...listWords(Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...listWords(-Infinity, '-.inf -.Inf -.INF'),
])

function listWords<T>(value: T, list: string): [string, T][] {
  return list.split(' ').map((word) => [word, value])
}

const shortInteger = /^-?[1-9][0-9]{0,14}$/
/** strconv.ParseInt in base 0, once the underscores are out. */
const goInteger = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/
/** What resolve.go then still tries after a lower-case `0b`. */
const signBehindPrefix = /^0b([-+])([01]+)$/
const yamlFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
/** strconv.ParseFloat after a leading dot: underscores are between digits only. */
const goFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/

function resolveNumber(text: string): number | bigint | string {
  if (shortInteger.test(text)) return Number(text)
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  const parts = goInteger.exec(plain) ?? signBehindPrefix.exec(plain)
  const integer = parts ? toInteger(parts[1] ?? '', parts[2] ?? '', plain) : undefined
  if (integer !== undefined) return integer
  return yamlFloat.test(plain) ? finiteOr(Number(plain), text) : text
}

const maxInt64 = 2n ** 63n - 1n
const maxUint64 = 2n ** 64n - 1n

/** The integer, or undefined where it has no digits or fits neither int64 nor, without a sign, uint64. */
function toInteger(sign: string, digits: string, plain: string): number | bigint | undefined {
  const magnitude = toMagnitude(digits, plain)
  if (magnitude === undefined) return undefined
  if (magnitude > (sign === '' ? maxUint64 : sign === '-' ? maxInt64 + 1n : maxInt64)) return undefined
  const value = sign === '-' ? -magnitude : magnitude
  return magnitude <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}

function toMagnitude(digits: string, plain: string): bigint | undefined {
  if (signBehindPrefix.test(plain)) return BigInt(`0b${digits}`)
  if (!/^0[0-7oO]/.test(digits)) return BigInt(digits)
  const octal = digits.replace(/^0[oO]?/, '')
  return octal === '' ? undefined : BigInt(`0o${octal}`)
}

function finiteOr(value: number, text: string): number | string {
  return Number.isFinite(value) ? value : text
}

/** No indicator in front, and no document marker. */
const plainStart = /^(?!---|\.\.\.)(?:[A-Za-z0-9_./$(+~<=\\^;)\u00a1-\u167f\u3001-\ud7ff]|-[^ ])/

/**
 * `: `, ` #`, a space or colon at the end, or a character that some reader does not take for itself: tabs, line
 * breaks of any kind, byte order marks, exotic spaces.
 */
const notPlain = /[^ -~\u00a1-\u167f\u3001-\ud7ff]|:(?: |$)| (?:#|$)/

/** YAML 1.1's booleans and nulls however capitalised, its merge key and its default value. */
const ambiguousWord = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=)$/i

const startsLikeNumber = /^(?:[-+.0-9]|[eE][-+0-9])/

/**
 * Numbers of every dialect, base 60 included, and whatever starts like a date. No two repetitions may meet: the text
 * is a stranger's, and a row of digits that two of them can share takes quadratic time.
 */
const numberOrTime =
  /^(?:[-+]?(?:_*0_*[xob][-+0-9a-f_]*|[0-9_]*(?:\.[0-9_]*)?(?:e[-+0-9_]+)?|[0-9_]+(?::[0-9_]+)+(?:\.[0-9_]*)?|\.(?:inf|nan))$|[0-9]{4}-[0-9])/i

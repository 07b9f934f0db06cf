/**
 * The value of a quoted or plain scalar as go-yaml v2 reads it (scannerc.go: yaml_parser_scan_flow_scalar,
 * yaml_parser_scan_plain_scalar), from its source. It is needed where the `yaml` package differs: escapes, and line
 * breaks other than a line feed. Undefined where go-yaml refuses an escape.
 */
export function readFlowScalar(source: string, style: 'plain' | 'single' | 'double'): string | undefined {
  if (style === 'plain') return source.replace(foldable, fold)
  const content = source.slice(1, -1)
  if (style === 'single') return content.replace(foldable, fold).replaceAll("''", "'")
  let valid = true
  const value = content.replace(escapeOrFoldable, (match, escape: string | undefined) => {
    if (escape === undefined) return fold(match)
    const read = readEscape(escape)
    if (read === undefined) valid = false
    return read ?? ''
  })
  return valid ? value : undefined
}

/** Blanks and line breaks; YAML 1.1 counts NEL, LS and PS among the breaks. */
const foldable = /[ \t\n\r\u0085\u2028\u2029]+/g

/** Group 1 is what follows a backslash: a line break with the breaks and blanks behind it, a code, or a letter. */
const escapeOrFoldable =
  /\\((?:\r\n|[\n\r\u0085\u2028\u2029])[ \t\n\r\u0085\u2028\u2029]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|[ \t\n\r\u0085\u2028\u2029]+/g

const lineBreak = /\r\n|[\n\r\u0085\u2028\u2029]/g

/** One line feed becomes a space, more lose the first one; LS and PS stay what they are, and so do mere blanks. */
function fold(run: string): string {
  const breaks = run.match(lineBreak)?.map(normalizeBreak)
  if (!breaks) return run
  if (breaks[0] !== '\n') return breaks.join('')
  return breaks.length === 1 ? ' ' : breaks.slice(1).join('')
}

function normalizeBreak(text: string): string {
  return text === '\u2028' || text === '\u2029' ? text : '\n'
}

const namedEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}

/** Unlike YAML 1.2, YAML 1.1 knows no `\/`; a surrogate is no character. */
function readEscape(escape: string): string | undefined {
  if (escape.length === 1 && Object.hasOwn(namedEscapes, escape)) return namedEscapes[escape]
  const breaks = escape.match(lineBreak)
  if (breaks) return breaks.slice(1).map(normalizeBreak).join('')
  if (escape.length === 1) return undefined
  const code = Number.parseInt(escape.slice(1), 16)
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}

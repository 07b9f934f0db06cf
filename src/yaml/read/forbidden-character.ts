import { skipComments } from './skip-comments.ts'

/**
 * The first character that go-yaml's reader refuses (readerc.go), which is every control character but tab, line breaks
 * and NEL; or a byte order mark that it does not read as a character. -1 where there is none.
 */
export function findForbiddenCharacter(text: string): number {
  const control = text.search(controlCharacter)
  return control === -1 ? findStrayMark(text) : control
}

const controlCharacter = /(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/u

const mark = '\ufeff'
/** How many bytes go-yaml reads at a time, and with how many left it may read on: those of four characters. */
const bufferSize = 512
const lookahead = 12

/**
 * A byte order mark after the first character is a character like any other to go-yaml, unless its buffer starts with
 * it: go-yaml then drops the first character of every line (yamlprivateh.go: is_bom looks there, not at the place that
 * it is asked about). A mark after comments would begin the first key, which nobody means.
 */
function findStrayMark(text: string): number {
  const first = text.indexOf(mark, 1)
  if (first === -1) return -1
  const content = skipComments(text, 0)
  if (content > 0 && text.charAt(content) === mark) return content
  const isDropped =
    text.startsWith(mark + mark) ||
    lineBehindMark.test(text.slice(-4)) ||
    mayStartBuffer(new TextEncoder().encode(text))
  return isDropped ? first : -1
}

const lineBehindMark = /\ufeff[^]?[\n\r\u0085\u2028\u2029][^]/

function mayStartBuffer(bytes: Uint8Array): boolean {
  for (let [start, end] = [0, bufferSize]; end < bytes.length; end = start + bufferSize) {
    // A character that does not fit is read with the next ones.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    for (let at = Math.max(end - lookahead, 1); at < end; at += 1) {
      if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) return true
    }
    start = end
  }
  return false
}

import type { TextRange } from '../../yaml/read/yaml-problem.ts'

/** A shell command with a here-document; the lines of its content count from 1. */
export interface HereDocument extends TextRange {
  readonly firstLine: number
  readonly lastLine: number
}

/**
 * Finds commands such as `$ cat <<EOF | kubectl create -f -` that were pasted with the YAML. They start at column 0:
 * a script inside a ConfigMap is indented. After `#`, which may be root's prompt, only one that is closed counts.
 */
export function findHereDocuments(text: string): readonly HereDocument[] {
  if (!text.includes('<<')) return []
  const openings = [...text.matchAll(command)].flatMap((match) => {
    const [, doubleQuoted, quoted, bare] = [...match[0].matchAll(redirection)].at(-1) ?? []
    const word = doubleQuoted ?? quoted ?? bare
    return word === undefined ? [] : [{ match, word }]
  })
  return openings.slice(0, mostReported).flatMap(({ match, word }) => {
    const [line, prompt = ''] = match
    const contentStart = match.index + line.length + 1
    const closing = new RegExp(`^\\t*${word}[ \\t]*\\r?$`, 'm').exec(text.slice(contentStart))
    if (prompt.startsWith('#') && !closing) return []
    const content = text.slice(contentStart, closing ? contentStart + closing.index : text.length).trimEnd()
    const firstLine = lineOf(text, match.index) + 1
    const lastLine = firstLine + content.split('\n').length - 1
    return [{ start: match.index, end: match.index + line.trimEnd().length, firstLine, lastLine }]
  })
}

/** Each costs a walk over the text, and a user fixes no more than these at once. */
const mostReported = 20

const command = /^([$>%#][ \t]*)?(?:sudo[ \t]+)?(?:cat|tee|kubectl|kubefedctl|oc)\b[^\n]*$/gm

/** Groups 1 to 3 are the word that closes the document: in double quotes, in single ones, in none. */
const redirection = /<<-?[ \t]*(?:"(\w+)"|'(\w+)'|(\w+))/g

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

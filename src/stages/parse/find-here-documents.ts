import type { TextRange } from '../../yaml/yaml-problem.ts'

/** A shell command with a here-document; the lines of its content count from 1. */
export interface HereDocument extends TextRange {
  readonly firstLine: number
  readonly lastLine: number
}

/**
 * Finds commands such as `$ cat <<EOF | kubectl create -f -` that were pasted with the YAML. They start at column 0:
 * a script inside a ConfigMap is indented. Behind `#`, which may be root's prompt, only one that is closed counts.
 */
export function findHereDocuments(text: string): readonly HereDocument[] {
  if (!text.includes('<<')) return []
  return firstMatches(text).flatMap((match) => {
    const [line, prompt = '', , word = ''] = match
    const contentStart = match.index + line.length + 1
    const closing = new RegExp(`^\\t*${word}[ \\t]*\\r?$`, 'm').exec(text.slice(contentStart))
    if (prompt.startsWith('#') && !closing) return []
    const content = text.slice(contentStart, closing ? contentStart + closing.index : text.length).trimEnd()
    const firstLine = lineOf(text, match.index) + 1
    const lastLine = firstLine + content.split('\n').length - 1
    return [{ start: match.index, end: match.index + line.trimEnd().length, firstLine, lastLine }]
  })
}

function firstMatches(text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  for (const match of text.matchAll(opening)) {
    if (matches.push(match) === mostReported) break
  }
  return matches
}

/** Each costs a walk over the text; nobody mends more at once. */
const mostReported = 20

const opening =
  /^([$>%#][ \t]*)?(?:sudo[ \t]+)?(?:cat|tee|kubectl|kubefedctl|oc)\b[^\n]*<<-?[ \t]*(["']?)(\w+)\2[^\n]*$/gm

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

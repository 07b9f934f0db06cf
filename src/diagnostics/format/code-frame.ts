import type { Location } from '../locate.ts'
import { mentionsSecret, namesCredential } from '../mentions-secret.ts'

const widest = 120

/** A key that says where in a KubeFed object the line stands, and what comes before it. */
const structuralKey =
  /^\s*(?:- )*["']?(?:apiVersion|kind|metadata|name|namespace|spec|template|placement|clusters|clusterSelector|overrides|clusterName|clusterOverrides|path|op)["']?:(?=\s|$)/

/**
 * The line of a location with a marker below what is meant. In a file that mentions secrets, parsed or not, only
 * keys of KubeFed's own are shown: no line of it may carry a value into a log, and even `name` can be a Secret's key.
 */
export function codeFrame({ file, line, column, endLine, endColumn, start }: Location): readonly string[] {
  const lineStart = start - (column - 1)
  const lineEnd = file.text.indexOf('\n', lineStart)
  const text = file.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '')
  const hidden = mentionsSecret(file.text) || namesCredential(text)
  const shown = hidden ? masked(text) : text
  // The part of a long line that holds the start of what is meant.
  const from = column > widest && column <= shown.length ? column - widest / 2 : 0
  const lead = from > 0 ? '…' : ''
  const visible = lead + shown.slice(from, from + widest).replaceAll(/[\t\p{Cc}\u2028\u2029]/gu, ' ')
  if (visible.trim() === '') return []
  const gutter = ' '.repeat(String(line).length)
  const first = column - from + lead.length
  const last = (endLine === line ? endColumn : text.length + 1) - from + lead.length
  const width = Math.max(1, Math.min(last, visible.length + 1) - first)
  return [
    `  ${line} | ${visible}`,
    ...(first <= visible.length ? [`  ${gutter} | ${' '.repeat(first - 1)}${'^'.repeat(width)}`] : []),
  ]
}

function masked(line: string): string {
  const [key = ''] = structuralKey.exec(line) ?? []
  return key + line.slice(key.length).replace(/\S.*/, (value) => '*'.repeat(Math.min(value.length, 8)))
}

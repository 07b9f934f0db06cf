import type { Location } from '../locate.ts'

const widest = 120

/** Keys whose values are structure and never a secret's content. */
const structuralKey =
  /^\s*(?:- )*["']?(?:apiVersion|kind|metadata|name|namespace|spec|template|placement|clusters|clusterSelector|overrides|clusterName|clusterOverrides|path|op)["']?:/

/**
 * The line of a location with a marker below what is meant. In a file that mentions secrets, parsed or not, only
 * structure is shown: no line of it may carry a value into a log.
 */
export function codeFrame({ file, line, column, endLine, endColumn, start }: Location): readonly string[] {
  const lineStart = start - (column - 1)
  const lineEnd = file.text.indexOf('\n', lineStart)
  const text = file.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '')
  const shown = mentionsSecrets(file.text) ? masked(text) : text
  const visible = shown.slice(0, widest).replaceAll(/[\t\p{Cc}\u2028\u2029]/gu, ' ')
  if (visible.trim() === '') return []
  const gutter = ' '.repeat(String(line).length)
  const end = endLine === line ? endColumn : text.length + 1
  const width = Math.max(1, Math.min(end, visible.length + 1) - column)
  return [
    `  ${line} | ${visible}`,
    ...(column <= visible.length ? [`  ${gutter} | ${' '.repeat(column - 1)}${'^'.repeat(width)}`] : []),
  ]
}

function mentionsSecrets(text: string): boolean {
  return /secret/i.test(text)
}

function masked(text: string): string {
  return structuralKey.test(text) ? text : text.replace(/\S.*/, (value) => '*'.repeat(Math.min(value.length, 8)))
}

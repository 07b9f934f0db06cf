import { getOwn, isObject } from '../../json/own.ts'
import type { Json } from '../../model/json.ts'
import { readDocument } from '../../yaml/read/read-document.ts'
import type { DocumentReading } from '../../yaml/read/read-nodes.ts'

/**
 * Whether a document is the template of a text (Helm's and Go's `{{ }}`, Jinja's `{% %}`), not an object that holds
 * templates as its data, such as a PrometheusRule. One that does not parse is, if its actions are the reason, or are
 * where a template has them; one that parses is, if its identity is an action or if it asks for a chart's own values.
 */
export function isTemplate(text: string, { value, hasChartAction }: DocumentReading): boolean {
  if (!text.includes('{{') && !text.includes('{%')) return false
  if (value !== undefined) return hasChartAction || hasTemplatedIdentity(value)
  return (
    /^\{[{%]/m.test(text) || startsValueWithAction(text) || readDocument(fillIn(text)).value !== undefined
  )
}

function hasTemplatedIdentity(value: Json): boolean {
  if (!isObject(value)) return false
  const metadata = getOwn(value, 'metadata')
  const [name, namespace] = isObject(metadata)
    ? [getOwn(metadata, 'name'), getOwn(metadata, 'namespace')]
    : []
  return [getOwn(value, 'apiVersion'), getOwn(value, 'kind'), name, namespace].some(
    (field) => typeof field === 'string' && field.includes('{{'),
  )
}

/** The text with a word for every action, and without the lines that are nothing else. */
function fillIn(text: string): string {
  let filled = ''
  let from = 0
  for (let start = nextAction(text, 0); start !== -1; start = nextAction(text, from)) {
    const end = text.indexOf(text.startsWith('{{', start) ? '}}' : '%}', start)
    if (end === -1) break
    filled += text.slice(from, start) + placeholder
    from = end + 2
  }
  return (filled + text.slice(from))
    .split('\n')
    .filter((line) => !line.includes(placeholder) || otherThanPlaceholder.test(line))
    .join('\n')
}

/** Of a private use area: a letter to YAML. */
const placeholder = '\ue000'
const otherThanPlaceholder = /[^ \t\r\ue000]/

/** One search for both: where there is only one of them, a search for the other would read to the end for each action. */
function nextAction(text: string, from: number): number {
  const action = /\{[{%]/g
  action.lastIndex = from
  return action.exec(text)?.index ?? -1
}

const blockHeader = /(?:^|[:\-?\s])[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/
const actionAsValue = /^[\s-]*(?:(?:[\w./$][\w./$-]*|"[^"]*"|'[^']*')\s*:\s+)?\{[{%]/

/** Whether an unquoted action starts a value, an item or a line; the text of blocks (`|`) is data and does not count. */
function startsValueWithAction(text: string): boolean {
  let blockIndent: number | undefined
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/)
    if (indent === -1) continue
    if (blockIndent !== undefined && indent > blockIndent) continue
    blockIndent = blockHeader.test(line) ? indent : undefined
    if (actionAsValue.test(line)) return true
  }
  return false
}

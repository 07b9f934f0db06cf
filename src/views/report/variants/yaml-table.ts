import type { OriginKind } from '../../../model/field-origin.ts'
import { count } from '../../../text/count.ts'
import { markup, type Markup } from '../markup.ts'
import type { LinkSource } from '../source-link.ts'
import { mostLines, type LineOrigin, type YamlLine } from './yaml-lines.ts'

/** So many characters of a line are on a page. */
const longestLine = 200

/** YAML with the origin of each line beside it, in words and as a title; of a long object, its first lines. */
export function yamlTable(link: LinkSource, lines: readonly YamlLine[]): Markup {
  let before: LineOrigin | undefined
  const rows = lines.slice(0, mostLines).map((line) => {
    const row = lineRow(link, line, before)
    before = line.origin ?? before
    return row
  })
  const more = lines.length - rows.length
  return markup`<div class="yaml" role="group" tabindex="0" aria-label="YAML"><table><thead><tr><th scope="col">YAML</th><th scope="col">Origin</th></tr></thead><tbody>${rows}</tbody></table></div>${
    more > 0 &&
    markup`<p>${count(more, 'more line')} of it ${more === 1 ? 'is' : 'are'} not on this page.</p>`
  }`
}

function lineRow(link: LinkSource, { text, origin }: YamlLine, before: LineOrigin | undefined): Markup {
  const shown = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text
  if (origin === undefined) {
    return markup`
<tr><td><code>${shown}</code></td><td></td></tr>`
  }
  const kind = isOverridden(origin.kind) ? markup` class="${origin.kind}"` : ''
  return markup`
<tr${kind} title="${describeOrigin(origin)}"><td><code>${shown}</code></td><td>${originCell(link, origin, before)}</td></tr>`
}

/** What sets a value for some clusters has a colour. */
function isOverridden(kind: OriginKind): boolean {
  return kind === 'override' || kind === 'schedule'
}

/** The file is named, and is a link, where it is another one than that of the last value. */
function originCell(link: LinkSource, origin: LineOrigin, before: LineOrigin | undefined): Markup {
  const { kind, at, replaced } = origin
  if (at === undefined) return markup`${kind === before?.kind ? '' : originWords[kind]}`
  const isSame = before?.kind === kind && before.at?.file.path === at.file.path && replaced.length === 0
  if (isSame) return markup`:${at.line}`
  return markup`${originWords[kind]} ${link.toLocation(at)}${replaced.length > 0 && `, in place of ${replaced.map(describeOrigin).join(', ')}`}`
}

/** What gave a line its value, in words. */
export const originWords: Readonly<Record<OriginKind, string>> = {
  template: 'template',
  override: 'override',
  schedule: 'ReplicaSchedulingPreference',
  'federated-object': 'federated object',
  type: 'its type',
  'managed-label': 'label of every propagated object',
  orphan: 'in place of kubefed.io/orphan',
  delivery: 'delivery',
  'retain-replicas': 'retainReplicas',
}

function describeOrigin({ kind, at, replaced }: LineOrigin): string {
  const place = at ? ` ${at.file.path}:${at.line}` : ''
  const instead = replaced.length > 0 ? `, in place of ${replaced.map(describeOrigin).join(', ')}` : ''
  return `${originWords[kind]}${place}${instead}`
}

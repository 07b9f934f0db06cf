import { valueAt } from '../../../model/place.ts'
import { count } from '../../../text/count.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { createAllowance } from '../allowance.ts'
import { bar } from '../charts/bar.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import type { Section } from '../sections/section.ts'
import type { LinkSource } from '../source-link.ts'
import type { MappedAddress, MappedNames, MappedRecord, MappedTarget } from './dns-map.ts'

/** So many characters of names are on a page. */
const mostCharacters = 40_000

/** The names in DNS as a map: name → cluster → address, with weights. */
export function dnsSection(link: LinkSource, { dns: { records, failed } }: FleetReport): Section {
  const fits = createAllowance(mostCharacters)
  const shown = records.map((each) => recordMap(link, each)).filter(fits)
  const more = records.length - shown.length
  const content = markup`<p>From left to right: a name, the clusters whose load balancers answer for it, and their addresses.</p>
${shown}
${more > 0 && markup`<p>${count(more, 'more record')} ${more === 1 ? 'is' : 'are'} not on this page; <code>fedrender explain CLUSTER DNSEndpoint/NAME -n NAMESPACE</code> shows each.</p>`}
${failed.map((record) => markup`<p><span class="level error">error</span> ${record.kind} ${qualifiedName(record)} is in error, so its names stay as they were.</p>`)}`
  return { id: 'dns', title: 'DNS', content }
}

function recordMap(link: LinkSource, { record, names }: MappedRecord): Markup {
  const { kind, manifest } = record
  const title = link.toPlace(valueAt(manifest, '/metadata/name'), `${kind} ${qualifiedName(record)}`)
  return markup`
<h3>${title}</h3>
${names.length === 0 ? markup`<p>It has no address, and so no name.</p>` : markup`<ul class="dns">${names.map(nameNode)}</ul>`}`
}

function nameNode({ dnsNames, recordTTL, targets }: MappedNames): Markup {
  return markup`
<li><div class="node name">${dnsNames.map((each) => markup`<code>${each}</code>`)}<small>TTL ${recordTTL} s</small></div>
<ul>${targets.map(targetNode)}</ul></li>`
}

function targetNode({ cluster, weight, addresses }: MappedTarget): Markup {
  const share =
    weight &&
    markup`<small>weight ${weight.weight} of ${weight.sum}</small>${bar([{ kind: 'scheduled', number: weight.weight }], weight.sum)}`
  const title = cluster === undefined ? markup`<i>another name of the record</i>` : markup`<b>${cluster}</b>`
  return markup`<li><div class="node">${title}${share}</div><ul>${addresses.map(addressNode)}</ul></li>`
}

function addressNode({ target, recordType, lockedFor }: MappedAddress): Markup {
  return markup`<li><div class="node"><code>${target}</code><small>${recordType}${lockedFor !== undefined && markup`, locked for ${lockedFor}`}</small></div></li>`
}

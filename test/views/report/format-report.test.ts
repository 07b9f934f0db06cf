import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { FleetDiff } from '../../../src/model/fleet-diff.ts'
import { valueAt } from '../../../src/model/place.ts'
import { formatReport } from '../../../src/views/report/format-report.ts'
import { fleetReport } from '../../../src/views/report/report.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import {
  documents,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
} from '../../helpers/kubefed-objects.ts'

const hostile = `"><script>alert('1')</script>`
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

const objects: readonly JsonObject[] = [
  kubeFedCluster('a', { region: hostile }),
  kubeFedCluster('b', { [hostile]: 'eu' }),
  federatedNamespace('shop'),
  federated('ConfigMap', 'x', overriddenBy({ [hostile]: [{ path: '/data', value: { key: 'v' } }] })),
]
const compiled = compileFrozen([{ path: `shop/${hostile}.yaml`, text: documents(...objects) }])

/** Of the name of the first cluster. */
const lineOfName =
  documents(...objects)
    .split('\n')
    .findIndex((line) => line.includes('"name"')) + 1

function page(toRoot = '', diff?: FleetDiff, { plan, fleet, diagnostics } = compiled): string {
  return formatReport(fleetReport({ plan, fleet, diagnostics, ...(diff && { diff }) }), { toRoot, sha256 })
}

const manifest = compiled.plan.objects[0]?.federatedObject.manifest
if (manifest === undefined) throw new Error('there is no object')
const identity = { path: 'shop/configmaps/x.yaml', type: 'configmaps', kind: 'ConfigMap', namespace: 'shop' }
const diff: FleetDiff = {
  clusters: compiled.fleet.clusters,
  risks: [],
  files: [],
  changes: [
    {
      kind: 'changed',
      object: { ...identity, name: hostile },
      clusters: ['a', 'b'],
      fields: [
        {
          basePointer: '/data/key',
          headPointer: '/data/key',
          field: `/data/${hostile}`,
          from: 1,
          to: hostile,
        },
      ],
      risks: [{ rule: 'image-changed', level: 'high', reason: `The image is ${hostile}.` }],
      causes: [
        { side: 'head', at: valueAt(manifest, '/spec') },
        { side: 'base', at: valueAt(manifest, '/spec/overrides') },
      ],
    },
    {
      kind: 'held',
      object: { ...identity, name: 'gone' },
      clusters: [],
      fields: [],
      held: 'cluster-not-ready',
      sameContentAs: { ...identity, name: 'come' },
      risks: [],
      causes: [],
    },
  ],
  summary: [{ cluster: '', added: 0, changed: 0, removed: 0, held: 1 }],
}

describe('the page of a report', () => {
  it('is the same for the same fleet', () => {
    expect(page('', diff)).toBe(page('', diff))
  })

  it('has no markup of its data, which are shown as text', () => {
    const text = page('', diff)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).not.toContain(hostile)
    expect(text).toContain('region=&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;')
  })

  it('lets its own style and script run, by their hashes, and nothing else', () => {
    const text = page()
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(text)?.[1]
      ?.replaceAll('&#39;', "'")
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? []
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(text) ?? []
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${sha256(style)}'; script-src 'sha256-${sha256(script)}'; base-uri 'none'; form-action 'none'`,
    )
    const [head = '', body = ''] = text.split('</head>')
    expect(body.replace(script, '')).not.toMatch(/<[a-z]+[^>]*\s(?:style|on[a-z]+|src|action)=/)
    expect(head + body).not.toMatch(/https?:|url\(|@import|<link|<base/)
  })

  it('links to the lines of the sources from where it stands, by encoded paths', () => {
    const hrefs = [...page('../').matchAll(/href="(\.\.[^"]*)"/g)].map(([, href]) => href)
    const encoded = '%22%3E%3Cscript%3Ealert(&#39;1&#39;)%3C/script%3E'
    expect(hrefs).toContain(`../shop/${encoded}.yaml#L${lineOfName}`)
    expect(hrefs.every((href) => /^\.\.\/shop\/[^ "<>]*#L[1-9][0-9]*$/.test(href ?? ''))).toBe(true)
  })

  it('does not link to what is no file of the repository, or is a scheme', () => {
    const at = (path: string): string =>
      page('', undefined, compileFrozen([{ path, text: documents(...objects) }]))
    for (const path of ['<stdin>', '../config.yaml', '/etc/config.yaml']) {
      expect(at(path)).not.toMatch(/href="(?!#)/)
    }
    expect(at('javascript:x.yaml')).toContain('href="javascript%3Ax.yaml#L')
  })

  it('shows the changes with their risks and causes, and links only to what is there', () => {
    const text = page('', diff)
    expect(text).toMatch(/<b>image-changed<\/b> [^\n]*\n<small>[^\n]*; <a href="[^"]*#L[0-9]+">/)
    expect(text).toContain('The file stays as it is: cluster-not-ready.')
    expect(text).toContain('A rename: ConfigMap shop/come has the same content.')
    expect(text).toMatch(/<h3>from <a href="[^"]*">[^<]*<\/a>, [^<]* \(before\)<\/h3>/)
    expect(text).toContain('no cluster')
    expect(page()).not.toContain('id="changes"')
  })

  it('says what was planned where errors let nothing be rendered', () => {
    const { plan, diagnostics } = compiled
    const text = formatReport(fleetReport({ plan, diagnostics }), { toRoot: '', sha256 })
    expect(text).toContain('Errors let nothing be rendered.')
    expect(page()).not.toContain('Errors let nothing be rendered.')
  })

  it('has headings in order, each id once, and links only to ids that are there', () => {
    const text = page('', diff)
    const levels = [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const named = [...text.matchAll(/(?:href="#|labelledby=")([^"]*)"/g)].map(([, id]) => id)
    expect(named.filter((id) => !ids.includes(id))).toStrictEqual([])
  })
})

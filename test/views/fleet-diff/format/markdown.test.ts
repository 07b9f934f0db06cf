import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FleetDiff } from '../../../../src/model/fleet-diff.ts'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { defaultMaxBytes, formatMarkdown } from '../../../../src/views/fleet-diff/format/markdown.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'
import { sampleDiff } from './sample-diff.ts'

const marker = '<!-- fedrender diff -->\n'

it('is one comment: clusters, risks, then objects with their changes folded away', () => {
  expect(formatMarkdown(sampleDiff())).toMatchInlineSnapshot(`
    "<!-- fedrender diff -->
    **fedrender diff** 1 critical · 5 edits · 5 objects (1 added, 2 changed, 1 removed, 1 held) · 10 of 10 clusters

    **Risks**

    - **critical** \`configmaps shop/old\` in \`all 10 clusters\`: \`shop/web mounts "old"\`

    **Changes**

    - \`configmaps shop/old\` removed in \`all 10 clusters\`
    - \`configmaps shop/stays\` held in \`c0\` (propagation-disabled)
    - \`configmaps shop/run\` changed in \`all 10 clusters\`

    <details><summary>details</summary>

    \`\`\`diff
    @@ changed in all 10 clusters @@
    ! /data/script:
    -   echo one
    +   echo two
    \`\`\`

    </details>

    - \`deployments.apps shop/web\` changed in \`all 10 clusters\`; in \`all 6 with region=eu\`, from \`fleet/web.yaml:3-4\`, \`fleet/web.yaml:1\` (before)

    <details><summary>details</summary>

    \`\`\`diff
    @@ changed in all 10 clusters @@
    - /spec/template/spec/containers/[name=web]/image: "web:1"
    + /spec/template/spec/containers/[name=web]/image: "web:2"
    + /spec/template/spec/containers/[name=web]/args/0: "--fast"
    @@ changed in all 6 with region=eu @@
    - /spec/replicas: 2
    + /spec/replicas: 1152921504606846976
    \`\`\`

    </details>

    - \`configmaps shop/new\` added in \`all 10 clusters but c9\`

    <details><summary>details</summary>

    \`\`\`diff
    @@ added in all 10 clusters but c9 @@
    + /data/script: "x"
    \`\`\`

    </details>


    | clusters | added | changed | removed | held |
    | --- | --: | --: | --: | --: |
    | \`c0\` | 1 | 2 | 1 | 1 |
    | <details><summary>\`all 10 clusters but c0, c9\`</summary>\`c1, c2, c3, c4, c5, c6, c7, c8\`</details> | 1 | 2 | 1 | 0 |
    | \`c9\` | 0 | 2 | 1 | 0 |
    "
  `)
})

it('says so where nothing changes', () => {
  const fleet = fleetOf(fleetClusters(['c1']), [])
  expect(formatMarkdown(fleetDiff(fleet, fleet))).toBe(
    `${marker}**fedrender diff** Nothing changes in any cluster.\n`,
  )
})

/** Many objects, each with many fields that change. */
function longDiff(count: number): FleetDiff {
  const names = Array.from({ length: 40 }, (_, index) => `cluster-${index}`).sort()
  const fleet = (value: string) =>
    fleetOf(
      fleetClusters(names),
      Array.from({ length: count }, (_, index) => {
        const data = Object.fromEntries(
          Array.from({ length: 20 }, (_, key) => [`key-${key}`, `${value} ${key} of ${index}`]),
        )
        const metadata = { name: `config-${index}`, namespace: 'shop' }
        return fleetObject('configmaps', [[names, { kind: 'ConfigMap', metadata, data }]])
      }),
    )
  return fleetDiff(fleet('before'), fleet('after'))
}

describe('a comment that must be cut', () => {
  it('keeps every name and drops bodies from the end', () => {
    const diff = longDiff(200)
    const whole = formatMarkdown(diff, { maxBytes: 10_000_000 })
    expect(Buffer.byteLength(whole)).toBeGreaterThan(defaultMaxBytes)
    const text = formatMarkdown(diff)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(defaultMaxBytes)
    for (const { object, clusters } of diff.changes) {
      expect(text).toContain(`\`configmaps shop/${object.name}\` changed in \`all 40 clusters\``)
      for (const cluster of clusters) expect(text).toContain(cluster)
    }
    const bodies = text.split('<details><summary>details').length - 1
    expect(bodies).toBeGreaterThan(0)
    expect(text).toContain(
      `without the fields of ${200 - bodies} objects; \`--output text\` shows everything.\n`,
    )
  })

  it('says how many names it has no room for', () => {
    const text = formatMarkdown(longDiff(200), { maxBytes: 2000 })
    const shown = text.split('\n- ').length - 1
    expect(shown).toBeGreaterThan(10)
    expect(text).toContain(`without the names of ${200 - shown} objects, the names of 40 clusters,`)
  })
})

describe('a comment of many different changes', () => {
  const names = Array.from({ length: 300 }, (_, index) => `config-${index}`)
  const clusters = fleetClusters(Array.from({ length: 60 }, (_, index) => `c${index}`).sort())
  const fleet = (value: string) =>
    fleetOf(
      clusters,
      names.map((name, index) => {
        const object = { kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { [name]: value } }
        return fleetObject('configmaps', [
          [clusters.slice(0, (index % 60) + 1).map((each) => each.name), object],
        ])
      }),
    )
  const diff = fleetDiff(fleet('before'), fleet('after'), {
    risksOf: ({ object }) => [{ rule: object.name, level: 'high', reason: `${object.name} changes.` }],
  })

  it('shows no more than 150 lines before anything is unfolded', () => {
    expect(seenLines(formatMarkdown(diff, { maxBytes: 10_000_000 }))).toBeLessThanOrEqual(150)
    expect(seenLines(formatMarkdown(diff))).toBeLessThanOrEqual(150)
  })

  it('has all of them', () => {
    const text = formatMarkdown(diff, { maxBytes: 10_000_000 })
    for (const name of names) expect(text).toContain(`- \`configmaps shop/${name}\` changed`)
    for (const name of names) expect(text).toContain(`\`${name} changes.\``)
    expect(text).toMatch(/<details><summary>\d+ more risks<\/summary>/)
    expect(text).toMatch(/<details><summary>\d+ more changes<\/summary>/)
    expect(text.split('<details>').length).toBe(text.split('</details>').length)
  })

  it('closes what it opens, wherever it is cut', () => {
    for (let maxBytes = 500; maxBytes < 40_000; maxBytes += 997) {
      const text = formatMarkdown(diff, { maxBytes })
      expect(text.split('<details>').length).toBe(text.split('</details>').length)
    }
  })
})

/** The lines that are not folded away, without empty ones. */
function seenLines(markdown: string): number {
  let depth = 0
  const seen = markdown.split('\n').filter((line) => {
    const opens = line.split('<details>').length - 1
    const isSeen = depth === 0
    depth += opens - (line.split('</details>').length - 1)
    return isSeen && line !== ''
  })
  return seen.length
}

const hostile = fc.oneof(
  fc.constantFrom(
    '`',
    '```',
    '|',
    '</details>',
    '<script>',
    '@team',
    '#1',
    '\n',
    '\r',
    '-->',
    '\\',
    '\\|',
    '[x](y)',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
)
const hostileText = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(''))

const hostileDiff = fc
  .record({
    clusters: fc.uniqueArray(
      hostileText.filter((each) => each !== ''),
      { minLength: 1, maxLength: 4 },
    ),
    label: hostileText,
    objects: fc.array(
      fc.record({ name: hostileText, from: hostileText, to: hostileText, key: hostileText }),
      {
        maxLength: 5,
      },
    ),
    reason: hostileText,
  })
  .map(({ clusters, label, objects, reason }) => {
    const fleet = (side: 'from' | 'to') =>
      fleetOf(
        fleetClusters(clusters.toSorted(), () => ({ [label]: label })),
        objects.map((each, index) => {
          const metadata = { name: `${index}${each.name}`, namespace: each.name }
          const object = { kind: 'ConfigMap', metadata, data: { [each.key]: each[side] } }
          return fleetObject('configmaps', [[clusters.toSorted(), object]])
        }),
      )
    return fleetDiff(fleet('from'), fleet('to'), {
      risksOf: () => [{ rule: 'r', level: 'high', reason }],
    })
  })

describe('a comment of hostile values', () => {
  it('is never longer than it may be', () => {
    fc.assert(
      fc.property(hostileDiff, fc.integer({ min: 0, max: 3000 }), (diff, maxBytes) => {
        expect(Buffer.byteLength(formatMarkdown(diff, { maxBytes }))).toBeLessThanOrEqual(maxBytes)
      }),
    )
  })

  it('holds them only in code', () => {
    fc.assert(
      fc.property(hostileDiff, (diff) => {
        const text = formatMarkdown(diff)
        for (const row of text.split('\n').filter((line) => line.startsWith('| '))) {
          expect(row.split('|')).toHaveLength(7)
        }
        const own = outsideCode(text)
          .replaceAll(/<\/?(?:details|summary)>/g, '')
          .replace('<!-- fedrender diff -->', '')
        expect(own).toMatch(/^[\w\s*|:,.;·()-]*$/)
      }),
    )
  })
})

/** What is left of a comment without its blocks and spans of code, found as CommonMark finds them. */
function outsideCode(markdown: string): string {
  const lines: string[] = []
  let fence: string | undefined
  for (const indented of markdown.split('\n')) {
    const line = indented.trimStart()
    const [ticks] = /^`{3,}/.exec(line) ?? []
    if (fence !== undefined) {
      if (line === fence || (ticks === line && line.length >= fence.length)) fence = undefined
    } else if (ticks !== undefined && line === `${ticks}diff`) fence = ticks
    else lines.push(line.replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, ''))
  }
  expect(fence).toBeUndefined()
  return lines.join('\n')
}

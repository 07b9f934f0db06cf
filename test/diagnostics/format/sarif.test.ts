import publishedSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { createDiagnostic, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { formatSarif } from '../../../src/diagnostics/format/sarif.ts'
import type { SarifLog } from '../../../src/diagnostics/format/sarif-log.ts'
import { locate } from '../../../src/diagnostics/locate.ts'
import { locateDiagnostics } from '../../../src/diagnostics/located-diagnostic.ts'
import { placeDiagnostics } from '../../../src/diagnostics/review-place.ts'

// The schema is of draft 4, and holds nothing that a later draft reads otherwise but the name of its "id".
const { $schema: _, id: __, ...schema } = publishedSchema
const isValid = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  allErrors: true,
}).compile(schema)

const text = 'kind: A\r\nname: "😀" # web\r\n'
const file = { path: 'a dir/ü#100%.yaml', text }
const at = { file, start: text.indexOf('# web'), end: text.indexOf('# web') + 5 }
const duplicate: Diagnostic = createDiagnostic(
  'duplicate-cluster',
  { name: 'web' },
  { at, related: [{ message: 'the first one', at: { file, start: 0, end: 4 } }] },
)
const note = createDiagnostic('adopt-resources', {}, { at: { file, start: 0, end: 9 } })
const whole = createDiagnostic('no-clusters', {})

function sarif(diagnostics: readonly Diagnostic[], prefix = ''): SarifLog {
  const placed = placeDiagnostics(locateDiagnostics(diagnostics), { prefix, wholeRun: 'fedrender.yaml' })
  const log = formatSarif(placed, { version: '1.2.3', prefix })
  expect(isValid(JSON.parse(JSON.stringify(log))), JSON.stringify(isValid.errors)).toBe(true)
  return log
}

function resultOf(diagnostic: Diagnostic): SarifLog['runs'][0]['results'][number] {
  const [result] = sarif([diagnostic]).runs[0].results
  if (result === undefined) throw new Error('no result')
  return result
}

describe('formatSarif', () => {
  it('says what was found, where, how grave it is and how to mend it', () => {
    expect(resultOf(duplicate)).toStrictEqual({
      ruleId: 'duplicate-cluster',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'The KubeFedCluster "web" is declared twice. Remove one of the two, or rename it.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20dir/%C3%BC%23100%25.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 12, endLine: 2, endColumn: 17 },
          },
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'a%20dir/%C3%BC%23100%25.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
          },
          message: { text: 'the first one' },
        },
      ],
      partialFingerprints: { 'fedrender/v1': expect.stringMatching(/^[0-9a-f]{16}$/) as string },
    })
  })

  it('leads from each code to its heading in the reference', () => {
    const [run] = sarif([duplicate, note]).runs
    expect(run.tool.driver.rules.map(({ helpUri }) => helpUri)).toStrictEqual([
      'https://fedrender.dev/docs/reference/diagnostics#adopt-resources',
      'https://fedrender.dev/docs/reference/diagnostics#duplicate-cluster',
    ])
  })

  it('carries the edits of a fix, which the schema allows', () => {
    const edits = [{ location: locate(at), text: 'é' }]
    const located = locateDiagnostics([duplicate]).map((each) => ({ ...each, edits }))
    const placed = placeDiagnostics(located, { prefix: 'sub/', wholeRun: 'fedrender.yaml' })
    const log = formatSarif(placed, { version: '1.2.3', prefix: 'sub/' })
    expect(isValid(JSON.parse(JSON.stringify(log))), JSON.stringify(isValid.errors)).toBe(true)
    expect(log.runs[0].results[0]?.fixes).toStrictEqual([
      {
        artifactChanges: [
          {
            artifactLocation: { uri: 'sub/a%20dir/%C3%BC%23100%25.yaml', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 12, endLine: 2, endColumn: 17 },
                insertedContent: { text: 'é' },
              },
            ],
          },
        ],
      },
    ])
  })

  it('describes each code that it names once, with what GitHub requires of a rule', () => {
    const [run] = sarif([duplicate, whole, note, duplicate]).runs
    const { rules, ...driver } = run.tool.driver
    expect(driver).toStrictEqual({ name: 'fedrender', semanticVersion: '1.2.3' })
    expect(rules.map(({ id, defaultConfiguration: { level } }) => [id, level])).toStrictEqual([
      ['adopt-resources', 'note'],
      ['duplicate-cluster', 'error'],
      ['no-clusters', 'warning'],
    ])
    for (const rule of rules) {
      const texts = [
        rule.shortDescription.text,
        rule.fullDescription.text,
        rule.help.text,
        rule.help.markdown,
      ]
      for (const each of texts) expect(each).not.toBe('')
      expect(rule.help.text).toContain(`\n  ${rule.id}: `)
    }
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]?.id).toBe(ruleId)
  })

  it('counts columns in UTF-16 and lines across line ends', () => {
    expect(sarif([note]).runs[0].columnKind).toBe('utf16CodeUnits')
    expect(resultOf(note).locations[0].physicalLocation.region).toStrictEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 2,
      endColumn: 1,
    })
  })

  it('puts what concerns the whole run where a review shows it', () => {
    expect(resultOf(whole).locations[0].physicalLocation).toStrictEqual({
      artifactLocation: { uri: 'fedrender.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    })
  })

  it('tells the parts of a Git repository apart, and names files from its top', () => {
    expect(sarif([note]).runs[0].automationDetails.id).toBe('fedrender/')
    const [run] = sarif([note], 'teams/we b/').runs
    expect(run.automationDetails.id).toBe('fedrender/teams/we%20b/')
    expect(run.results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(
      'teams/we%20b/a%20dir/%C3%BC%23100%25.yaml',
    )
  })

  it('lets no name become a link or a placeholder, and no path another URI', () => {
    const hostile = createDiagnostic('duplicate-cluster', { name: '{0} [x](1) [y]\n' }, { at })
    expect(resultOf(hostile).message.text).toContain(String.raw`"{{0}} \[x\](1) [y]\n"`)
    for (const path of ['http:/example.com/a.yaml', '?a=b#c.yaml', 'a\\b\n?.yaml', 'a\ud800.yaml']) {
      const elsewhere = createDiagnostic(
        'adopt-resources',
        {},
        { at: { file: { path, text }, start: 0, end: 1 } },
      )
      const { uri } = resultOf(elsewhere).locations[0].physicalLocation.artifactLocation
      expect(uri).toMatch(/^(?:[\w.~!*'()-]|%[0-9A-F]{2}|\/(?!\/))+$/)
      const resolved = new URL(uri, 'file:///workspace/')
      expect(resolved.href).toMatch(/^file:\/\/\/workspace\//)
    }
  })

  it('is valid without any diagnostic', () => {
    expect(sarif([]).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } })
  })

  it('keeps the gravest of more results than GitHub takes, and says so', () => {
    const many = [...Array.from({ length: 25_000 }, () => whole), note, duplicate]
    const [run] = sarif(many).runs
    expect(run.results).toHaveLength(25_000)
    expect(run.results[0]?.level).toBe('error')
    expect(run.results.some(({ level }) => level === 'note')).toBe(false)
    expect(run.invocations?.[0]?.toolExecutionNotifications[0]?.message.text).toMatch(/^2 more results /)
    expect(sarif([note]).runs[0].invocations).toBeUndefined()
  })
})

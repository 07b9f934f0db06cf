import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applySeverities } from '../../src/diagnostics/severities.ts'
import { createDiagnostic } from '../../src/diagnostics/diagnostic.ts'
import { defaultRenderConfig, type RenderConfig } from '../../src/model/render-config.ts'
import { judgeSettings } from '../../src/stages/authorize/judge-settings.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import type { Severity } from '../../src/model/severity.ts'

const codes = [
  'unknown-cluster',
  'tenants-base-unknown',
  'output-changed-meanwhile',
  'prune-approved',
] as const
const weakening = { setting: 'x', change: 'is new', effect: 'y', judge: 'review' } as const
const found = [
  createDiagnostic('unknown-cluster', { cluster: 'x', nearest: undefined }),
  createDiagnostic('tenants-base-unknown', {}),
  createDiagnostic('output-changed-meanwhile', {}),
  createDiagnostic('prune-approved', weakening),
]
const severity: fc.Arbitrary<Severity | 'off'> = fc.constantFrom('error', 'warning', 'info', 'off')
const share = fc.constantFrom(0, 0.1, 0.3, 0.5, 1)
const config: fc.Arbitrary<RenderConfig> = fc
  .record({
    severities: fc.uniqueArray(fc.tuple(fc.constantFrom(...codes), severity), { selector: ([code]) => code }),
    prune: fc.record({ maxClusters: share, maxFraction: share }),
    shareHosts: fc.boolean(),
    output: fc.constantFrom('rendered', 'out'),
  })
  .map(({ severities, shareHosts, ...settings }) => ({
    ...defaultRenderConfig,
    ...settings,
    severities: new Map(severities),
    dns: { ...defaultRenderConfig.dns, shareHosts },
  }))

const ranks: readonly (Severity | undefined)[] = ['error', 'warning', 'info', undefined]

/** How grave each code is by some settings, the gravest first. */
function gravity({ severities }: RenderConfig): readonly number[] {
  const judged = applySeverities(found, severities, false)
  return codes.map((code) => ranks.indexOf(judged.find((each) => each.code === code)?.severity))
}

const judge = (base: RenderConfig, head: RenderConfig): ReturnType<typeof judgeSettings> =>
  judgeSettings(deepFreeze({ config: base }), deepFreeze({ config: head }))

describe('the settings that judge a change', () => {
  it('find no less than those of the base, nor than its own', () => {
    fc.assert(
      fc.property(config, config, (base, head) => {
        const judging = judge(base, head).config
        for (const side of [base, head]) {
          for (const [index, rank] of gravity(side).entries()) {
            expect(gravity(judging)[index]).toBeLessThanOrEqual(rank)
          }
          expect(judging.prune.maxClusters).toBeLessThanOrEqual(side.prune.maxClusters)
          expect(judging.prune.maxFraction).toBeLessThanOrEqual(side.prune.maxFraction)
          expect(!judging.dns.shareHosts || side.dns.shareHosts).toBe(true)
        }
      }),
    )
  })

  it('are the change’s own exactly where it weakens nothing that the stricter judges', () => {
    fc.assert(
      fc.property(config, config, (base, head) => {
        const { config: judging, weakenings } = judge(base, head)
        const isOwn =
          JSON.stringify([gravity(judging), judging.prune, judging.dns]) ===
          JSON.stringify([gravity(head), head.prune, head.dns])
        expect(weakenings.some((each) => each.judge === 'stricter')).toBe(!isOwn)
      }),
    )
  })

  it('are those of the base where the change has the same, and weaken nothing', () => {
    fc.assert(
      fc.property(config, (each) => {
        expect(judge(each, each).weakenings).toEqual([])
        expect(gravity(judge(each, each).config)).toEqual(gravity(each))
      }),
    )
  })

  it('change nothing else', () => {
    fc.assert(
      fc.property(config, config, (base, head) => {
        expect(judge(base, head).config).toMatchObject({ output: head.output, tenants: head.tenants })
      }),
    )
  })
})

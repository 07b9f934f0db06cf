import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LossPlan } from '../../src/model/loss-plan.ts'
import { planWithout } from '../../src/stages/plan/what-if/plan-without.ts'
import { qualifiedName } from '../../src/text/qualified-name.ts'
import { compileTexts, type CompiledTexts, type RepositoryTexts } from '../helpers/diff-repositories.ts'
import { repositories } from '../helpers/repository-arbitrary.ts'

const separator = '---\n'

/** The repository without the KubeFedClusters of these names. */
function withoutClusters(texts: RepositoryTexts, lost: ReadonlySet<string>): RepositoryTexts {
  const { 'clusters.yaml': clusters = '', ...others } = texts
  const left = clusters.split(separator).filter((text) => {
    const [, name = ''] = /\n {2}name: (.*)\n/.exec(text) ?? []
    return !lost.has(name)
  })
  return { ...others, 'clusters.yaml': left.join(separator) }
}

/** What a plan says of placement, division and DNS, by the names of the objects. */
function outcomeOf({ objects, dns }: Pick<LossPlan, 'objects' | 'dns'>): unknown {
  return {
    objects: objects.map(({ federatedObject, placement, division }) => [
      `${federatedObject.kind} ${qualifiedName(federatedObject)}`,
      placement.clusters,
      placement.chosen,
      division?.method,
      Object.fromEntries(division?.schedule?.replicas ?? []),
      division?.schedule?.unplaced,
    ]),
    names: dns.dnsEndpoints.map(({ name, endpoints }) => [name, endpoints]),
  }
}

const planOf = ({ result, settings }: CompiledTexts, lost: ReadonlySet<string>): LossPlan =>
  planWithout(result.plan, lost, { dns: settings.dns, scheduling: result.scheduling })

describe('planWithout', () => {
  it('is what compiling the sources without the clusters plans', () => {
    let compared = 0
    fc.assert(
      fc.property(
        repositories,
        fc.subarray(['eu-1', 'eu-2', 'us-1'], { minLength: 1, maxLength: 2 }),
        (texts, names) => {
          const lost = new Set(names)
          const base = compileTexts(texts)
          const head = compileTexts(withoutClusters(texts, lost))
          if (base === undefined || head === undefined) return
          compared += 1
          expect(outcomeOf(planOf(base, lost))).toStrictEqual(outcomeOf(head.result.plan))
        },
      ),
      { numRuns: 300 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('is the plan itself where no cluster is lost', () => {
    fc.assert(
      fc.property(repositories, (texts) => {
        const base = compileTexts(texts)
        if (base === undefined) return
        expect(outcomeOf(planOf(base, new Set()))).toStrictEqual(outcomeOf(base.result.plan))
      }),
    )
  })
})

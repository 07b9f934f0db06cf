import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atPointer } from '../../../../src/json/at-pointer.ts'
import { equalJson } from '../../../../src/json/equal.ts'
import { groupKindOf } from '../../../../src/kubernetes/group-kind.ts'
import { type ComparedChange, compareFleets } from '../../../../src/views/fleet-diff/compare-fleets.ts'
import { createRiskContext } from '../../../../src/views/fleet-diff/risks/risk-context.ts'
import { createDeletionRules, type Deletion } from '../../../../src/views/fleet-diff/risks/deletion-rules.ts'
import { immutableFields } from '../../../../src/views/fleet-diff/risks/immutable-fields.ts'
import type { RiskRule } from '../../../../src/views/fleet-diff/risks/risk-rule.ts'
import { adoptionRiskRules, riskRules } from '../../../../src/views/fleet-diff/risks/risk-rules.ts'
import { risksOf } from '../../../../src/views/fleet-diff/risks/risks-of.ts'
import { deletions } from '../../../../src/views/fleet-diff/risks/rules/deletions.ts'
import type { Fleet, FleetObject } from '../../../../src/model/fleet.ts'
import type { Risk } from '../../../../src/model/fleet-diff.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'
import { readRefusals } from './read-refusals.ts'
import { readRiskCases, type RiskCase } from './read-risk-cases.ts'

/** Rules about more than one object or cluster, which have tests of their own. */
const aboutFleets: ReadonlySet<string> = new Set([
  'cluster-emptied',
  'orphaned-and-deleted',
  'object-stays',
  'wave-passed',
  'update-refused',
])

const cases = readRiskCases()
const names = adoptionRiskRules.map(({ name }) => name)
const ofSources: ReadonlySet<string> = new Set(riskRules.map(({ name }) => name))

describe('the rules', () => {
  it('each have their own name, those for a change of the sources from the most serious to the least', () => {
    expect(new Set(names).size).toBe(names.length)
    const levels = riskRules.map(({ level }) => ['critical', 'high', 'medium'].indexOf(level))
    expect(levels).toEqual([...levels].sort())
  })

  it.each(names.filter((name) => !aboutFleets.has(name)))('%s has hits and near misses', (name) => {
    const own = cases.filter(({ rule }) => rule === name)
    expect(own.some(({ isHit }) => isHit)).toBe(true)
    expect(own.some(({ isHit }) => !isHit)).toBe(true)
  })

  it('have no cases but their own', () => {
    expect(cases.filter(({ rule }) => !names.includes(rule))).toEqual([])
  })
})

describe.each([...new Set(cases.map(({ rule }) => rule))])('%s', (rule) => {
  const own = cases.filter((each) => each.rule === rule)

  it('is raised by its hits, with these words', () => {
    const hits = own.filter(({ isHit }) => isHit)
    const told = hits.map((each) => `${each.name}\n${risks(each).map(format).join('')}`).join('\n')
    const golden = new URL(`cases/${rule}.txt`, import.meta.url)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, told)
    expect(told, 'UPDATE_GOLDEN=1 rewrites it').toBe(readFileSync(golden, 'utf8'))
  })

  it.each(own.filter(({ isHit }) => isHit))('is raised by: $name', (each) => {
    expect(risks(each).map((risk) => risk.rule)).toContain(rule)
  })

  it.each(own.filter(({ isHit }) => !isHit))('is not raised by: $name', (each) => {
    const found = risks(each)
    expect(found.filter((risk) => risk.rule === rule)).toEqual([])
    if (/immutable|version|unselected/.test(rule)) {
      expect(found.filter(({ reason }) => reason.includes('is refused by the API server'))).toEqual([])
    }
  })
})

describe('a deletion', () => {
  const kinds = deletions.flatMap((row) => row.kinds)

  it('has a kind that is in one row of the table', () => {
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toStrictEqual([])
  })

  it.each([...kinds, 'Lease.coordination.k8s.io'])('of a %s is reported once', (groupKind) => {
    const row = deletions.find((each) => each.kinds.includes(groupKind))
    expect(deletionRisks(groupKind, riskRules)).toStrictEqual([row?.name ?? 'object-deleted'])
  })

  it('is reported once where a row is added for its kind, and by that row', () => {
    const lease: Deletion = {
      name: 'lease-deleted',
      level: 'high',
      about: 'A Lease is deleted.',
      kinds: ['Lease.coordination.k8s.io'],
      consequence: ', and its holder is no longer known',
    }
    const rules = createDeletionRules([...deletions, lease])
    expect(deletionRisks('Lease.coordination.k8s.io', rules)).toStrictEqual(['lease-deleted'])
    expect(deletionRisks('ConfigMap', rules)).toStrictEqual(['object-deleted'])
  })
})

describe('an API server, as its answers were recorded,', () => {
  const answers = readRefusals()

  it('was asked about every change of one object that a rule of refusals has', () => {
    const rules = new Set(answers.map(({ rule }) => rule))
    const asked = cases.filter(({ rule, base, head }) => rules.has(rule) && base && head)
    expect(answers.map(({ rule, name }) => `${rule}: ${name}`)).toEqual(
      asked.map(({ rule, name }) => `${rule}: ${name}`),
    )
    const refusing = cases.filter((each) => risks(each).some(isRefusal)).map(({ rule }) => rule)
    expect([...rules]).toEqual(expect.arrayContaining([...new Set(refusing)]))
  })

  const rows = immutableFields.flatMap(({ kinds, pointer }) => kinds.map((kind) => ({ kind, pointer })))

  it.each(rows)('was asked about $pointer of a $kind, and refuses it', ({ kind, pointer }) => {
    const refusing = answers.filter(({ rule, name, refused }) => {
      const { base = {}, head = {} } = cases.find((each) => each.rule === rule && each.name === name) ?? {}
      if (rule !== 'immutable-field' || refused === undefined || groupKindOf(head) !== kind) return false
      // Nothing else of the table may be why it is refused.
      const changed = rows.filter((row) => row.kind === kind && differsAt(row.pointer, base, head))
      return changed.length === 1 && changed[0]?.pointer === pointer
    })
    expect(refusing.map(({ name }) => name)).not.toStrictEqual([])
  })

  it.each(answers)('$rule: $name', ({ rule, name, refused }) => {
    const asked = cases.find((each) => each.rule === rule && each.name === name)
    expect(asked && risks(asked).some(isRefusal)).toBe(refused !== undefined)
  })
})

function differsAt(pointer: string, base: JsonObject, head: JsonObject): boolean {
  return !equalJson(atPointer(base, pointer) ?? null, atPointer(head, pointer) ?? null)
}

/** The names of the rules that report the deletion of one object. */
function deletionRisks(groupKind: string, rules: readonly RiskRule[]): readonly string[] {
  const [kind = '', ...group] = groupKind.split('.')
  const apiVersion = group.length === 0 ? 'v1' : `${group.join('.')}/v1`
  const base = { apiVersion, kind, metadata: { name: 'gone', namespace: 'shop' } }
  return risks({ rule: 'object-deleted', base }, rules).map(({ rule }) => rule)
}

function isRefusal({ reason }: Risk): boolean {
  return reason.includes('is refused by the API server')
}

function format({ level, rule, field, reason }: Risk): string {
  return `  ${level} ${rule}${field === undefined ? '' : ` ${field}`}: ${reason}\n`
}

/** The risks of a case in a cluster that holds something else besides, by the rules that its rule is one of. */
function risks(
  { rule, base, head }: Pick<RiskCase, 'rule' | 'base' | 'head'>,
  rules = ofSources.has(rule) ? riskRules : adoptionRiskRules,
): readonly Risk[] {
  return allRisks(fleetWith(base), fleetWith(head), rules).flatMap((each) => each.risks)
}

const other: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'other', namespace: 'other' },
}

function fleetWith(object: JsonObject | undefined): Fleet {
  const objects = [other, ...(object ? [object] : [])]
  return fleetOf(
    fleetClusters(['a']),
    objects.map((each): FleetObject => fleetObject(String(each['kind']).toLowerCase(), [[['a'], each]])),
  )
}

function allRisks(
  base: Fleet,
  head: Fleet,
  rules: readonly RiskRule[],
): readonly { readonly change: ComparedChange; readonly risks: readonly Risk[] }[] {
  const changes = compareFleets(base, head, () => undefined)
  const context = createRiskContext(base, head, changes)
  return changes.map((change) => ({ change, risks: risksOf(change, context, rules) }))
}

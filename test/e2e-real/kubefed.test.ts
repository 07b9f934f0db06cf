import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import type { KubernetesObject } from './kubefed/api-client.ts'
import { createNamespaces } from './kubefed/apply-fleet.ts'
import { tryNamespace } from './kubefed/compare-objects.ts'
import { comparePlans, type PlanReport } from './kubefed/compare-plans.ts'
import { formatDifference, type Difference } from './kubefed/difference.ts'
import { disabledType, disableType } from './kubefed/disable-type.ts'
import { exampleObjects, seenOfExamples, shownBy } from './kubefed/examples.ts'
import { loweredFleet } from './kubefed/generate/lowered-fleet.ts'
import { memberDescriptions } from './kubefed/generate/clusters.ts'
import { namespaceNames, randomFleet } from './kubefed/generate/random-fleet.ts'
import { judge, type Judge, type Judgement } from './kubefed/judge.ts'
import { kubefedPrograms, startKubeFed } from './kubefed/live-kubefed.ts'
import { exampleNamespace } from './kubefed/reasons/reason.ts'
import { reasonFor, reasons } from './kubefed/reasons/reasons.ts'
import { requireBinaries } from './require-binaries.ts'

const size = {
  objects: Number(process.env['FEDRENDER_E2E_KUBEFED_OBJECTS'] ?? 300),
  seed: process.env['FEDRENDER_E2E_KUBEFED_SEED'] ?? '7',
}

let court: Judge | undefined
let lowered: readonly KubernetesObject[] = []
let created: Judgement | undefined
let changed: Judgement | undefined
let plans: PlanReport | undefined

afterAll(() => court?.live.end())

/** Starts everything, with the namespaces that the host and the members need. */
async function start(context: TestContext): Promise<Judge> {
  const live = await startKubeFed(requireBinaries(context, ...kubefedPrograms), memberDescriptions)
  court = { live, members: memberDescriptions, quietSeconds: 8 }
  await createNamespaces(live.host.address, [...namespaceNames, exampleNamespace])
  for (const { address } of live.members.values()) await createNamespaces(address, [tryNamespace])
  await live.start()
  return court
}

const sizeOf = ({ compared, statuses }: Judgement): string =>
  `${compared} objects of members, ${statuses} statuses`

/** Counts differences by reason, and gives those that no reason excuses. */
function unexplained(compared: string, differences: readonly Difference[]): string {
  const counts = new Map<string, number>()
  const rest: string[] = []
  for (const each of differences) {
    const reason = reasonFor(each)
    if (reason === undefined) rest.push(formatDifference(each))
    else counts.set(reason.name, (counts.get(reason.name) ?? 0) + 1)
  }
  console.log(`${compared}; ${rest.length} differences for no reason`)
  for (const [name, count] of counts) console.log(`  ${name}: ${count}`)
  return rest.join('\n')
}

describe('KubeFed v0.10.0 and fedrender', () => {
  beforeEach((context) => void requireBinaries(context, ...kubefedPrograms))

  it('make the same of a fleet that is created', async (context) => {
    const started = await start(context)
    lowered = loweredFleet(join(started.live.directory, 'lowered'), {
      objects: Math.ceil(size.objects / 8),
      seed: size.seed,
    })
    const objects = [...randomFleet(size, 0), ...lowered, ...exampleObjects('created')]
    created = await judge(started, { objects })
    expect(unexplained(`created: ${sizeOf(created)}`, created.differences)).toBe('')
  })

  it('make the same of a fleet most of which is changed, with a type that is disabled', async (context) => {
    if (court === undefined || created === undefined) return context.skip('no fleet was created')
    await disableType(court.live, disabledType)
    const objects = [...randomFleet(size, 1), ...lowered, ...exampleObjects('changed')]
    changed = await judge(court, { objects, previous: created, disabled: new Set([disabledType]) })
    expect(unexplained(`changed: ${sizeOf(changed)}`, changed.differences)).toBe('')
  })

  it('divide replicas alike, from what runs', async (context) => {
    if (court === undefined || changed === undefined) return context.skip('no fleet was changed')
    plans = await comparePlans(court.live, changed, size.seed, seenOfExamples)
    const { compared, differences } = plans
    expect(unexplained(`plans: ${compared} preferences`, differences)).toBe('')
  })

  for (const reason of reasons) {
    it(`differ for a reason: ${reason.name}`, (context) => {
      const { changed: becomes, seen } = reason.example
      const round = becomes === undefined ? created : changed
      const differences = seen === undefined ? round?.differences : plans?.differences
      if (differences === undefined) return context.skip('no fleet was compared')
      expect(shownBy(reason, differences)).toStrictEqual(reason.example.shows)
    })
  }
})

import { expect } from 'vitest'
import { memberNames, type LiveFleet, type MemberName } from './live-fleet.ts'
import type { Sources } from './fleet-sources.ts'
import type { UnitStates } from './live-agent.ts'
import { managedObjects, type MemberObject } from './member.ts'

/** What the members have, by member. */
export type FleetObjects = Readonly<Record<MemberName, ReadonlyMap<string, MemberObject>>>

/** What a delivered change did. */
export interface Delivery {
  readonly commit: string
  readonly units: UnitStates
  /** What the prune guard asked, or nothing. */
  readonly asked: string
  /** `<member>/<object>` of each object that `fedrender diff` named as a deletion. */
  readonly named: readonly string[]
  /** `<member>/<object>` of each object that was in a member before and is not after. */
  readonly gone: readonly string[]
  readonly after: FleetObjects
}

/** What the members have now. */
export async function fleetObjects({ members }: LiveFleet): Promise<FleetObjects> {
  return { eu: await managedObjects(members.eu), us: await managedObjects(members.us) }
}

/**
 * Changes the sources, renders, pushes and waits for the agent. Of every change this is promised: the agent deletes nothing
 * that `fedrender diff` did not name as deleted, and all that is named so without a reservation.
 */
export async function deliver(fleet: LiveFleet, sources: Sources): Promise<Delivery> {
  const { repository, agent } = fleet
  const before = await fleetObjects(fleet)
  repository.replaceSources(sources)
  // The diff calls a member by its name in the inventory, which may be another one.
  const announced = repository
    .deletions()
    .map(({ object, ...rest }) => ({ object: object.replace(/^us-1\//, 'us/'), ...rest }))
  const named = announced.map(({ object }) => object).sort()
  const asked = repository.render()
  const commit = repository.push()
  const units = await agent.follow(commit)
  const after = await fleetObjects(fleet)
  const gone = missing(before, after)
  const unnamed = gone.filter((each) => !named.includes(each))
  expect(unnamed, 'what the agent deleted and diff had not named').toStrictEqual([])
  const had = new Set(
    memberNames.flatMap((name) => [...before[name].keys()].map((path) => `${name}/${path}`)),
  )
  const kept = announced.filter(
    ({ object, isCertain }) => isCertain && had.has(object) && !gone.includes(object),
  )
  expect(
    kept.map(({ object }) => object),
    'what diff had named and the agent did not delete',
  ).toStrictEqual([])
  return { commit, units, asked, named, gone, after }
}

/** Gives the agent the clusters of the work tree, with what `fedrender bootstrap` writes. */
export async function introduce({ repository, agent, url }: LiveFleet): Promise<void> {
  repository.fedrender('bootstrap', '--url', url)
  await agent.begin(repository)
}

/** Brings the fleet to where each promise begins. */
export async function begin(fleet: LiveFleet): Promise<Delivery> {
  const delivery = await deliver(fleet, fleet.sources)
  expectReady(delivery.units)
  return delivery
}

/** All sources but some. */
export function without(sources: Sources, ...paths: readonly string[]): Sources {
  return Object.fromEntries(Object.entries(sources).filter(([path]) => !paths.includes(path)))
}

/** The sources, with everything in the one member only. */
export function onlyInEu({ sources }: LiveFleet): Sources {
  const entries = Object.entries(sources).map(([path, text]): [string, string] => [
    path,
    text.replaceAll('placement: {clusterSelector: {}}', 'placement: {clusters: [{name: eu}]}'),
  ])
  return Object.fromEntries(entries)
}

/** Expects that an agent is content with each unit. */
export function expectReady(units: UnitStates): void {
  const unready = Object.entries(units).filter(([, { isReady }]) => !isReady)
  expect(Object.fromEntries(unready)).toStrictEqual({})
}

/** `<member>/<object>` of what is in the one and not in the other, in order. */
export function missing(before: FleetObjects, after: FleetObjects): readonly string[] {
  return memberNames.flatMap((name) =>
    [...before[name].keys()].filter((path) => !after[name].has(path)).map((path) => `${name}/${path}`),
  )
}

/** A value of each object, by `<member>/<object>`. */
export function ofEach(
  objects: FleetObjects,
  value: (object: MemberObject) => string,
): Readonly<Record<string, string>> {
  const entries = memberNames.flatMap((name) =>
    [...objects[name]].map(([path, each]): [string, string] => [`${name}/${path}`, value(each)]),
  )
  return Object.fromEntries(entries)
}

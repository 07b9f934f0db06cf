import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { compareText } from '../../text/compare-text.ts'

/** A fleet with objects beside its own, in clusters that have none of the same path. */
export function withObjects(
  fleet: Fleet,
  { objects, dns }: { readonly objects: readonly FleetObject[]; readonly dns: readonly FleetObject[] },
): Fleet {
  if (objects.length + dns.length === 0) return fleet
  return { ...fleet, objects: joinByPath(fleet.objects, objects), dns: joinByPath(fleet.dns, dns) }
}

function joinByPath(own: readonly FleetObject[], others: readonly FleetObject[]): readonly FleetObject[] {
  const joined = new Map(own.map((each) => [each.path, each]))
  for (const other of others) {
    const known = joined.get(other.path)
    joined.set(other.path, known ? { ...known, variants: [...known.variants, ...other.variants] } : other)
  }
  return [...joined.values()].sort((left, right) => compareText(left.path, right.path))
}

import type { Json } from '../../model/json.ts'

/** Adds an entry to a mapping; false where it has no value, or its key is there already or is a prototype's. */
export function addEntry(mapping: Record<string, Json>, key: string, value: Json | undefined): boolean {
  if (value === undefined || key === '__proto__' || Object.hasOwn(mapping, key)) return false
  mapping[key] = value
  return true
}

import { describe, expect, it } from 'vitest'
import { harmlessSettings } from '../../src/stages/authorize/safeguards/harmless-settings.ts'
import { safeguards } from '../../src/stages/authorize/safeguards/safeguards.ts'
import { readConfigSchema, type Schema } from '../../docs/writer/configuration-page.ts'

const schema = readConfigSchema()
const frame = new Set(['apiVersion', 'kind', 'metadata'])

/** Every setting, with whether it has settings below it. */
function settingsOf({ properties = {} }: Schema, prefix = ''): ReadonlyMap<string, boolean> {
  const entries = Object.entries(properties).flatMap(([name, below]): [string, boolean][] => [
    [`${prefix}${name}`, below.properties !== undefined],
    ...settingsOf(below, `${prefix}${name}.`),
  ])
  return new Map(entries.filter(([name]) => !frame.has(name)))
}

describe('the settings', () => {
  const settings = settingsOf(schema)
  const guarded = safeguards.flatMap((each) => each.settings)

  it.each([...settings].filter(([, hasMore]) => !hasMore))(
    '%s weakens a check, or is said not to, and not both',
    (name) => {
      const inList = harmlessSettings.has(name) ? 1 : 0
      expect(guarded.filter((each) => each === name).length + inList).toBe(1)
    },
  )

  it('of the table and of the list exist', () => {
    for (const name of [...guarded, ...harmlessSettings.keys()]) expect(settings.has(name), name).toBe(true)
  })
})

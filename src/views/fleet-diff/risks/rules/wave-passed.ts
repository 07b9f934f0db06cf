import { passesWaves } from '../../../../kubefed/managed-label.ts'
import { listSome } from '../../../../text/list-some.ts'
import { quote } from '../../../../text/quote.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

/** An object goes to clusters of waves that are held, at once. */
export const wavePassed: RiskRule = {
  name: 'wave-passed',
  level: 'high',
  about:
    'An object with the label `fedrender.dev/wave: now` changes in clusters whose wave is held at a commit: no wave has tried it first.',
  find: (change, { headObjects, heldIn }) => {
    const manifest = headObjects.get(change.object.path)?.plan?.federatedObject.manifest
    if (manifest === undefined || !passesWaves(manifest)) return []
    const waves = new Set(change.clusters.flatMap((each) => heldIn.get(each) ?? []))
    if (waves.size === 0) return []
    return [
      {
        reason: `${describe(change.object)} passes the waves by its label fedrender.dev/wave, and changes in ${listSome([...waves].map(quote), 5)} at once.`,
      },
    ]
  },
}

import type { JsonObject } from '../../../../src/model/json.ts'
import { memberNames } from './clusters.ts'
import type { Random } from './random.ts'

const labelsToMatch = [
  { region: 'eu' },
  { env: 'prod' },
  { gpu: 'true' },
  { region: 'us', env: 'prod' },
  { region: 'mars' },
]

const expressions = [
  { key: 'region', operator: 'In', values: ['eu', 'us'] },
  { key: 'region', operator: 'NotIn', values: ['eu'] },
  { key: 'gpu', operator: 'Exists' },
  { key: 'gpu', operator: 'DoesNotExist' },
  { key: 'topology.kubernetes.io/region', operator: 'In', values: ['ap-south-1', 'eu-west-1'] },
  { key: 'nope', operator: 'NotIn', values: ['x'] },
  { key: 'nope', operator: 'DoesNotExist' },
  // Two that KubeFed cannot compute.
  { key: 'region', operator: 'Near', values: ['eu'] },
  { key: 'region', operator: 'In' },
]

const clusters = (names: readonly string[]): JsonObject => ({ clusters: names.map((name) => ({ name })) })

/** A placement in each form; most select something. */
export function randomPlacement(random: Random): JsonObject | undefined {
  const form = random.next()
  if (form < 0.03) return undefined
  if (form < 0.06) return {}
  if (form < 0.1) return { clusters: [] }
  if (form < 0.4) return clusters(random.sample(memberNames, random.integer(1, 3)))
  if (form < 0.44) return clusters(['nowhere', random.pick(memberNames)])
  if (form < 0.5) return { ...clusters([random.pick(memberNames)]), clusterSelector: {} }
  if (form < 0.65) return { clusterSelector: {} }
  if (form < 0.8) return { clusterSelector: { matchLabels: random.pick(labelsToMatch) } }
  const matchLabels = random.chance(0.3) ? { matchLabels: { env: 'prod' } } : {}
  const some = random.sample(expressions, random.chance(0.2) ? 2 : 1)
  return { clusterSelector: { matchExpressions: some, ...matchLabels } }
}

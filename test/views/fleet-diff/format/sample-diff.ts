import type { FleetDiff } from '../../../../src/model/fleet-diff.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'

const names = Array.from({ length: 10 }, (_, index) => `c${index}`)
const clusters = fleetClusters(names, (name) => ({ region: name < 'c6' ? 'eu' : 'us' }))
const file = { path: 'fleet/web.yaml', text: 'kind: A\nspec:\n  image: web:2\n  replicas: 3\n' }

function deployment(image: string, replicas: number | bigint, ...args: readonly string[]): JsonObject {
  const containers = [{ name: 'web', image, args, volumeMounts: [{ mountPath: '/data', name: 'd' }] }]
  return {
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas, template: { spec: { containers } } },
  }
}

/** A ConfigMap with one value. */
export function configMap(name: string, script: string): JsonObject {
  return { kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { script } }
}

/** A diff with something of every kind. */
export function sampleDiff(): FleetDiff {
  const europe = names.slice(0, 6)
  const others = names.slice(6)
  const base = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [europe, deployment('web:1', 2)],
      [others, deployment('web:1', 3)],
    ]),
    fleetObject('configmaps', [[names, configMap('old', 'x')]]),
    fleetObject('configmaps', [[['c0'], configMap('stays', 'x')]]),
    fleetObject('configmaps', [[names, configMap('run', 'set -e\necho one\nexit\n')]]),
  ])
  const head = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [europe, deployment('web:2', 2n ** 60n, '--fast')],
      [others, deployment('web:2', 3, '--fast')],
    ]),
    fleetObject('configmaps', [[names.slice(0, 9), configMap('new', 'x')]]),
    fleetObject('configmaps', [[names, configMap('run', 'set -e\necho two\nexit\n')]]),
  ])
  return fleetDiff(base, head, {
    held: (path) => (path.endsWith('/stays.yaml') ? 'propagation-disabled' : undefined),
    risksOf: ({ object }) =>
      object.name === 'old'
        ? [{ rule: 'config-deleted', level: 'critical', reason: 'shop/web mounts "old"' }]
        : [],
    causesOf: ({ object }) =>
      object.name === 'web'
        ? [
            { side: 'head', at: { file, start: file.text.indexOf('  image'), end: file.text.length } },
            { side: 'base', at: { file, start: 0, end: 4 } },
          ]
        : [],
  })
}

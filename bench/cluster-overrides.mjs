import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generate } from './generate.mjs'
import { runOnce } from './measure/run.mjs'
import { ratio, withSpread } from './measure/statistics.mjs'

/**
 * Measures what ClusterOverrides cost: rendering a repository with 200 of them, beside the same repository after
 * `fedrender lower`, whose output has the same bytes. Build first: `npm run build && node bench/cluster-overrides.mjs`. The
 * measurements take turns, so that a busy machine disturbs both alike.
 */

const { values: options } = parseArgs({
  options: {
    resources: { type: 'string', default: '1000' },
    clusters: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '7' },
    cli: { type: 'string', default: fileURLToPath(new URL('../dist/start.cjs', import.meta.url)) },
  },
})
/** The most that rules may cost, as a multiple of the same overrides spelled out. */
const aim = 1.15
const resourcesPerNamespace = 25
const region = '$(cluster.labels["topology.kubernetes.io/region"])'

/** Five ClusterOverrides for each namespace: 200 for 1000 resources. */
const rules = {
  'deployments.apps': `
  - clusterSelector: {}
    overrides:
    - op: add
      path: /spec/template/spec/containers/[name=main]/env/-
      value: {name: REGION, value: '${region}'}
  - clusterSelector: {matchLabels: {environment: prod}}
    overrides:
    - path: /spec/strategy/rollingUpdate/maxSurge
      value: 1`,
  configmaps: `
  - clusterSelector: {}
    overrides:
    - op: add
      path: /data/region
      value: '${region}'`,
  services: `
  - clusterSelector: {matchLabels: {environment: dev}}
    overrides:
    - op: add
      path: /spec/type
      value: NodePort`,
  'ingresses.networking.k8s.io': `
  - clusterSelector: {matchLabels: {environment: staging}}
    overrides:
    - op: add
      path: /spec/ingressClassName
      value: staging`,
  serviceaccounts: `
  - clusterSelector: {}
    overrides:
    - op: add
      path: /automountServiceAccountToken
      value: false`,
}

function clusterOverride(type, namespace) {
  return `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata:
  name: ${type}
  namespace: ${namespace}
spec:
  target:
    type: ${type}
    labelSelector: {}
  rules:${rules[type]}
`
}

const work = mkdtempSync(join(tmpdir(), 'fedrender-overrides-'))
try {
  const resources = Number(options.resources)
  const [ruled, lowered, out] = ['ruled', 'lowered', 'out'].map((each) => join(work, each))
  generate(ruled, { resources, clusters: Number(options.clusters) })
  const namespaces = Math.ceil(resources / resourcesPerNamespace)
  for (let index = 0; index < namespaces; index += 1) {
    const namespace = `team-${String(index).padStart(4, '0')}`
    const objects = Object.keys(rules).map((type) => clusterOverride(type, namespace))
    writeFileSync(join(ruled, 'teams', namespace, 'rules.yaml'), objects.join('---\n'))
  }
  const { wall } = runOnce(options.cli, ['lower', '-C', ruled, '--to', lowered], { cwd: work })
  process.stdout.write(`lower: ${Math.round(wall)} ms\n`)
  const sides = [ruled, lowered].map((directory) => ({ directory, times: [] }))
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    for (const { directory, times } of sides) {
      rmSync(out, { recursive: true, force: true })
      const { cpu } = runOnce(options.cli, ['render', directory, '--out', out], { cwd: work })
      // The first round warms up what the machine keeps.
      if (round > 0) times.push(cpu)
    }
  }
  const [withRules, spelledOut] = sides.map(({ times }) => times)
  process.stdout.write(
    `with ClusterOverrides ${withSpread(withRules)} ms, lowered ${withSpread(spelledOut)} ms of processors: ` +
      `${ratio(withRules, spelledOut).toFixed(2)} × (aim: ${aim})\n`,
  )
} finally {
  rmSync(work, { recursive: true, force: true })
}

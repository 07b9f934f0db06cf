import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../../../src/model/json.ts'
import { runCli } from '../../../e2e/run-cli.ts'
import { parseExactJson } from '../../../helpers/parse-exact-json.ts'
import { stringifyExactJson } from '../../../helpers/stringify-exact-json.ts'
import type { KubernetesObject } from '../api-client.ts'
import { clusterObject } from '../live-kubefed.ts'
import { memberDescriptions } from './clusters.ts'
import { randomOf, type Random } from './random.ts'
import { randomOverrides } from './random-overrides.ts'
import { randomTemplate } from './random-template.ts'

const namespace = 'n0'

const types: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  Deployment: 'deployments.apps',
  Ingress: 'ingresses.networking.k8s.io',
  Secret: 'secrets',
  Service: 'services',
}

/**
 * Federated objects of whose overrides some were the rules of a ClusterOverride: what `fedrender lower` makes of them. Those
 * that have an error, or that no list of overrides can say, are left out.
 *
 * @param directory where they are lowered, each by itself
 */
export function loweredFleet(
  directory: string,
  { objects, seed }: { readonly objects: number; readonly seed: string },
): readonly KubernetesObject[] {
  return Array.from({ length: objects }, (_, index) => index).flatMap((index) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const random = randomOf(`${seed}/lowered/${index}/${attempt}`)
      const object = lower(join(directory, String(index)), `lowered-${index}`, random)
      if (object !== undefined) return [object]
    }
    return []
  })
}

/** Overrides often cannot be applied. */
const attempts = 8

function lower(directory: string, name: string, random: Random): KubernetesObject | undefined {
  const kind = random.pick(Object.keys(types))
  const object: KubernetesObject = {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: `Federated${kind}`,
    metadata: { name, namespace },
    spec: {
      template: randomTemplate(kind, name, random),
      placement: { clusterSelector: {} },
      ...(random.chance(0.5) && { overrides: randomOverrides(kind, random) }),
    },
  }
  const sources: readonly KubernetesObject[] = [
    ...memberDescriptions.map((each) => clusterObject(each, 'https://member.example.com')),
    {
      apiVersion: 'types.kubefed.io/v1beta1',
      kind: 'FederatedNamespace',
      metadata: { name: namespace, namespace },
      spec: { placement: { clusterSelector: {} } },
    },
    {
      apiVersion: 'fedrender.dev/v1alpha1',
      kind: 'ClusterOverride',
      metadata: { name, namespace },
      spec: { target: { type: types[kind] ?? '', names: [name] }, rules: randomRules(kind, random) },
    },
  ]
  rmSync(directory, { recursive: true, force: true })
  const fleet = join(directory, 'fleet')
  mkdirSync(fleet, { recursive: true })
  sources.forEach((each, index) => writeFileSync(join(fleet, `${index}.json`), stringifyExactJson(each)))
  writeFileSync(join(fleet, 'object.json'), stringifyExactJson(object))
  const { status } = runCli(directory, ['lower', '--in-place'])
  if (status !== 0) return undefined
  if (readdirSync(fleet).length !== sources.length) throw new Error(`${name} has a ClusterOverride still`)
  return parseExactJson(readFileSync(join(fleet, 'object.json'), 'utf8')) as KubernetesObject
}

function randomRules(kind: string, random: Random): readonly JsonObject[] {
  return randomOverrides(kind, random).map(({ clusterName = '', clusterOverrides = [] }) => {
    const selection = random.pick<JsonObject>([
      { clusterSelector: {} },
      { clusterSelector: { matchLabels: { env: 'prod' } } },
      { clusters: [clusterName] },
    ])
    return { ...selection, overrides: clusterOverrides }
  })
}

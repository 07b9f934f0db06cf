import { clusterYaml } from './kubefed-yaml.ts'

/** The configuration of three waves. */
export const wavesConfig = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
waves: {label: wave, order: [canary, eu, us]}
`

/** An inventory of a cluster for each wave, called as it. */
export const waveClusters: string = ['canary', 'eu', 'us']
  .map((name) => clusterYaml(name, `{wave: ${name}}`))
  .join('')

/** A FederatedNamespace and a FederatedConfigMap everywhere, with a value. */
export function settingsYaml(value: string, more = ''): string {
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: settings, namespace: shop${more}}
spec:
  template: {data: {value: ${value}}}
  placement: {clusterSelector: {}}
`
}

/** The text of a ledger. */
export function ledgerYaml(commits: Readonly<Record<string, string>>): string {
  const lines = Object.entries(commits).map(([wave, commit]) => `  ${wave}: ${commit}\n`)
  return `apiVersion: fedrender.dev/v1alpha1\nkind: WaveLedger\nwaves:\n${lines.join('')}`
}

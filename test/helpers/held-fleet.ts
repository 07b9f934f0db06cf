import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { locate } from '../../src/diagnostics/locate.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { hold } from '../../src/stages/hold/hold.ts'
import { reportJudgements, type HoldReport } from '../../src/stages/hold/report-judgements.ts'
import { compileFrozen } from './compile-frozen.ts'

/** What invariants find in files; those of `invariants.yaml` are among them. */
export function holdFiles(files: Readonly<Record<string, string>>): HoldReport {
  const { plan, resources, diagnostics } = compileFrozen(
    Object.entries(files).map(([path, text]) => ({ path, text })),
  )
  const held = hold(plan, resources.invariants, defaultRenderConfig)
  const report = reportJudgements(held.judgements, defaultRenderConfig)
  const faults = diagnostics.filter(({ severity }) => severity === 'error')
  return { ...report, diagnostics: [...faults, ...held.diagnostics, ...report.diagnostics] }
}

/** A diagnostic in one line: severity, code, place and message. */
export function lineOf({ severity, code, at, message }: Diagnostic): string {
  const place = at && locate(at)
  return `${severity} ${code} ${place?.file.path ?? ''}:${place?.line ?? 0}:${place?.column ?? 0} ${message}`
}

/** A FleetInvariant, from the lines of its spec. */
export function fleetInvariant(name: string, ...spec: readonly string[]): string {
  return [
    'apiVersion: fedrender.dev/v1alpha1',
    'kind: FleetInvariant',
    `metadata: {name: ${name}}`,
    'spec:',
    ...spec.map((line) => `  ${line}`),
    '---',
    '',
  ].join('\n')
}

/** KubeFedClusters, each with labels in YAML. */
export function clusterYaml(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(
      ([name, each]) => `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: ${name}, namespace: kube-federation-system, labels: ${each}}
spec: {apiEndpoint: 'https://${name}.example', secretRef: {name: ${name}}}
---
`,
    )
    .join('')
}

/** A FederatedNamespace and a FederatedDeployment `shop/web` in all clusters. */
export function webYaml(overrides: string = '', replicas: number = 3): string {
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template:
    spec:
      replicas: ${replicas}
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
          - name: web
            image: nginx:latest
${overrides}`
}

/** What differs between the versions of the stack. */
export interface StackVersion {
  readonly version: string
  readonly exporter: string
  readonly operator: string
  readonly budgets: 'policy/v1' | 'policy/v1beta1'
  readonly extraArgs: readonly string[]
  readonly rules: readonly string[]
  readonly isolated: boolean
}

/**
 * A monitoring stack as kube-prometheus (github.com/prometheus-operator/kube-prometheus, Apache-2.0) renders one: written for this
 * test, with what its versions differ in. Labels carry the version, lists of arguments and rules grow in the middle, an API
 * version moves, objects come, and roles and dashboards are items of lists.
 */
export function monitoringStack(stack: StackVersion): string {
  return [definition(stack), workloads(stack), access(stack), monitors(stack), dashboards(stack)].join(
    '---\n',
  )
}

const labels = (name: string, { version }: StackVersion): string =>
  `{app.kubernetes.io/component: exporter, app.kubernetes.io/name: ${name}, app.kubernetes.io/part-of: kube-prometheus, app.kubernetes.io/version: ${version}}`

function definition({ operator, isolated }: StackVersion): string {
  const kind = (name: string, plural: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.monitoring.coreos.com
  annotations: {controller-gen.kubebuilder.io/version: v0.11.1, operator.prometheus.io/version: ${operator}}
spec:
  group: monitoring.coreos.com
  names: {kind: ${name}, listKind: ${name}List, plural: ${plural}, singular: ${name.toLowerCase()}}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            x-kubernetes-preserve-unknown-fields: true
            properties:
              ${isolated ? 'keepFiringFor: {type: string}' : 'deprecatedImage: {type: string}'}
`
  return `apiVersion: v1
kind: Namespace
metadata: {name: monitoring, labels: {pod-security.kubernetes.io/warn: privileged}}
---
${kind('Prometheus', 'prometheuses')}---
${kind('ServiceMonitor', 'servicemonitors')}---
${kind('PrometheusRule', 'prometheusrules')}`
}

function workloads(stack: StackVersion): string {
  const { exporter, budgets, extraArgs, isolated } = stack
  const args = ['--path.sysfs=/host/sys', ...extraArgs, '--no-collector.wifi']
  const proxy = (name: string, port: number): string => `
      - name: ${name}
        image: quay.io/brancz/kube-rbac-proxy:v0.14.${isolated ? '1' : '0'}
        args: [--logtostderr, "--secure-listen-address=:${port}", "--upstream=http://127.0.0.1:8081/"]
        ports: [{name: https-main, containerPort: ${port}}]`
  const pod = (name: string, containers: string): string => `
  selector: {matchLabels: {app.kubernetes.io/name: ${name}}}
  template:
    metadata: {labels: ${labels(name, stack)}, annotations: {kubectl.kubernetes.io/default-container: ${name}}}
    spec:
      automountServiceAccountToken: ${String(isolated)}
      containers:${containers}
      serviceAccountName: ${name}
`
  return `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-exporter, namespace: monitoring, labels: ${labels('node-exporter', stack)}}
spec:${pod(
    'node-exporter',
    `
      - name: node-exporter
        image: quay.io/prometheus/node-exporter:v${exporter}
        args: [${args.map((each) => `"${each}"`).join(', ')}]${isolated ? '' : proxy('kube-rbac-proxy-old', 9101)}${proxy('kube-rbac-proxy', 9100)}`,
  )}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: kube-state-metrics, namespace: monitoring, labels: ${labels('kube-state-metrics', stack)}}
spec:
  replicas: 1${pod('kube-state-metrics', `${proxy('kube-rbac-proxy-main', 8443)}${isolated ? proxy('kube-rbac-proxy-self', 9443) : ''}`)}---
apiVersion: ${budgets}
kind: PodDisruptionBudget
metadata: {name: prometheus-k8s, namespace: monitoring, labels: ${labels('prometheus', stack)}}
spec: {minAvailable: 1, selector: {matchLabels: {app.kubernetes.io/name: prometheus}}}
${
  isolated
    ? `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: prometheus-k8s, namespace: monitoring}
spec: {egress: [{}], podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}, policyTypes: [Egress]}
`
    : ''
}`
}

function access(stack: StackVersion): string {
  const verbs = stack.isolated ? '[get, list, watch]' : '[get, list]'
  const role = (namespace: string): string => `
- apiVersion: rbac.authorization.k8s.io/v1
  kind: Role
  metadata: {name: prometheus-k8s, namespace: ${namespace}, labels: ${labels('prometheus', stack)}}
  rules:
  - {apiGroups: [""], resources: [services, endpoints, pods], verbs: ${verbs}}`
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleList
items:${role('default')}${role('kube-system')}${role('monitoring')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: kube-state-metrics, labels: ${labels('kube-state-metrics', stack)}}
rules:
- {apiGroups: [""], resources: [configmaps, ${stack.isolated ? '' : 'endpoints, '}nodes], verbs: [list, watch]}
${stack.isolated ? '- {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [list, watch]}\n' : ''}- {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: [list, watch]}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io, labels: ${labels('prometheus-adapter', stack)}}
spec: {group: metrics.k8s.io, groupPriorityMinimum: 100, insecureSkipTLSVerify: true, service: {name: prometheus-adapter, namespace: monitoring}, version: v1beta1, versionPriority: 100}
`
}

function monitors(stack: StackVersion): string {
  const { version, rules } = stack
  const rule = (alert: string): string => `
    - alert: ${alert}
      annotations: {summary: "${alert} of {{ $labels.instance }}", runbook_url: https://runbooks.example.com/${alert.toLowerCase()}}
      expr: |
        sum by (cluster) (rate(${alert.toLowerCase()}_total{job="node-exporter"}[5m])) > 0
      for: 15m
      labels: {severity: warning}`
  return `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: k8s, namespace: monitoring, labels: ${labels('prometheus', stack)}}
spec:
  image: quay.io/prometheus/prometheus:v${version}
  version: ${version}
  replicas: 2
  podMetadata: {labels: ${labels('prometheus', stack)}}
  ruleSelector: {}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: node-exporter-rules, namespace: monitoring, labels: ${labels('node-exporter', stack)}}
spec:
  groups:
  - name: node-exporter
    rules:${rules.map(rule).join('')}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: node-exporter, namespace: monitoring, labels: ${labels('node-exporter', stack)}}
spec:
  endpoints: [{bearerTokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token, interval: ${stack.isolated ? '15s' : '30s'}, port: https}]
  jobLabel: app.kubernetes.io/name
  selector: {matchLabels: {app.kubernetes.io/name: node-exporter}}
`
}

function dashboards(stack: StackVersion): string {
  const panels = JSON.stringify({
    schemaVersion: 14,
    style: 'dark',
    version: stack.version,
    rows: stack.rules,
  })
  const dashboard = (name: string): string => `
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: grafana-dashboard-${name}, namespace: monitoring, labels: ${labels('grafana', stack)}}
  data:
    ${name}.json: |-
      ${panels}`
  return `apiVersion: v1
kind: ConfigMapList
items:${dashboard('nodes')}${dashboard('pods')}${stack.isolated ? dashboard('alerts') : ''}
---
apiVersion: v1
kind: Secret
metadata: {name: alertmanager-main, namespace: monitoring, labels: ${labels('alertmanager', stack)}}
stringData:
  alertmanager.yaml: |-
    "global":
      "resolve_timeout": "${stack.isolated ? '5m' : '10m'}"
type: Opaque
`
}

import type { ApiServer } from '../../control-plane.ts'
import { systemNamespace, type LiveKubeFed } from '../live-kubefed.ts'

const name = 'kubefed-controller-manager'
const labels = { 'kubefed-control-plane': 'controller-manager' }
const podSpec = {
  containers: [{ name: 'controller-manager', image: 'registry.example.com/kubefed:v0.10.0' }],
}

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: systemNamespace },
  spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } },
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: systemNamespace, labels },
  spec: podSpec,
}

/** Puts the Deployment of the controllers on the host with its Pod, which stands for their process. */
export function createControllersOfChart(host: ApiServer): void {
  for (const each of [deployment, pod]) host.kubectl(['create', '--filename', '-'], JSON.stringify(each))
}

/** Starts or ends the controllers as their Deployment says, as its controller and a kubelet would. */
export async function followScale({ host, start, stop }: LiveKubeFed): Promise<void> {
  const inSystem = ['--namespace', systemNamespace]
  const replicas = host.kubectl([
    'get',
    'deployment',
    name,
    ...inSystem,
    '--output=jsonpath={.spec.replicas}',
  ])
  if (replicas === '0') {
    await stop()
    host.kubectl(['delete', 'pod', name, ...inSystem])
  } else {
    host.kubectl(['create', '--filename', '-'], JSON.stringify(pod))
    await start()
  }
}

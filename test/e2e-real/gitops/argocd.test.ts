import { requireBinaries } from '../require-binaries.ts'
import { startArgoCD } from './argocd-agent.ts'
import { describeAgent } from './describe-agent.ts'
import { startFleet, type DeliverySettings } from './live-fleet.ts'
import { argocdOnly } from './promises/argocd-only.ts'
import { promises } from './promises/promises.ts'
import { published } from './promises/published.ts'
import { projects } from './promises/tenants.ts'
import { upgrades } from './promises/upgrade.ts'

const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kubectl',
  'git',
  'jq',
  'redis-server',
  'argocd',
  'argocd-crds',
] as const

const settings = ({
  url,
  branch,
  granularity,
}: DeliverySettings): string => `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
retainReplicas: render
delivery: {argocd: {repoURL: "${url}", targetRevision: ${branch}, granularity: ${granularity}}}
`

describeAgent(
  'Argo CD',
  (context) => {
    const binaries = requireBinaries(context, ...programs)
    return startFleet({
      binaries,
      settings,
      startAgent: (host, directory) => startArgoCD(host, binaries, directory),
    })
  },
  [...promises, ...argocdOnly, ...projects, ...published, ...upgrades],
)

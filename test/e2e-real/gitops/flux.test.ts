import { requireBinaries } from '../require-binaries.ts'
import { describeAgent } from './describe-agent.ts'
import { startFlux } from './flux-agent.ts'
import { startFleet, type DeliverySettings } from './live-fleet.ts'
import { artifacts } from './promises/flux-artifacts.ts'
import { fluxOnly } from './promises/flux-only.ts'
import { promises } from './promises/promises.ts'
import { published } from './promises/published.ts'
import { upgrades } from './promises/upgrade.ts'

const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kubectl',
  'git',
  'jq',
  'source-controller',
  'source-controller-crds',
  'kustomize-controller',
  'kustomize-controller-crds',
] as const

const settings = ({ granularity, oci }: DeliverySettings): string => `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
retainReplicas: omit
delivery: {flux: {kubeConfigSecret: '{cluster}-kubeconfig', granularity: ${granularity}${oci === undefined ? '' : `, oci: {url: '${oci}'}`}}}
`

describeAgent(
  'Flux',
  (context) => {
    const binaries = requireBinaries(context, ...programs)
    return startFleet({
      binaries,
      settings,
      startAgent: (host, directory) => startFlux(host, binaries, directory),
    })
  },
  [...promises, ...fluxOnly, ...artifacts, ...published, ...upgrades],
)

import type { MemberDescription } from '../live-kubefed.ts'

const workloads = ['deployment-controller', 'replicaset-controller']

/** The members: one with every controller of workloads, one that only annotates Deployments, one without any. */
export const memberDescriptions: readonly MemberDescription[] = [
  {
    name: 'ap-south',
    labels: { region: 'ap', env: 'staging', 'topology.kubernetes.io/region': 'ap-south-1' },
    controllers: [],
  },
  { name: 'eu-west', labels: { region: 'eu', env: 'prod' }, controllers: [...workloads, 'job-controller'] },
  {
    name: 'us-east',
    labels: { region: 'us', env: 'prod', gpu: 'true' },
    controllers: ['deployment-controller'],
  },
]

/** The names of the members. */
export const memberNames: readonly string[] = memberDescriptions.map(({ name }) => name)

// Leaves the status of objects as a cluster would, once pods run and addresses are given: node kubelet.mjs ADDRESS…
import { request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

const servers = process.argv.slice(2)

/** Asks an API server whose certificate nobody signed. */
function ask(address, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: 'Bearer e2e', 'Content-Type': 'application/merge-patch+json' }
    const asked = request(`${address}${path}`, { method, headers, rejectUnauthorized: false }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

const at = '2026-01-01T00:00:00Z'

/** The status that an object of each type is to have; nothing where it has it. */
const types = [
  {
    path: '/apis/apps/v1',
    plural: 'deployments',
    wantedStatus({ metadata: { generation }, spec: { replicas = 1 }, status = {} }) {
      const { observedGeneration, readyReplicas = 0 } = status
      if (observedGeneration === generation && readyReplicas === replicas) return undefined
      const condition = (type, reason) => ({
        type,
        status: 'True',
        reason,
        message: '',
        lastUpdateTime: at,
        lastTransitionTime: at,
      })
      return {
        observedGeneration: generation,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
        conditions: [
          condition('Available', 'MinimumReplicasAvailable'),
          condition('Progressing', 'NewReplicaSetAvailable'),
        ],
      }
    },
  },
  {
    path: '/apis/batch/v1',
    plural: 'jobs',
    wantedStatus({ status: { startTime, completionTime } = {} }) {
      if (completionTime !== undefined) return undefined
      // It has to run before it may complete.
      if (startTime === undefined) return { startTime: at, uncountedTerminatedPods: {} }
      const condition = (type) => ({ type, status: 'True', lastProbeTime: at, lastTransitionTime: at })
      return {
        completionTime: at,
        succeeded: 1,
        conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
      }
    },
  },
  {
    path: '/api/v1',
    plural: 'services',
    wantedStatus({ spec: { type }, status: { loadBalancer: { ingress } = {} } = {} }) {
      if (type !== 'LoadBalancer' || ingress !== undefined) return undefined
      return { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } }
    },
  },
  {
    path: '/apis/networking.k8s.io/v1',
    plural: 'ingresses',
    wantedStatus({ status: { loadBalancer: { ingress } = {} } = {} }) {
      return ingress === undefined ? { loadBalancer: { ingress: [{ ip: '203.0.113.2' }] } } : undefined
    },
  },
]

async function fill(address, { path, plural, wantedStatus }) {
  const { items = [] } = await ask(address, 'GET', `${path}/${plural}`)
  for (const each of items) {
    const status = wantedStatus(each)
    if (status === undefined) continue
    const { namespace, name } = each.metadata
    await ask(address, 'PATCH', `${path}/namespaces/${namespace}/${plural}/${name}/status`, { status })
  }
}

for (;;) {
  // A server that is not there now is there the next time.
  for (const each of servers) for (const type of types) await fill(each, type).catch(() => {})
  await sleep(500)
}

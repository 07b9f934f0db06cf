/*
 * Plans 10,000 workloads over 100 clusters each and prints how long that takes: as it is, with a trace that nobody
 */
import { planReplicas } from '../dist/stages/plan/scheduling/replica-planner.js'

const workloads = 10_000
const clusters = Array.from({ length: 100 }, (_, index) => `cluster-${String(index).padStart(3, '0')}`)

/** The same numbers at every run (the generator of Numerical Recipes). */
function createRandom(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function createRequests(weightScale) {
  const random = createRandom(1)
  const counts = (percent) =>
    new Map(clusters.flatMap((cluster) => (random(100) < percent ? [[cluster, random(40)]] : [])))
  return Array.from({ length: workloads }, (_, index) => {
    const preferences = new Map(
      clusters.map((cluster) => {
        const minReplicas = random(100) < 20 ? random(4) : 0
        const limit = random(100) < 30 ? { maxReplicas: minReplicas + random(20) } : {}
        return [cluster, { minReplicas, ...limit, weight: random(5) * weightScale }]
      }),
    )
    return {
      preferences,
      totalReplicas: random(2000),
      rebalance: random(2) === 0,
      clusters,
      current: counts(50),
      capacity: counts(10),
      key: `team-${index % 50}/workload-${index}`,
    }
  })
}

function measure(what, requests, record) {
  const start = performance.now()
  let replicas = 0
  for (const request of requests) {
    for (const count of planReplicas(request, record).plan.values()) replicas += count
  }
  const milliseconds = Math.round(performance.now() - start)
  console.log(
    `${what}: ${requests.length} × ${clusters.length} clusters, ${replicas} replicas: ${milliseconds} ms`,
  )
}

const requests = createRequests(1)
measure('warm-up', requests.slice(0, 500))
measure('plan', requests)
measure('plan with trace', requests, () => undefined)
measure('plan beyond 2^53', createRequests(2 ** 50))

// How the CPU time of a render grows with what it reads, for shapes that invite quadratic work: the slope from one size
// to eight times as much, 1 where time is proportional. Exits 1 where one is steeper than 1.15. Takes a pattern of names.
import { render } from '../dist/index.js'

const steepest = 1.15
const runs = 3

const list = (count, line) => Array.from({ length: count }, (_, at) => line(at))
const documents = (count, document) => list(count, document).join('---\n')
const cluster = (at) =>
  `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: c${at}, namespace: kube-federation-system}\nspec: {apiEndpoint: "https://x", secretRef: {name: c1}}\n`
const federated = (kind, name, spec) =>
  `apiVersion: types.kubefed.io/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ns}\nspec:\n${spec}`
const namespace = federated('FederatedNamespace', 'ns', '  placement: {clusterSelector: {}}\n')
const everywhere = '  placement: {clusterSelector: {}}\n'
const configMap = (spec, name = 'a') => federated('FederatedConfigMap', name, everywhere + spec)
const overrides = (count, line) =>
  configMap(
    `  template: {data: {a: b}, l: [1]}\n  overrides:\n  - clusterName: c0\n    clusterOverrides:\n${list(count, (at) => `    - ${line(at)}\n`).join('')}`,
  )
const data = (count, line) => configMap(`  template:\n    data:\n${list(count, line).join('')}`)
const preference = (name) =>
  `apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\nmetadata: {name: ${name}, namespace: ns}\nspec: {targetKind: FederatedDeployment, totalReplicas: 9}\n`

/** The first size, how many clusters it has, and the text of one size. */
const shapes = {
  digits: [40000, () => 1, (n) => configMap(`  template: {data: {a: "${'1'.repeat(n)}x"}}\n`)],
  overrides: [500, () => 1, (n) => overrides(n, (at) => `{op: add, path: /data/k${at}, value: x}`)],
  listInsertions: [500, () => 1, (n) => overrides(n, (at) => `{op: add, path: /l/${at}, value: x}`)],
  nearestKeys: [500, () => 1, (n) => overrides(n, (at) => `{op: replace, path: /data/z${at}, value: x}`)],
  unknownClusters: [
    250,
    (n) => n,
    (n) =>
      federated(
        'FederatedConfigMap',
        'a',
        `  placement: {clusters: [${list(n, (at) => `{name: z${at}}`).join(', ')}]}\n  template: {data: {a: b}}\n`,
      ),
  ],
  clusters: [250, (n) => n, () => ''],
  objects: [100, () => 1, (n) => documents(n, (at) => configMap('  template: {data: {a: b}}\n', `a${at}`))],
  repeatedKeys: [2000, () => 1, (n) => data(n, () => '      a: b\n')],
  keys: [2000, () => 1, (n) => data(n, (at) => `      k${at}: b\n`)],
  anchors: [
    500,
    () => 1,
    (n) => configMap(`  template:\n    l:\n${list(n, (at) => `    - &a${at} x\n    - *a${at}\n`).join('')}`),
  ],
  documents: [1500, () => 1, (n) => 'a: b\n---\n'.repeat(n)],
  comments: [5000, () => 1, (n) => `${'# c\n'.repeat(n)}${configMap('  template: {data: {a: b}}\n')}`],
  blankLines: [
    5000,
    () => 1,
    (n) => configMap(`  template:\n    data:\n      a: |\n${'\n       \n'.repeat(n)}        x\n`),
  ],
  preferences: [100, () => 50, (n) => documents(n, (at) => preference(`a${at}`))],
  hereDocuments: [2000, () => 1, (n) => 'cat <<EOF | kubectl apply -f -\n'.repeat(n)],
  junk: [2000, () => 1, (n) => ': : :\n'.repeat(n)],
}

function filesOf([, clusters, text], size) {
  const texts = [documents(clusters(size), cluster), namespace, text(size)]
  return texts.map((each, at) => ({ path: `f${at}.yaml`, text: each }))
}

function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[numbers.length >> 1]
}

/** In milliseconds. */
function cpuTime(files) {
  return median(
    list(runs, () => {
      const before = process.cpuUsage()
      render(files, {})
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}

const wanted = new RegExp(process.argv[2] ?? '')
render(filesOf(shapes.objects, 100), {})
for (const [name, shape] of Object.entries(shapes)) {
  if (!wanted.test(name)) continue
  const [size] = shape
  const [once, eightfold] = [size, size * 8].map((each) => cpuTime(filesOf(shape, each)))
  const slope = Math.log(eightfold / once) / Math.log(8)
  const isSteep = slope > steepest
  if (isSteep) process.exitCode = 1
  console.log(
    `${name.padEnd(16)} ${once.toFixed(0).padStart(6)} ms ${eightfold.toFixed(0).padStart(6)} ms  slope ${slope.toFixed(2)}${isSteep ? '  steep' : ''}`,
  )
}

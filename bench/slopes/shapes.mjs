import {
  configMap,
  data,
  documents,
  everywhere,
  federated,
  items,
  list,
  live,
  namespace,
  overridden,
  overriddenIn,
  placed,
  plain,
  preference,
  typeConfig,
} from './kubefed.mjs'
import {
  adopt,
  diff,
  diffAsJson,
  diffAsYaml,
  explain,
  explainAsJson,
  explainAsYaml,
  find,
  findAsJson,
  findAsYaml,
  fix,
  validateAsJson,
} from './operations.mjs'

const words = 'a value of some more words'

/** FederatedConfigMaps as the items of one list. */
const listOf = (count, dataOf) =>
  `apiVersion: v1\nkind: List\nitems:\n${list(count, (at) => `- {apiVersion: types.kubefed.io/v1beta1, kind: FederatedConfigMap, metadata: {name: a${at}, namespace: ns}, spec: {placement: {clusterSelector: {}}, template: {data: ${dataOf(at)}}}}\n`).join('')}`

/** Fields that all change with the one line of the anchor that they name, and comments that change beside it. */
const aliased = (count, value) =>
  `${list(count, (at) => `# ${value}${at}\n\n`).join('')}${configMap(`  template:\n    x: &x ${value}\n    data: {${list(count, (at) => `k${at}: *x`).join(', ')}}\n`)}`

/** Overrides of as many keys as the template has. */
const replacements = (n) =>
  overridden(
    n,
    (at) => `{op: replace, path: /data/k${at}, value: y}`,
    `{data: {${list(n, (at) => `k${at}: x`).join(', ')}}}`,
  )

/**
 * Shapes of sources that invite quadratic work. `size` is the smaller of the sizes that are compared; `text` gives the
 * sources of a size, and `inventory`, default 1, its number of clusters. A shape is rendered and validated unless it
 * has an `operation` of its own; `base` gives the sources that a diff compares with.
 */
export const shapes = {
  // Scalars and lines
  digits: { size: 20_000, text: (n) => configMap(`  template: {data: {a: "${'1'.repeat(n)}x"}}\n`) },
  digitsKey: { size: 20_000, text: (n) => configMap(`  template: {data: {"${'1'.repeat(n)}x": a}}\n`) },
  // A fault of each size, as an object above 1 MiB has one, and what finds its place reads the line another way.
  longLine: {
    size: 20_000,
    text: (n) => configMap(`  template: {data: {a: ${'ab '.repeat(n)}}}\n  unknown: {}\n`),
  },
  longPlain: { size: 5000, text: (n) => data(n + 1, (at) => (at === 0 ? '      a: x\n' : '        y\n')) },
  unclosedQuotes: {
    size: 2000,
    text: (n) => configMap(`  template: {data: {a: "${'x\\n '.repeat(n * 10)}${'\n'.repeat(n)}"}}\n`),
  },
  blankLines: {
    size: 5000,
    text: (n) => configMap(`  template:\n    data:\n      a: |\n${'\n       \n'.repeat(n)}        x\n`),
  },
  comments: {
    size: 10_000,
    text: (n) => configMap(`${'# c\n'.repeat(n)}  template:\n    data: {a: b}\n`),
  },
  charts: { size: 20_000, text: (n) => configMap(`  template: {data: {a: "${'{{'.repeat(n)}"}}\n`) },
  actions: {
    size: 20_000,
    text: (n) => `apiVersion: v1\nkind: ConfigMap\nlabel: {{ x }}\n${'{{ y }}: z\n'.repeat(n)}`,
  },
  hereDocuments: { size: 2000, text: (n) => 'cat <<EOF | kubectl apply -f -\n'.repeat(n) },
  junk: { size: 4000, text: (n) => ': : :\n'.repeat(n) },
  openBrackets: {
    size: 8000,
    text: (n) => `kind: FederatedConfigMap\na: ${'['.repeat(200)}${'a, '.repeat(n)}`,
  },

  // Mappings, lists and documents
  keys: { size: 5000, text: (n) => data(n, (at) => `      k${at}: b\n`) },
  integerKeys: { size: 5000, text: (n) => data(n, (at) => `      "${(at * 7919) % n}": b\n`) },
  repeatedKeys: { size: 1000, text: (n) => data(n, () => '      a: b\n') },
  warnings: { size: 1000, text: (n) => items(n, () => '    - 0644\n') },
  warningKeys: { size: 1000, text: (n) => data(n, (at) => `      k${at}: 0644\n`) },
  mappingValues: { size: 1000, text: (n) => data(n, (at) => `      k${at}: {a: b}\n`) },
  anchors: { size: 2000, text: (n) => items(n, (at) => `    - &a${at} x\n    - *a${at}\n`) },
  documents: { size: 2000, text: (n) => 'a: b\n---\n'.repeat(n) },
  brokenDocuments: { size: 2000, text: (n) => 'a: [b\n---\n'.repeat(n) },
  deepPaths: {
    size: 25,
    text: (n) =>
      overridden(
        2000,
        (at) => `{op: add, path: /data${'/a'.repeat(n - 1)}/k${at}, value: x}`,
        `{data: ${'{a: '.repeat(n)}1${'}'.repeat(n)}}`,
      ),
  },

  // Objects, types and namespaces
  objects: { size: 200, text: (n) => documents(n, (at) => plain(`a${at}`)) },
  repeatedObjects: { size: 200, text: (n) => documents(n, () => plain('a')) },
  typeConfigs: { size: 100, text: (n) => documents(n, typeConfig) },
  unknownKinds: {
    size: 200,
    text: (n) => documents(n, (at) => plain(`a${at}`).replace('ConfigMap', `X${at}`)),
  },
  missingNamespaces: {
    size: 200,
    text: (n) => documents(n, (at) => plain('a').replace('namespace: ns', `namespace: ns${at}`)),
  },
  namespaces: { size: 200, text: (n) => documents(n, (at) => namespace(`n${at}`)) },

  // Clusters and placement
  clusters: { size: 500, inventory: (n) => n, text: () => '' },
  placements: { size: 500, inventory: (n) => n, text: (n) => placed(n, (at) => `c${at}`) },
  unknownClusters: { size: 250, inventory: (n) => n, text: (n) => placed(n, (at) => `z${at}`) },
  selectors: {
    size: 250,
    inventory: () => 200,
    text: (n) =>
      federated(
        'FederatedConfigMap',
        'a',
        `  placement: {clusterSelector: {matchExpressions: [${list(n, (at) => `{key: l${at}, operator: NotIn, values: [a,b]}`).join(', ')}]}}\n  template: {data: {a: b}}\n`,
      ),
  },

  // Overrides
  overrides: { size: 1000, text: (n) => overridden(n, (at) => `{op: add, path: /data/k${at}, value: x}`) },
  listInsertions: { size: 1000, text: (n) => overridden(n, (at) => `{op: add, path: /l/${at}, value: x}`) },
  removals: {
    size: 1000,
    text: (n) =>
      overridden(
        n,
        (at) => `{op: remove, path: /data/k${at}}`,
        `{data: {${list(n, (at) => `k${at}: x`).join(', ')}}}`,
      ),
  },
  nearestKeys: {
    size: 500,
    text: (n) => overridden(n, (at) => `{op: replace, path: /data/z${at}, value: x}`),
  },
  overriddenClusters: {
    size: 500,
    inventory: (n) => n,
    text: (n) =>
      overriddenIn(
        n,
        (at) => `c${at}`,
        (at) => `{op: add, path: /data/k, value: x${at}}`,
      ),
  },
  equalOverrides: {
    size: 500,
    text: (n) =>
      overridden(
        n,
        (at) => `{op: replace, path: /data/k${at}, value: x}`,
        `{data: {${list(n, (at) => `k${at}: x`).join(', ')}}}`,
      ),
  },
  emptySelectors: {
    size: 500,
    inventory: (n) => n,
    text: (n) =>
      federated(
        'FederatedConfigMap',
        'a',
        `  placement: {clusterSelector: {matchExpressions: [${list(n, (at) => `{key: l${at % 50}, operator: In, values: [w${at}, v${at % 7}]}`).join(', ')}, {key: none, operator: Exists}]}}\n  template: {data: {a: b}}\n`,
      ),
  },
  emptySelectorsOfObjects: {
    size: 50,
    inventory: () => 20,
    text: (n) =>
      documents(n, (at) =>
        plain(`a${at}`).replace('clusterSelector: {}', `clusterSelector: {matchLabels: {m${at}: x}}`),
      ),
  },
  unknownOverrides: {
    size: 250,
    inventory: (n) => n,
    text: (n) =>
      overriddenIn(
        n,
        (at) => `z${at}`,
        () => '{op: add, path: /data/k, value: x}',
      ),
  },

  // Preferences
  preferences: { size: 100, inventory: () => 50, text: (n) => documents(n, (at) => preference(`a${at}`)) },
  scheduledClusters: {
    size: 250,
    inventory: (n) => n,
    text: (n) =>
      `${preference('a', n * 300)}---\n${federated('FederatedDeployment', 'a', `${everywhere}  template: {spec: {}}\n`)}`,
  },
  scheduledObjects: {
    size: 50,
    inventory: () => 50,
    text: (n) =>
      documents(
        n,
        (at) =>
          `${preference(`a${at}`)}---\n${federated('FederatedDeployment', `a${at}`, `${everywhere}  template: {spec: {}}\n`)}`,
      ),
  },

  // Fixes
  dottedFixes: {
    size: 100,
    operation: fix,
    text: (n) => overridden(n, (at) => `{op: add, path: data.k${at}, value: x}`),
  },
  addingFixes: {
    size: 100,
    operation: fix,
    text: (n) => overridden(n, (at) => `{path: /data/k${at}, value: x}`),
  },
  addingFixesInBlocks: {
    size: 100,
    operation: fix,
    text: (n) => overridden(n, (at) => `path: /data/k${at}\n      value: x`),
  },
  fixesOfObjects: {
    size: 50,
    operation: fix,
    text: (n) =>
      documents(n, (at) =>
        overridden(2, (key) => `{path: /data/k${key}, value: x}`).replace('name: a,', `name: a${at},`),
      ),
  },
  namespaceFixes: {
    size: 50,
    operation: fix,
    text: (n) => documents(n, (at) => plain('a').replace('namespace: ns', `namespace: ns${at}`)),
  },
  fixesForPrograms: {
    size: 100,
    operation: validateAsJson,
    text: (n) => overridden(n, (at) => `{path: /data/k${at}, value: x}`),
  },

  // Adoptions
  adoptedKeys: {
    size: 500,
    operation: adopt,
    base: (n) => live(n, (at) => `  k${at}: a\n`),
    text: (n) => data(n, (at) => `      k${at}: b\n`),
  },
  keptKeys: {
    size: 500,
    operation: adopt,
    base: (n) =>
      live(
        n,
        (at) => `  k${at}: a\n`,
        (at) => `        f:k${at}: {}\n`,
      ),
    text: () => plain('a'),
  },

  // Differences and explanations. A document of more than six million tokens is not read: long values have fewer in 16 MiB.
  changedList: {
    size: 500,
    operation: diff,
    base: (n) => items(n, (at) => `    - a${at}\n`),
    text: (n) => items(n, (at) => `    - b${at}\n`),
  },
  permutedItems: {
    size: 500,
    operation: diff,
    base: (n) => items(n, (at) => `    - a${at}\n`),
    text: (n) => items(n, (at) => `    - a${(at * 7919) % n}\n`),
  },
  changedKeys: {
    size: 500,
    operation: diff,
    base: (n) => data(n, (at) => `      k${at}: a\n`),
    text: (n) => data(n, (at) => `      k${at}: b\n`),
  },
  changedObjects: {
    size: 100,
    operation: diff,
    base: (n) => documents(n, (at) => plain(`a${at}`)),
    text: (n) => documents(n, (at) => plain(`a${at}`).replace('a: b', 'a: c')),
  },
  changedOverrides: {
    size: 250,
    operation: diff,
    base: (n) => overridden(n, (at) => `{op: add, path: /data/k${at}, value: x}`),
    text: (n) => overridden(n, (at) => `{op: add, path: /data/k${at}, value: y}`),
  },
  addedObjects: {
    size: 100,
    operation: diff,
    base: () => plain('z'),
    text: (n) => documents(n, (at) => plain(`a${at}`)),
  },
  listedObjects: {
    size: 100,
    operation: diff,
    base: (n) => listOf(n, (at) => `{a: a${at}}`),
    text: (n) => listOf(n, (at) => `{a: b${at}}`),
  },
  changedClusters: {
    size: 100,
    inventory: (n) => n,
    operation: diff,
    base: (n) =>
      overriddenIn(
        n,
        (at) => `c${at}`,
        (at) => `{op: add, path: /data/k, value: x${at}}`,
      ),
    text: (n) =>
      overriddenIn(
        n,
        (at) => `c${at}`,
        (at) => `{op: add, path: /data/k, value: y${at}}`,
      ),
  },
  changedKeysAsJson: {
    size: 500,
    operation: diffAsJson,
    base: (n) => data(n, (at) => `      k${at}: a\n`),
    text: (n) => data(n, (at) => `      k${at}: b\n`),
  },
  changedKeysAsYaml: {
    size: 500,
    operation: diffAsYaml,
    base: (n) => data(n, (at) => `      k${at}: a\n`),
    text: (n) => data(n, (at) => `      k${at}: b\n`),
  },
  movedAlias: {
    size: 500,
    operation: diff,
    base: (n) => aliased(n, 'a'),
    text: (n) => aliased(n, 'b'),
  },
  explainedKeys: { size: 2000, operation: explain, text: (n) => data(n, (at) => `      k${at}: b\n`) },
  explainedOverrides: {
    size: 500,
    operation: explain,
    text: (n) => overridden(n, (at) => `{op: add, path: /data/k${at}, value: ${words}}`),
  },
  explainedReplacements: { size: 500, operation: explain, text: replacements },
  explainedAsJson: { size: 500, operation: explainAsJson, text: replacements },
  explainedAsYaml: { size: 500, operation: explainAsYaml, text: replacements },
  explainedRemovals: {
    size: 500,
    operation: explain,
    text: (n) =>
      overridden(
        n,
        (at) => `{op: remove, path: /data/k${at}}`,
        `{data: {a: b, ${list(n, (at) => `k${at}: ${words}`).join(', ')}}}`,
      ),
  },
  replacedAgain: {
    size: 500,
    operation: explain,
    text: (n) => overridden(n, (at) => `{op: replace, path: /data/a, value: ${words} ${at}}`),
  },
  foundKeys: { size: 2000, operation: find, text: (n) => data(n, (at) => `      k${at}: b\n`) },
  foundKeysAsJson: { size: 2000, operation: findAsJson, text: (n) => data(n, (at) => `      k${at}: b\n`) },
  foundKeysAsYaml: { size: 2000, operation: findAsYaml, text: (n) => data(n, (at) => `      k${at}: b\n`) },
  foundObjects: { size: 200, operation: find, text: (n) => documents(n, (at) => plain(`a${at}`)) },
  foundClusters: {
    size: 200,
    inventory: (n) => n,
    operation: find,
    text: (n) =>
      overriddenIn(
        n,
        (at) => `c${at}`,
        (at) => `{op: add, path: /data/k, value: x${at}}`,
      ),
  },
  explainedInsertions: {
    size: 500,
    operation: explain,
    text: (n) => overridden(n, () => `{op: add, path: /l/0, value: ${words}}`).replace('l: [1]', 'l: []'),
  },
}

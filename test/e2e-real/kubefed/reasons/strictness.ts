import type { JsonObject } from '../../../../src/model/json.ts'
import type { Difference } from '../difference.ts'
import { federated, isHeld, jobTemplate, overridesIn, overridesOf, reports, type Reason } from './reason.ts'

const data = { data: { a: '1' } }
const oneCluster = { placement: { clusters: [{ name: 'eu-west' }] } }

/** A ConfigMap of one cluster with one override. */
const overridden = (name: string, override: JsonObject, template: JsonObject = data): Reason['example'] => ({
  created: [federated('ConfigMap', name, { ...oneCluster, template, ...overridesOf('eu-west', override) })],
  shows: ['object eu-west : a ConfigMap → nothing'],
})

const hasPath = (difference: Difference, pattern: RegExp): boolean =>
  overridesIn(difference).some(({ path }) => pattern.test(String(path)))

const withoutSlash: Reason = {
  name: 'path-without-slash',
  kubefed: 'ignores what is before the first slash of a path',
  fedrender: 'reports an error',
  why: 'the path means another field than it says',
  excuses: (difference) =>
    isHeld(difference) && reports(difference, 'override-path-invalid') && hasPath(difference, /^[^/]/),
  example: overridden('path-without-slash', { path: 'x/data/a', value: '2' }),
}

const looseIndex: Reason = {
  name: 'loose-index',
  kubefed: 'takes an index such as 00 for 0',
  fedrender: 'reports an error',
  why: 'RFC 6901 has no such index, and other readers refuse it',
  excuses: (difference) => {
    const { about, kubefed, fedrender } = difference
    if (!reports(difference, 'override-not-applicable') || !hasPath(difference, /\/0[0-9]/)) return false
    if (about === 'object') return isHeld(difference)
    return ['True False', ' CheckClusters', ' ApplyOverridesFailed'].includes(
      `${String(kubefed)} ${String(fedrender)}`,
    )
  },
  example: {
    created: [
      federated('ServiceAccount', 'loose-index', {
        ...oneCluster,
        template: { imagePullSecrets: [{ name: 'p' }] },
        ...overridesOf('eu-west', { path: '/imagePullSecrets/00/name', value: 'q' }),
      }),
    ],
    shows: [
      'object eu-west : a ServiceAccount → nothing',
      'status  /condition/0: "True" → "False"',
      'status  /condition/1: "" → "CheckClusters"',
      'status eu-west /clusters/eu-west: "" → "ApplyOverridesFailed"',
    ],
  },
}

const labelsNotStrings: Reason = {
  name: 'labels-not-strings',
  kubefed: 'drops all labels where one is no string',
  fedrender: 'reports an error',
  why: 'selectors would find nothing any more',
  excuses: (difference) =>
    isHeld(difference) && reports(difference, 'template-labels-invalid', 'override-labels-invalid'),
  example: {
    created: [
      federated('ConfigMap', 'labels-not-strings', {
        ...oneCluster,
        template: { metadata: { labels: { keep: 'me', version: 1 } }, ...data },
      }),
    ],
    shows: ['object eu-west : a ConfigMap → nothing'],
  },
}

const itemsOfList: Reason = {
  name: 'items-of-a-list',
  kubefed: 'sends an object with top-level items, which the API server drops',
  fedrender: 'reports an error',
  why: 'readers of files take the object for a list and apply what it holds',
  excuses: (difference) => isHeld(difference) && reports(difference, 'object-read-as-list'),
  example: {
    created: [federated('ConfigMap', 'items-of-a-list', { ...oneCluster, template: { items: [], ...data } })],
    shows: ['object eu-west : a ConfigMap → nothing'],
  },
}

const bigInteger: Reason = {
  name: 'big-integer-in-override',
  kubefed: 'rounds integers over 2^53 in values of overrides as a float64 does; those of templates are exact',
  fedrender: 'renders them exact, with a note',
  why: 'what is written is what is meant',
  excuses: (difference) => {
    const { about, kubefed, fedrender } = difference
    if (about !== 'object' || typeof fedrender !== 'bigint') return false
    return (
      reports(difference, 'override-big-integer') && BigInt(Number(fedrender)) === BigInt(kubefed as number)
    )
  },
  example: {
    created: [
      federated('Job', 'big-integer-in-override', {
        ...oneCluster,
        template: jobTemplate,
        ...overridesOf('eu-west', {
          op: 'add',
          path: '/spec/template/spec/terminationGracePeriodSeconds',
          value: 9_007_199_254_740_993n,
        }),
      }),
    ],
    shows: [
      'object eu-west /spec/template/spec/terminationGracePeriodSeconds: 9007199254740992 → 9007199254740993',
    ],
  },
}

/** What fedrender refuses, or keeps as it is, and KubeFed changes in silence. */
export const strictness: readonly Reason[] = [
  withoutSlash,
  looseIndex,
  labelsNotStrings,
  itemsOfList,
  bigInteger,
]

/** The fields that identify an item of a list; a default is what the API server takes where the field is absent. */
export type MergeKeys = readonly { readonly field: string; readonly default?: string }[]

interface MergeRule {
  /** The list's own field. */
  readonly list: string
  /** The field that holds the list's mapping, or the list that holds it as an item. */
  readonly within?: readonly string[]
  /** The kind of the whole object, where the same fields mean something else in others. */
  readonly kind?: string
  readonly keys: MergeKeys
}

const containers = ['containers', 'initContainers', 'ephemeralContainers']
const byName: MergeKeys = [{ field: 'name' }]
const byType: MergeKeys = [{ field: 'type' }]
const protocol = { field: 'protocol', default: 'TCP' }

/**
 * The lists that Kubernetes merges by key, as the markers `patchMergeKey`, `+listMapKey` and `+listType=atomic` of its
 * Go types declare (kubernetes/api: core/v1, apps/v1, autoscaling/v2, admissionregistration/v1 types.go;
 * kubernetes/apimachinery: meta/v1 types.go). Of two keys for one list, that of server-side apply (`+listMapKey`) is
 * taken. A list that is not here is atomic, or a set; tolerations, args, the rules of roles and the ports of network
 * policies among them. A field counts in custom resources too: most that call a list `containers` embed a pod template.
 */
const rules: readonly MergeRule[] = [
  // core/v1 PodSpec
  ...containers.map((list) => ({ list, keys: byName })),
  { list: 'volumes', within: ['spec'], keys: byName },
  { list: 'imagePullSecrets', keys: byName },
  { list: 'hostAliases', keys: [{ field: 'ip' }] },
  { list: 'topologySpreadConstraints', keys: [{ field: 'topologyKey' }, { field: 'whenUnsatisfiable' }] },
  { list: 'resourceClaims', keys: byName },
  { list: 'schedulingGates', keys: byName },
  // core/v1 Container
  { list: 'env', within: containers, keys: byName },
  { list: 'ports', within: containers, keys: [{ field: 'containerPort' }, protocol] },
  { list: 'volumeMounts', within: containers, keys: [{ field: 'mountPath' }] },
  { list: 'volumeDevices', within: containers, keys: [{ field: 'devicePath' }] },
  { list: 'claims', within: ['resources'], keys: byName },
  // core/v1 ServiceSpec and ServiceAccount
  { list: 'ports', within: ['spec'], kind: 'Service', keys: [{ field: 'port' }, protocol] },
  { list: 'secrets', kind: 'ServiceAccount', keys: byName },
  // meta/v1 ObjectMeta, and the status of most kinds
  { list: 'ownerReferences', within: ['metadata'], keys: [{ field: 'uid' }] },
  { list: 'conditions', within: ['status'], keys: byType },
  // admissionregistration/v1 webhook configurations
  { list: 'webhooks', keys: byName },
  { list: 'matchConditions', keys: byName },
  // DNSEndpointSpec has no markers; ExternalDNS knows endpoints by this (kubernetes-sigs/external-dns: endpoint/endpoint.go, EndpointKey)
  {
    list: 'endpoints',
    within: ['spec'],
    kind: 'DNSEndpoint',
    keys: [{ field: 'dnsName' }, { field: 'recordType' }, { field: 'setIdentifier', default: '' }],
  },
]

/**
 * The keys by which Kubernetes merges a list; undefined for one that it replaces whole.
 *
 * @param kind the kind of the whole object
 * @param fields the fields on the way to the list, the list's own last, without the items of lists on the way
 */
export function mergeKeysOf(kind: string, fields: readonly string[]): MergeKeys | undefined {
  const [list, parent] = [fields.at(-1), fields.at(-2)]
  return rules.find(
    (rule) =>
      rule.list === list &&
      (rule.kind === undefined || rule.kind === kind) &&
      (rule.within === undefined || (parent !== undefined && rule.within.includes(parent))),
  )?.keys
}

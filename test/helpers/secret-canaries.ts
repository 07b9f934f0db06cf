import { federatedYaml, inventoryYaml, namespaceYaml } from './kubefed-yaml.ts'

let count = 0
/** A text that is found nowhere else. */
function canary(): string {
  count += 1
  return `c4n4ry${String(count).padStart(4, '0')}Zq`
}

/** A repository with a canary in every place of Secrets where a value may be, and the canaries. */
export interface SecretCanaries {
  readonly files: Readonly<Record<string, string>>
  readonly canaries: readonly string[]
}

/** What a Secret, or its template, has of secret fields: known ones, misspelled ones, and fields of the wrong type. */
const secretFields = (make: () => string): string => `
    data: {password: ${make()}, user: {nested: ${make()}}}
    stringData:
      token: ${make()}   # was ${make()}
      pin: 0${'7123'}
      block: |
        ${make()}
        ${make()}
    stringDta: {password: ${make()}}
    spec: {password: ${make()}, list: [${make()}]}
    password: ${make()}
    type: {nested: ${make()}}
    immutable: [${make()}]
    metadata:
      name: {nested: ${make()}}
      unknown: ${make()}
      labels: {app: {nested: ${make()}}}
      annotations:
        kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"a":"${make()}"}}'
        copy: '{"data": "${make()}"}'
        text: |
          kind: Secret
          data: {a: ${make()}}
      managedFields: [{manager: ${make()}}]
      finalizers: {a: ${make()}}
`

const federated = (
  kind: string,
  name: string,
  make: () => string,
): string => `apiVersion: types.kubefed.io/v1beta1
kind: ${kind}
metadata: {name: ${name}, namespace: shop, annotations: {copy: '{"a": "${make()}"}'}}
data: ${make()}
spec:
  password: ${make()}
  placement: {clusterSelector: {}}
  template:${secretFields(make)}
  overrides:
  - clusterName: east
    password: ${make()}
    clusterOverrides:
    - {path: /data/password, value: ${make()}}
    - {path: data.user, value: {a: ${make()}}}
    - {path: /stringDta, value: ${make()}}
    - {path: /metadata/labels/app, value: {a: ${make()}}}
    - {path: /metadata, value: {password: ${make()}}}
    - {path: /data/none/there, op: replace, value: ${make()}}
    - {path: [${make()}], op: {a: ${make()}}, value: ${make()}, other: ${make()}}
`

/** The mapping of a kind of the repository's own to Secret. */
const typeConfig = (kind: string, plural: string, more = ''): string => `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${plural}, namespace: kube-federation-system}
spec:
  targetType: {group: "", version: v1, kind: Secret, pluralName: secrets, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: ${kind}, pluralName: ${kind.toLowerCase()}s, scope: Namespaced}
  propagation: Enabled
${more}`

/** A ClusterOverride of Secrets of a type, in a valid or in any other form. */
const ruled = (type: string, name: string, make: () => string): string => `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: ${name}, namespace: shop}
spec:
  target: {type: ${type}, labelSelector: {}}
  rules:
  - clusterSelector: {}
    overrides:
    - {path: /data/b, value: ${make()}}
    - {op: add, path: /stringData, value: {a: ${make()}}}
    - {op: add, path: /metadata/labels/app, value: {a: ${make()}}}
    - {path: /data/none/there, value: ${make()}}
`

/** Secrets in every spelling, each with all that may go wrong with one. */
export function secretCanaries(): SecretCanaries {
  const canaries: string[] = []
  const make = (): string => {
    const made = canary()
    canaries.push(made)
    return made
  }
  const valid = (kind: string, name: string): string =>
    federatedYaml(
      kind,
      `shop/${name}`,
      `template: {stringData: {a: ${make()}}, data: {b: ${make()}}}`,
    ).replace(`kind: Federated${kind}`, `kind: ${kind}`)
  const files = {
    'fleet.yaml': inventoryYaml('east', 'west') + namespaceYaml('shop'),
    'login.yaml': `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: north, namespace: kube-federation-system}
spec:
  apiEndpoint: "https://admin:${make()}@north.example.com"
  proxyURL: 'ftp://admin:${make()}/${make()}@proxy.example.com'
  secretRef: {name: [north]}
  unknown: https://x:${make()}@y
`,
    'valid.yaml': valid('FederatedSecret', 'valid'),
    'plain.yaml': federated('FederatedSecret', 'plain', make),
    'escaped.yaml': federated(String.raw`"FederatedS\u0065cret"`, 'escaped', make),
    'folded.yaml': federated('"Federated\\\n  Secret"', 'folded', make),
    'binary.yaml': federated(`!!binary ${Buffer.from('FederatedSecret').toString('base64')}`, 'binary', make),
    'mapped.yaml': federated('FederatedCredential', 'mapped', make),
    'mapped-valid.yaml': valid('FederatedCredential', 'mapped-valid'),
    'types/credentials.yaml': typeConfig('FederatedCredential', 'secrets'),
    'types/disabled.yaml': typeConfig('FederatedKey', 'keys', '  unknown: 1\n'),
    'disabled.yaml': federated('FederatedKey', 'disabled', make),
    'kind-in-template.yaml': federated('FederatedWhatever', 'template', make).replace(
      '  template:',
      '  template:\n    kind: Secret',
    ),
    'list.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${federated('FederatedSecret', 'listed', make).trimEnd().replaceAll('\n', '\n  ')}\n`,
    'typed-list.yaml': `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedSecretList\nitems:\n- ${federated(
      'FederatedSecret',
      'typed',
      make,
    )
      .trimEnd()
      .replaceAll('\n', '\n  ')
      .replace(/^.*\n.*\n {2}/, '')}\n`,
    'broken.yaml': `${federated('FederatedSecret', 'broken', make)}  : ${make()}: x\n`,
    'broken-escaped.yaml': `${federated(String.raw`"FederatedS\x65cret"`, 'broken', make)}  : ${make()}: x\n`,
    'broken-mapped.yaml': `${federated('FederatedCredential', 'broken', make)}  : ${make()}: x\n`,
    'duplicate.yaml': federated('FederatedCredential', 'twice', make).replace(
      '  template:\n',
      `  template:\n    ${make()}: 1\n    ${canaries.at(-1)}: 2\n`,
    ),
    'valid-rule.yaml': ruled('secrets', 'valid', make),
    'valid-mapped-rule.yaml': ruled('keys', 'mapped', make),
    'rule.yaml': ruled('secrets', 'odd', make).replace('value:', `other: ${make()}, values:`),
    'mapped-rule.yaml': ruled('keys', 'odd-mapped', make).replace('value:', `other: ${make()}, values:`),
    'broken-rule.yaml': `${ruled('secrets', 'broken', make)}  : ${make()}: x\n`,
    'broken-mapped-rule.yaml': `${ruled('keys', 'broken-mapped', make)}  : ${make()}: x\n`,
    'in-config-map.yaml': `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: holder, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template:
    data:
      secret.yaml: |
        kind: Secret
        stringData: {a: ${make()}}
    extra: [{kind: Secret, stringData: {a: ${make()}, n: 0712}}]
`,
  }
  return { files, canaries }
}

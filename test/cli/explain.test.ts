import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { repositoryPath } from '../docs/documents.ts'
import { clusterYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

const web = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    metadata:
      labels: {app: web}
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
          - {name: web, image: "web:1"}
          - {name: side, image: "side:1"}
  placement:
    clusterSelector:
      matchLabels:
        region: eu
  overrides:
  - clusterName: eu
    clusterOverrides:
    - op: add
      path: /spec/template/spec/containers/0
      value: {name: first, image: "first:1"}
    - path: /spec/template/spec/containers/1/image
      value: web:2
    - op: remove
      path: /spec/template/spec/containers/2
`
const shop: Readonly<Record<string, string>> = {
  'clusters.yaml': clusterYaml('eu', '{region: eu}') + clusterYaml('us', '{region: us}'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': web,
}
const typeConfig = (rest: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: deployments.apps}
spec:
  targetType: {group: apps, version: v1, kind: Deployment, pluralName: deployments, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedDeployment, pluralName: federateddeployments, scope: Namespaced}
  ${rest}
`

function explain(files: Readonly<Record<string, string>>, ...words: readonly string[]): CommandResult {
  return createTestRepository(files).run('explain', ...words)
}

/** The lines of a section of the text, without the indent. */
function section(text: string, title: string): readonly string[] {
  const [, body = ''] = text.split(`${title}\n`)
  const lines = (body.split('\n\n')[0] ?? '').trimEnd().split('\n')
  return lines.map((line) => line.trim().replace(/ {2,}/g, ' | '))
}

/** The rules that keep an object out, or its file as it was, as `file:line | message`. */
function keptOut(files: Readonly<Record<string, string>>, cluster = 'us'): readonly string[] {
  const { stdout, exitCode } = explain(files, cluster, 'deployments/web', '-n', 'shop')
  expect(exitCode).toBe(0)
  const title = stdout.includes('Held because') ? 'Held because' : 'Not there because'
  return section(stdout, title)
}

describe('explain, for an object that is there', () => {
  it('says why it is placed there, and where each field comes from, however overrides move the items of lists', () => {
    expect(explain(shop, 'eu', 'deployments/web')).toStrictEqual({
      exitCode: 0,
      stderr: '',
      stdout: `Deployment shop/web in eu, from web.yaml:4
rendered: clusters/eu/shop/deployments.apps/web.yaml

Placed there because
  web.yaml:22   the clusterSelector requires region=eu, and eu has region=eu
  shop.yaml:4   FederatedNamespace "shop": the clusterSelector requires nothing, so it selects every cluster

FIELD                                    VALUE          SOURCE        WHY
/apiVersion                              "apps/v1"      -             its type
/kind                                    "Deployment"   -             its type
/metadata/name                           "web"          web.yaml:4    copied from the federated object
/metadata/namespace                      "shop"         web.yaml:5    copied from the federated object
/metadata/labels/app                     "web"          web.yaml:9    template
/metadata/labels/kubefed.io~1managed     "true"         -             the label of every propagated object
/spec/replicas                           3              web.yaml:11   template
/spec/selector/matchLabels/app           "web"          web.yaml:12   template
/spec/template/metadata/labels/app       "web"          web.yaml:14   template
/spec/template/spec/containers/0/name    "first"        web.yaml:28   override
/spec/template/spec/containers/0/image   "first:1"      web.yaml:28   override
/spec/template/spec/containers/1/name    "web"          web.yaml:17   template
/spec/template/spec/containers/1/image   "web:2"        web.yaml:30   override, in place of "web:1" (template, web.yaml:17)
/spec/template/spec/containers/2         -              web.yaml:31   an override removes what was there
`,
    })
  })

  it('shows the fields at a pointer and below it only', () => {
    const { stdout } = explain(shop, 'eu', 'Deployment/web', '/metadata/labels')
    expect(stdout.split('\n').filter((line) => line.startsWith('/'))).toStrictEqual([
      '/metadata/labels/app                   "web"    web.yaml:9   template',
      '/metadata/labels/kubefed.io~1managed   "true"   -            the label of every propagated object',
    ])
  })

  it('refuses a pointer that the object has nothing at', () => {
    expect(explain(shop, 'eu', 'deployments/web', '/spec/replica')).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr:
        'error field-not-found: The object has nothing at "/spec/replica".\n  fix: Did you mean "/spec/replicas"?\n',
    })
  })

  it('shows the arithmetic of a ReplicaSchedulingPreference, and the count that it displaces', () => {
    const preference = `---
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec:
  targetKind: FederatedDeployment
  totalReplicas: 9
`
    const files = { ...shop, 'web.yaml': web + preference }
    const { stdout } = explain(files, 'us', 'deployments/web', '/spec/replicas')
    expect(stdout).toContain(
      'web.yaml:37   the ReplicaSchedulingPreference "web" divides replicas among clusters, us',
    )
    expect(stdout).toMatch(/\/spec\/replicas +\d +web\.yaml:39 +ReplicaSchedulingPreference.*in place of 3/)
    expect(stdout).toMatch(/round 1: ceil\(9 × 1 \/ 2\) = 5/)
  })

  it('names the override for the cluster that has one, also where that gives the value of the template', () => {
    const overrides = ', overrides: [{clusterName: eu, clusterOverrides: [{path: /data/k, value: v}]}]'
    const text = federatedYaml('ConfigMap', 'shop/same', `template: {data:\n    {k: v}}${overrides}`)
    const why = (cluster: string): string => {
      const { stdout } = explain({ ...shop, 'same.yaml': text }, cluster, 'configmaps/same', '/data/k')
      return stdout.split('\n').find((line) => line.startsWith('/data/k')) ?? ''
    }
    expect(why('eu')).toMatch(/same\.yaml:5 +override, in place of "v" \(template, same\.yaml:5\)$/)
    expect(why('us')).toMatch(/same\.yaml:5 +template$/)
  })

  it('shows ten thousand fields of a larger object, those that overrides set among them, and counts the others', () => {
    const data = Array.from({ length: 10_500 }, (_, index) => `k${index}: v`).join(', ')
    const overrides =
      ', overrides: [{clusterName: eu, clusterOverrides: [{path: /data/k10499, value: w}, {op: remove, path: /data/k3}]}]'
    const text = federatedYaml('ConfigMap', 'shop/large', `template: {data: {${data}}}${overrides}`)
    const files = { ...shop, 'large.yaml': text }
    const { stdout } = explain(files, 'eu', 'configmaps/large')
    const rows = stdout.split('\n').filter((line) => line.startsWith('/'))
    expect(rows.filter((line) => !line.endsWith('removes what was there'))).toHaveLength(10_000)
    expect(rows.join('\n')).toMatch(/^\/data\/k10499 +"w"/m)
    expect(rows.join('\n')).not.toMatch(/^\/data\/k10498 /m)
    expect(stdout).toMatch(/^… 504 more fields: a pointer selects some of them, and -o json has all$/m)
    const { fields } = JSON.parse(explain(files, 'eu', 'configmaps/large', '-o', 'json').stdout) as {
      readonly fields: readonly unknown[]
    }
    expect(fields).toHaveLength(10_504)
  })

  it('masks the values of a Secret', () => {
    const secret = federatedYaml('Secret', 'shop/key', 'template: {stringData: {token: hunter2}}')
    const { stdout } = explain({ ...shop, 'key.yaml': secret }, 'eu', 'secrets/key')
    expect(stdout).toMatch(/\/stringData\/token +"<masked>" +key\.yaml:/)
    expect(stdout).not.toContain('hunter2')
  })

  it('masks what an override took out of a Secret, even where no Secret is left', () => {
    const list = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: list, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template: {held: [{kind: Secret, stringData: {token: hunter2}}]}
  overrides:
  - clusterName: eu
    clusterOverrides:
    - {path: /held/0, value: {kind: ConfigMap, stringData: {token: public}}}
`
    const { stdout } = explain({ ...shop, 'list.yaml': list }, 'eu', 'configmaps/list', '/held/0/stringData')
    expect(stdout).toContain('"public"')
    expect(stdout).toContain('in place of "<masked>"')
    expect(stdout).not.toContain('hunter2')
  })

  it('shows a large integer as it is, and as a text in JSON', () => {
    const large = federatedYaml('ConfigMap', 'shop/large', 'template: {data: {a: 9223372036854775807}}')
    const files = { ...shop, 'large.yaml': large }
    expect(explain(files, 'eu', 'configmaps/large', '/data').stdout).toMatch(
      /\/data\/a +9223372036854775807 /,
    )
    expect(explain(files, 'eu', 'configmaps/large', '/data', '-o', 'json').stdout).toContain(
      '"value": "9223372036854775807"',
    )
  })

  it('says what KubeFed does not propagate, what retainReplicas leaves out, and what stands in for orphaning', () => {
    const kept = web
      .replace('labels: {app: web}', 'annotations: {team: shop}\n      labels: {app: web}')
      .replace('  namespace: shop', '  namespace: shop\n  annotations: {kubefed.io/orphan: "true"}')
      .replace('  placement:', '  retainReplicas: true\n  placement:')
    const { stdout } = explain({ ...shop, 'web.yaml': kept }, 'eu', 'deployments/web')
    const rows = stdout.split('\n')
    expect(rows.find((row) => row.startsWith('/spec/replicas'))).toContain('retainReplicas leaves it')
    expect(rows.find((row) => row.startsWith('/metadata/annotations '))).toContain(
      'KubeFed does not propagate it',
    )
    expect(rows.find((row) => row.includes('prune '))).toMatch(/web\.yaml:6 +in place of kubefed\.io\/orphan/)
  })

  it('names delivery as what keeps a Namespace', () => {
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndelivery: {flux: {}}\n'
    const { stdout } = explain({ ...shop, 'fedrender.yaml': config }, 'eu', 'namespaces/shop')
    expect(stdout).toMatch(/prune +"disabled" +- +keeps the agents of delivery from deleting a Namespace/)
  })

  it('is written as data that its schema describes', () => {
    const schemaPath = repositoryPath('schemas/fedrender.dev/v1alpha1/Explanation.json')
    const validate = new Ajv({ strict: true, allErrors: true }).compile(
      JSON.parse(readFileSync(schemaPath, 'utf8')) as object,
    )
    for (const cluster of ['eu', 'us']) {
      const { stdout } = explain(shop, cluster, 'deployments/web', '-o', 'json')
      expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true)
    }
  })
})

describe('explain, for an object that is not there', () => {
  it('names the requirement of the selector that the cluster does not meet', () => {
    expect(keptOut(shop)).toStrictEqual([
      'web.yaml:22 | the clusterSelector requires region=eu, and us has region=us',
    ])
  })

  it('names the list that lacks the cluster, and the namespace that is not placed there either, in order', () => {
    const files = {
      ...shop,
      'shop.yaml': namespaceYaml('shop', '{clusters: [{name: eu}]}'),
      'web.yaml': web.replace(/clusterSelector:\n.*\n.*/, 'clusters:\n    - name: eu'),
    }
    const rules = keptOut(files)
    expect(rules).toHaveLength(2)
    expect(rules[0]).toMatch(/^web\.yaml:20 \| .*clusters/)
    expect(rules[1]).toMatch(/^shop\.yaml:\d+ \| FederatedNamespace "shop"/)
  })

  it('names the FederatedNamespace that is missing', () => {
    const { 'shop.yaml': _, ...files } = shop
    expect(keptOut(files, 'eu')[0]).toMatch(/^web\.yaml:5 \| .*FederatedNamespace/)
  })

  it('names propagation that is Disabled, for which the file is held', () => {
    const files = { ...shop, 'type.yaml': typeConfig('propagation: Disabled') }
    const { stdout } = explain(files, 'eu', 'deployments/web')
    expect(stdout).toContain('held, not rendered: clusters/eu/shop/deployments.apps/web.yaml')
    expect(stdout).toContain('type.yaml:7   propagation of deployments.apps is Disabled')
  })

  it('names the gate PushReconciler that is off', () => {
    const config = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed}
spec:
  featureGates: [{name: PushReconciler, configuration: Disabled}]
`
    const { stdout } = explain({ ...shop, 'config.yaml': config }, 'eu', 'deployments/web')
    expect(stdout).toMatch(/config\.yaml:5 +the feature gate PushReconciler is off/)
  })

  it.each([
    ['every cluster-scoped type', 'ClusterRole', 'reader', /cluster-scoped/],
    ['all outside the system namespace', 'ConfigMap', 'shop/settings', /sees only its system namespace/],
  ])('names the scope Namespaced of the control plane, which leaves out %s', (_, kind, name, message) => {
    const config = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed}
spec: {scope: Namespaced}
`
    const object = federatedYaml(kind, name, 'template: {}').replace('namespace: reader', 'labels: {}')
    const files = { ...shop, 'config.yaml': config, 'object.yaml': object }
    const { stdout } = explain(files, 'eu', `${kind}/${name.replace('shop/', '')}`)
    const rules = section(stdout, 'Not there because')
    expect(rules).toHaveLength(1)
    expect(rules[0]).toMatch(/^object\.yaml:[23] \| /)
    expect(rules[0]).toMatch(message)
  })

  it.each([
    ['that is never propagated', 'default/default', /never propagates this Namespace/],
    ['whose name is not that of its namespace', 'shop/other', /name of its namespace/],
  ])('names the FederatedNamespace %s', (_, name, message) => {
    const files = { ...shop, 'other.yaml': federatedYaml('Namespace', name, '') }
    const [, object = ''] = name.split('/')
    const { stdout } = explain(files, 'eu', `namespaces/${object}`)
    expect(stdout).toMatch(/other\.yaml:3 +/)
    expect(stdout).toMatch(message)
  })

  it('names the selector that is not valid, of the object and of its namespace', () => {
    const invalid = '{clusterSelector: {matchLabels: {"-": x}}}'
    const own = { ...shop, 'x.yaml': federatedYaml('ConfigMap', 'shop/x', 'template: {}', invalid) }
    const limit = { ...own, 'x.yaml': federatedYaml('ConfigMap', 'shop/x', 'template: {}') }
    expect(section(explain(own, 'eu', 'configmaps/x').stdout, 'Held because')[0]).toMatch(
      /^x\.yaml:4 \| the clusterSelector is not valid/,
    )
    const { stdout } = explain(
      { ...limit, 'shop.yaml': namespaceYaml('shop', invalid) },
      'eu',
      'configmaps/x',
    )
    expect(section(stdout, 'Held because')[0]).toMatch(
      /^shop\.yaml:4 \| FederatedNamespace "shop": the clusterSelector is not valid/,
    )
  })

  it('names the placement that is empty', () => {
    const files = { ...shop, 'x.yaml': federatedYaml('ConfigMap', 'shop/x', 'template: {}', '{}') }
    expect(section(explain(files, 'eu', 'configmaps/x').stdout, 'Not there because')).toStrictEqual([
      'x.yaml:4 | the placement has neither clusters nor a clusterSelector, so it chooses no cluster',
    ])
  })

  it('names the preference that leaves a cluster out, and the selector that it goes by', () => {
    const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 9, intersectWithClusterSelector: true}
`
    expect(keptOut({ ...shop, 'preference.yaml': preference })).toStrictEqual([
      'preference.yaml:4 | the ReplicaSchedulingPreference "web" leaves us out',
      'web.yaml:22 | the clusterSelector requires region=eu, and us has region=us',
    ])
  })

  it('names the preference that leaves out a cluster that is not ready', () => {
    const offline = '{conditions: [{type: Offline, status: "True"}]}'
    const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 9}
`
    const files = {
      ...shop,
      'clusters.yaml': clusterYaml('eu', '{region: eu}') + clusterYaml('us', '{region: us}', offline),
      'preference.yaml': preference,
    }
    const rules = keptOut(files)
    expect(rules[0]).toMatch(/^preference\.yaml:4 \| .* ready clusters only, and us is not$/)
    expect(rules[1]).toMatch(/^clusters\.yaml:\d+ \| us is not ready/)
  })

  it('names an error for another cluster, which holds the object in every one', () => {
    const everywhere = web.replace(/matchLabels:\n +region: eu/, 'matchLabels: {}')
    const rules = keptOut({ ...shop, 'web.yaml': everywhere.replace('containers/2', 'containers/9') })
    expect(rules).toHaveLength(2)
    expect(rules[0]).toMatch(/^web\.yaml:4 \| it is in error/)
    expect(rules[1]).toMatch(/^web\.yaml:\d+ \| .*containers\/9/)
  })

  it('names the errors that stop every render', () => {
    expect(keptOut({ ...shop, 'twice.yaml': clusterYaml('eu') }, 'eu')).toStrictEqual([
      '- | errors of the control plane, the inventory or the types stop every render',
    ])
  })

  it('names the cluster that is not ready, whose earlier file is held', () => {
    const offline = '{conditions: [{type: Ready, status: "False"}]}'
    const files = {
      ...shop,
      'clusters.yaml': clusterYaml('eu', '{region: eu}') + clusterYaml('us', '{region: us}', offline),
    }
    const rules = explain(files, 'us', 'deployments/web').stdout
    expect(rules).toContain('web.yaml:22')
    expect(rules).toMatch(/clusters\.yaml:\d+ +us is not ready/)
  })

  it('names the overrides that cannot be applied, and why', () => {
    const files = { ...shop, 'web.yaml': web.replace('containers/1/image', 'containers/7/image') }
    const rules = keptOut(files, 'eu')
    expect(rules[0]).toBe('web.yaml:23 | its overrides cannot be applied')
    expect(rules[1]).toMatch(/^web\.yaml:29 \| .*containers\/7/)
  })
})

describe('explain, for what is not known', () => {
  it.each([
    ['a cluster', ['eu-1', 'deployments/web'], 'eu'],
    ['an object', ['eu', 'deployments/wob'], 'web'],
    ['a type', ['eu', 'deploymants/web'], 'deployments'],
  ])('names the nearest of %s, with exit code 2', (_, words, nearest) => {
    const { exitCode, stdout, stderr } = explain(shop, ...words)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain(nearest)
  })

  it('asks for the namespace where several have an object of the name', () => {
    const files = {
      ...shop,
      'auth.yaml': namespaceYaml('auth') + federatedYaml('Deployment', 'auth/web', 'template: {}'),
    }
    const { exitCode, stderr } = explain(files, 'eu', 'deployments/web')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/auth.*shop/)
  })

  it('names the types that a word may stand for', () => {
    const widgets = (group: string): string =>
      typeConfig('propagation: Enabled')
        .replaceAll('deployments.apps', `widgets.${group}`)
        .replaceAll('apps', group)
        .replaceAll('Deployment', `Widget`)
        .replaceAll('FederatedWidget', group === 'a.example' ? 'FederatedWidget' : 'FederatedOtherWidget')
        .replaceAll('deployments', 'widgets')
    const files = { ...shop, 'a.yaml': widgets('a.example'), 'b.yaml': widgets('b.example') }
    const { exitCode, stderr } = explain(files, 'eu', 'widgets/x')
    expect([exitCode, stderr]).toStrictEqual([
      2,
      'error type-ambiguous: "widgets" is the name of several types: widgets.a.example, widgets.b.example.\n' +
        '  fix: Name one of these types.\n',
    ])
  })

  it('shows what is wrong with an object that never came into the plan', () => {
    const lost = federatedYaml('Gadget', 'shop/lost', 'template: {}')
    const { exitCode, stderr } = explain({ ...shop, 'lost.yaml': lost }, 'eu', 'gadgets/lost')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('lost.yaml:2:7: error missing-type-config')
    expect(stderr).toContain('error type-unknown: No type is called "gadgets".')
  })

  it('explains one object whatever else is in error', () => {
    const files = { ...shop, 'lost.yaml': federatedYaml('ConfigMap', 'nowhere/lost', 'template: {}') }
    const { exitCode, stdout, stderr } = explain(files, 'eu', 'deployments/web')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('rendered: ')
    expect(stderr).toBe('1 error in the sources; fedrender validate shows it.\n')
  })

  it('takes nothing for TYPE/NAME or a pointer that is none', () => {
    expect(explain(shop, 'eu', 'web').stderr).toContain('The object must be TYPE/NAME')
    expect(explain(shop, 'eu', 'deployments/web', 'spec').stderr).toContain(
      'The field must be a JSON pointer',
    )
  })
})

describe('explain, for a DNSEndpoint', () => {
  const observed = Object.fromEntries(
    ['a', 'b'].map((name, index) => [
      `observed/${name}.yaml`,
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
status: {loadBalancer: {ingress: [{ip: 203.0.113.${index + 1}}]}}
`,
    ]),
  )
  const files = {
    'clusters.yaml': inventoryYaml('a', 'b'),
    'shop.yaml': namespaceYaml('shop') + federatedYaml('Ingress', 'shop/web', 'template: {}'),
    'record.yaml': `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com]}
`,
  }

  it('names the record, and the clusters behind each target', () => {
    expect(explain({ ...files, ...observed }, 'dns', 'dnsendpoints/ingress-web')).toStrictEqual({
      exitCode: 0,
      stderr: '1 warning; fedrender validate shows it\n',
      stdout: `DNSEndpoint shop/ingress-web in dns, from record.yaml:3
rendered: dns/shop/ingress-web.yaml

Placed there because
  record.yaml:2   the IngressDNSRecord shop/web becomes it, and DNSEndpoints go to dns

NAME               TYPE   TARGET        CLUSTERS
shop.example.com   A      203.0.113.1   a
shop.example.com   A      203.0.113.2   b
`,
    })
  })

  it('names where DNSEndpoints go, for any other cluster', () => {
    const { stdout } = explain({ ...files, ...observed }, 'a', 'dnsendpoint/ingress-web')
    expect(section(stdout, 'Not there because')).toStrictEqual([
      '- | DNSEndpoints go to dns (dns.cluster of the configuration)',
    ])
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndns: {cluster: a}\n'
    const configured = { ...files, ...observed, 'fedrender.yaml': config }
    expect(explain(configured, 'a', 'dnsendpoints/ingress-web').stdout).toContain(
      'rendered: clusters/a/shop/dnsendpoints.externaldns.k8s.io/ingress-web.yaml',
    )
  })

  it('names the feature gate that is off', () => {
    const config = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed}
spec: {featureGates: [{name: FederatedIngress, configuration: Disabled}]}
`
    const { stdout } = explain(
      { ...files, ...observed, 'config.yaml': config },
      'dns',
      'dnsendpoints/ingress-web',
    )
    expect(section(stdout, 'Held because')).toStrictEqual([
      'config.yaml:4 | the feature gate of IngressDNSRecord is off, so its file stays as it was',
    ])
  })

  it('names the error of a record for which nothing was observed', () => {
    const { exitCode, stdout } = explain(files, 'dns', 'dnsendpoints/ingress-web')
    expect(exitCode).toBe(0)
    const rules = section(stdout, 'Held because')
    expect(rules[0]).toMatch(/^record\.yaml:3 \| the record is in error/)
    expect(rules).toHaveLength(2)
  })

  it('refuses a pointer, a record and a cluster that it does not know', () => {
    const stderr = (...words: readonly string[]): string =>
      explain({ ...files, ...observed }, ...words).stderr
    expect(stderr('dns', 'dnsendpoints/ingress-web', '/spec')).toContain('error record-has-no-fields: ')
    expect(stderr('dns', 'dnsendpoints/ingress-wob')).toContain('Did you mean "ingress-web"?')
    expect(stderr('dnz', 'dnsendpoints/ingress-web')).toContain('Did you mean "dns"?')
  })
})

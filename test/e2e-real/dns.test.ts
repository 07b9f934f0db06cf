import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { runCli, temporaryDirectory } from '../e2e/run-cli.ts'
import { startControlPlane, type ApiServer, type ControlPlane } from './control-plane.ts'
import { startNameServer, type NameServer, type Resolved } from './name-server.ts'
import { requireBinaries } from './require-binaries.ts'

const example = fileURLToPath(new URL('../../examples/dns', import.meta.url))
const domain = 'example.com'

/** Who reads DNSEndpoints of which group. */
const readers = [
  { externalDns: 'external-dns', apiVersion: 'externaldns.k8s.io/v1alpha1' },
  { externalDns: 'external-dns-0.20', apiVersion: 'externaldns.k8s.io/v1alpha1' },
  { externalDns: 'external-dns-0.20', apiVersion: 'multiclusterdns.kubefed.io/v1alpha1' },
] as const

/** The repository, the API server that holds its DNSEndpoints, ExternalDNS, and what it makes of them. */
interface DnsChain {
  /** Renders the repository and brings DNSEndpoints, then records, to what was rendered. */
  deliver(): void
  edit(path: string, change: (text: string) => string): void
  readonly resolve: NameServer['resolve']
}

let controlPlane: ControlPlane | undefined
const cleanups: (() => unknown)[] = []

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
  await controlPlane?.stop()
})

async function startChain(
  context: TestContext,
  { externalDns, apiVersion }: (typeof readers)[number],
): Promise<DnsChain> {
  const binaries = requireBinaries(
    context,
    ...(['etcd', 'kube-apiserver', 'kubectl', 'coredns', 'dnsendpoint-crd', externalDns] as const),
  )
  controlPlane ??= await startControlPlane(binaries)
  const { etcdAddress } = controlPlane
  const server = await controlPlane.startServer()
  const directory = temporaryDirectory()
  const prefix = `/skydns/${externalDns}/${apiVersion}`
  const nameServer = await startNameServer(binaries.coredns, directory, etcdAddress, { domain, prefix })
  cleanups.push(
    () => rmSync(directory, { recursive: true }),
    () => server.stop(),
    () => nameServer.stop(),
  )
  const repository = join(directory, 'repository')
  cpSync(example, repository, { recursive: true })
  define(server, readFileSync(binaries['dnsendpoint-crd'], 'utf8'), apiVersion)
  const edit: DnsChain['edit'] = (path, change) => {
    const file = join(repository, path)
    const text = readFileSync(file, 'utf8')
    const changed = change(text)
    expect(changed).not.toBe(text)
    writeFileSync(file, changed)
  }
  edit('fedrender.yaml', (text) => text.replace('dns:\n', `dns:\n  apiVersion: ${apiVersion}\n`))
  return {
    edit,
    deliver: () => {
      const { status, stderr } = runCli(repository, ['render'])
      expect(stderr).not.toContain('error')
      expect(status).toBe(0)
      const endpoints = join(repository, 'rendered/dns')
      server.kubectl(['apply', '--server-side', '--validate=strict', '--recursive', '--filename', endpoints])
      reconcile(binaries[externalDns], server, { ETCD_URLS: etcdAddress }, [
        `--coredns-prefix=${prefix}/`,
        `--crd-source-apiversion=${apiVersion}`,
      ])
    },
    resolve: nameServer.resolve,
  }
}

/**
 * Has the server know DNSEndpoints. KubeFed's own definition is of a version that no server takes since 1.22; its schema is
 * that of ExternalDNS without two fields.
 */
function define(server: ApiServer, definition: string, apiVersion: string): void {
  const group = apiVersion.replace(/\/.*/, '')
  server.kubectl(
    ['apply', '--server-side', '--filename', '-'],
    definition.replaceAll('externaldns.k8s.io', group),
  )
  server.kubectl(['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all'])
  server.kubectl(['create', 'namespace', 'shop'])
}

/** Has ExternalDNS bring the records to what DNSEndpoints say, once. */
function reconcile(
  externalDns: string,
  { kubeconfig }: ApiServer,
  env: Readonly<Record<string, string>>,
  options: readonly string[],
): void {
  const args = [
    '--source=crd',
    '--crd-source-kind=DNSEndpoint',
    '--provider=coredns',
    '--registry=noop',
    '--policy=sync',
    '--once',
    `--domain-filter=${domain}`,
    `--kubeconfig=${kubeconfig}`,
    ...options,
  ]
  const { PATH, HOME } = process.env
  const { status, stderr } = spawnSync(externalDns, args, { encoding: 'utf8', env: { PATH, HOME, ...env } })
  expect(status, stderr).toBe(0)
  expect(stderr).not.toMatch(/level=(?:warning|error)/)
}

const global = `web.shop.corp.svc.${domain}`
const region = `web.shop.corp.svc.us-east-1.${domain}`
const names = {
  global,
  west: `web.shop.corp.svc.eu-west-1.${domain}`,
  westZone: `web.shop.corp.svc.eu-west-1a.eu-west-1.${domain}`,
  east: region,
  eastZoneA: `web.shop.corp.svc.us-east-1a.us-east-1.${domain}`,
  eastZoneB: `web.shop.corp.svc.us-east-1b.us-east-1.${domain}`,
  www: `www.${domain}`,
  store: `store.${domain}`,
}

/** A route of a Gateway beside the Ingress of the example. */
const route = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: httproutes.gateway.networking.k8s.io, namespace: kube-federation-system}
spec:
  propagation: Enabled
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedHTTPRoute, pluralName: federatedhttproutes, scope: Namespaced}
  targetType: {group: gateway.networking.k8s.io, version: v1, kind: HTTPRoute, pluralName: httproutes, scope: Namespaced}
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedHTTPRoute
metadata: {name: api, namespace: shop}
spec:
  template: {spec: {parentRefs: [{name: edge, namespace: infra}], hostnames: [api.${domain}]}}
  placement: {clusterSelector: {}}
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: api, namespace: shop}
spec: {hosts: [api.${domain}]}
`

/** The route and its Gateway as a cluster has them, as items of the example's observed state. */
function observedRoute(address: string): string {
  return `- apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: {name: edge, namespace: infra}
  status: {addresses: [{type: IPAddress, value: ${address}}]}
- apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: {name: api, namespace: shop}
  status: {parents: [{parentRef: {name: edge, namespace: infra}, conditions: [{type: Accepted, status: "True"}]}]}
`
}

async function resolveAll({ resolve }: DnsChain): Promise<Readonly<Record<string, Resolved>>> {
  const resolved = Object.entries(names).map(async ([key, name]) => [key, await resolve(name)] as const)
  return Object.fromEntries(await Promise.all(resolved))
}

const ofWest = { a: ['203.0.113.10'], aaaa: ['2001:db8:0:1::10'] }
const west = {
  global: ofWest,
  west: ofWest,
  westZone: ofWest,
  www: { cname: [global], ...ofWest },
  store: { a: ['198.51.100.20', '198.51.100.21', '203.0.113.20'] },
}

/** What is answered while us-east is ready, with these addresses. */
function bothRegions(...addresses: readonly string[]): Readonly<Record<string, Resolved>> {
  const ofEast = { a: addresses }
  const ofBoth = { a: [...addresses, ...ofWest.a], aaaa: ofWest.aaaa }
  return {
    ...west,
    global: ofBoth,
    east: ofEast,
    eastZoneA: ofEast,
    eastZoneB: ofEast,
    www: { cname: [global], ...ofBoth },
  }
}

describe.for(readers)('$apiVersion, read by $externalDns', (reader) => {
  it('answers for every name; a region that is not ready moves its names, and gets them back', async (context) => {
    const chain = await startChain(context, reader)
    chain.deliver()
    expect(await resolveAll(chain)).toStrictEqual(bothRegions('198.51.100.10', '198.51.100.11'))

    chain.edit('shop/store.yaml', (text) => `${text}---\n${route}`)
    chain.edit('observed/us-east.yaml', (text) => text + observedRoute('198.51.100.30'))
    chain.edit('observed/eu-west.yaml', (text) => text + observedRoute('203.0.113.30'))
    chain.deliver()
    expect(await chain.resolve(`api.${domain}`)).toStrictEqual({ a: ['198.51.100.30', '203.0.113.30'] })

    // ExternalDNS's CoreDNS provider can replace one address of a name by a CNAME, but forgets to take away others.
    chain.edit('dns.lock.yaml', (text) => text.replace(/^ *- 198\.51\.100\.11\n/m, ''))
    chain.deliver()
    expect(await resolveAll(chain)).toStrictEqual(bothRegions('198.51.100.10'))

    const observed = 'observed/us-east.yaml'
    chain.edit(observed, (text) => text.replace('ready: true', 'ready: false'))
    chain.deliver()
    expect(await resolveAll(chain)).toStrictEqual({
      ...west,
      east: { cname: [global], ...ofWest },
      eastZoneA: { cname: [region, global], ...ofWest },
      eastZoneB: { cname: [region, global], ...ofWest },
    })

    chain.edit(observed, (text) => text.replace('ready: false', 'ready: true'))
    chain.deliver()
    expect(await resolveAll(chain)).toStrictEqual(bothRegions('198.51.100.10'))

    const notReady = 'status: {conditions: [{type: Ready, status: "False"}]}\n'
    chain.edit('clusters/us-east.yaml', (text) => text + notReady)
    chain.deliver()
    expect(await resolveAll(chain)).toStrictEqual({
      ...west,
      east: {},
      eastZoneA: {},
      eastZoneB: {},
      store: { a: ['203.0.113.20'] },
    })
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { lookUp } from '../../src/host/look-up.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { systemError } from '../helpers/memory-host.ts'
import { createTestRepository, type CommandResult, type TestRepository } from '../helpers/test-repository.ts'

const { lookup } = vi.hoisted(() => ({ lookup: vi.fn<() => Promise<readonly { address: string }[]>>() }))
vi.mock('node:dns/promises', () => ({ lookup }))

const location = '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-a}'
const earlier = '2025-12-31T00:00:00Z'
const lockPath = '/repo/dns.lock.yaml'

function ingressIn(host: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
status: {loadBalancer: {ingress: [{hostname: ${host}}]}}
`
}

const shop = {
  'fedrender.yaml': 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndns: {hostTargets: lock}\n',
  'clusters.yaml': clusterYaml('a', location) + clusterYaml('b', location),
  'shop.yaml':
    namespaceYaml('shop') +
    federatedYaml('Ingress', 'shop/web', 'template: {spec: {rules: [{host: shop.example.com}]}}') +
    `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: IngressDNSRecord
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com]}
`,
  // The order of the clusters is not that of the host names.
  'observed/a.yaml': ingressIn('z.lb.example.net'),
  'observed/b.yaml': ingressIn('c.lb.example.net'),
}

/** A lock of both host names, looked up earlier. */
function lockYaml(first = '192.0.2.1', second = '192.0.2.2'): string {
  return `apiVersion: fedrender.dev/v1alpha1
kind: DNSLock
hosts:
  c.lb.example.net:
    addresses:
    - ${first}
    lookedUp: "${earlier}"
  z.lb.example.net:
    addresses:
    - ${second}
    lookedUp: "${earlier}"
`
}

const answers: Readonly<Record<string, readonly string[]>> = {
  'c.lb.example.net': ['192.0.2.1'],
  'z.lb.example.net': ['192.0.2.2'],
}

/** Runs `dns lock` to its end, with a resolver that knows these answers. */
function lock(
  repository: TestRepository,
  known: Readonly<Record<string, readonly string[]>>,
  ...options: readonly string[]
): Promise<CommandResult> {
  return repository.runToEnd(
    {
      lookUp: (host) => {
        const addresses = known[host]
        return addresses ? Promise.resolve(addresses) : Promise.reject(new Error('no answer in 5 seconds'))
      },
    },
    'dns',
    'lock',
    ...options,
  )
}

const lockOf = (repository: TestRepository): string | undefined =>
  repository.host.dump('/repo')['dns.lock.yaml']

describe('dns lock', () => {
  it('writes the addresses of every host name, sorted, with the time, and render takes them', async () => {
    const repository = createTestRepository(shop)
    expect(repository.run('render').stderr).toContain('dns-host-name-not-locked')
    const known = {
      'c.lb.example.net': ['192.0.2.9', '2001:DB8::1', '192.0.2.9'],
      'z.lb.example.net': ['192.0.2.2'],
    }
    expect(await lock(repository, known)).toStrictEqual({
      exitCode: 0,
      stdout: 'c.lb.example.net: 192.0.2.9, 2001:db8::1\nz.lb.example.net: 192.0.2.2\n',
      stderr: '2 host names, 2 changed\nwrote dns.lock.yaml\n',
    })
    expect(lockOf(repository)).toBe(`apiVersion: fedrender.dev/v1alpha1
kind: DNSLock
hosts:
  c.lb.example.net:
    addresses:
    - 192.0.2.9
    - 2001:db8::1
    lookedUp: "2026-01-01T00:00:00Z"
  z.lb.example.net:
    addresses:
    - 192.0.2.2
    lookedUp: "2026-01-01T00:00:00Z"
`)
    expect(repository.run('render').exitCode).toBe(0)
    expect(repository.rendered()['dns/shop/ingress-web.yaml']).toContain('- 192.0.2.2\n    - 192.0.2.9\n')
  })

  it('keeps the entry of a host name that could not be looked up, and says so', async () => {
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': lockYaml() })
    const { exitCode, stdout, stderr } = await lock(repository, { 'c.lb.example.net': ['192.0.2.7'] })
    expect([exitCode, stdout]).toStrictEqual([0, 'c.lb.example.net: 192.0.2.7\n'])
    expect(stderr).toContain('warning dns-look-up-failed-entry-kept: The host name "z.lb.example.net"')
    expect(stderr).toContain(`its addresses of ${earlier} are kept: no answer in 5 seconds.`)
    const written = lockYaml('192.0.2.7').replace(earlier, '2026-01-01T00:00:00Z')
    expect(lockOf(repository)).toBe(written)
  })

  it('takes an answer without addresses for a failure', async () => {
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': lockYaml() })
    const { stderr } = await lock(repository, { ...answers, 'z.lb.example.net': [] })
    expect(stderr).toContain('are kept: it has no address.')
    expect(lockOf(repository)).toBe(lockYaml())
  })

  it('writes nothing where a host name fails that has no entry', async () => {
    const repository = createTestRepository(shop)
    const { exitCode, stderr } = await lock(repository, { 'c.lb.example.net': ['192.0.2.7'] })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'error dns-look-up-failed: The host name "z.lb.example.net" could not be looked up',
    )
    expect(lockOf(repository)).toBeUndefined()
  })

  it('drops a host name that no load balancer has any more', async () => {
    const repository = createTestRepository({
      ...shop,
      'dns.lock.yaml': lockYaml(),
      'observed/a.yaml': ingressIn('c.lb.example.net'),
    })
    expect((await lock(repository, answers)).stdout).toBe('z.lb.example.net: gone\n')
    expect(lockOf(repository)).not.toContain('z.lb.example.net')
  })

  it('does not write where nothing but the time would change', async () => {
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': lockYaml() })
    expect(await lock(repository, answers)).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: '2 host names, 0 changed\n',
    })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('mends an entry that holds something else than addresses', async () => {
    const broken = lockYaml().replace('- 192.0.2.1', '- 192.0.2.1\n    - 192.0.2.700')
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': broken })
    expect(repository.run('render').stderr).toContain('error dns-lock-address-invalid')
    const { exitCode, stdout } = await lock(repository, answers)
    expect([exitCode, stdout]).toStrictEqual([0, 'c.lb.example.net: 192.0.2.1\n'])
    expect(lockOf(repository)).not.toContain('192.0.2.700')
  })

  it('replaces the file in one step', async () => {
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': lockYaml('192.0.2.7') })
    await lock(repository, answers)
    expect(repository.host.operations).toStrictEqual([
      expect.stringMatching(/^createFile \/repo\/\.fedrender-[0-9a-f]{16}\.tmp$/) as string,
      expect.stringMatching(
        /^rename \/repo\/\.fedrender-[0-9a-f]{16}\.tmp \/repo\/dns\.lock\.yaml$/,
      ) as string,
    ])
  })

  it('is not written through a link, which a change could have made', async () => {
    const repository = createTestRepository(shop)
    repository.host.put('/elsewhere', 'kept\n')
    repository.host.link(lockPath, '/elsewhere')
    const { exitCode, stderr } = await lock(repository, answers)
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('it is a symbolic link')])
    expect(repository.host.dump('/')['elsewhere']).toBe('kept\n')
  })

  it.each(['createFile', 'rename'])(
    'says that %s was refused, and leaves nothing behind',
    async (operation) => {
      const repository = createTestRepository({ ...shop, 'dns.lock.yaml': lockYaml('192.0.2.7') })
      repository.host.onOperation = (each) => {
        if (each.startsWith(operation)) throw systemError('ENOSPC', lockPath)
      }
      const { exitCode, stderr } = await lock(repository, answers)
      expect(exitCode).toBe(2)
      expect(stderr).toContain('"dns.lock.yaml" cannot be written: ')
      expect(
        Object.keys(repository.host.dump('/repo')).filter((path) => path.endsWith('.tmp')),
      ).toStrictEqual([])
      expect(lockOf(repository)).toBe(lockYaml('192.0.2.7'))
    },
  )

  it.each([
    ['1 where an address changed', lockYaml('192.0.2.7'), 1, 'c.lb.example.net: 192.0.2.1\n'],
    ['0 where none did', lockYaml(), 0, ''],
  ])('--check gives %s, and writes nothing', async (_, text, exitCode, stdout) => {
    const repository = createTestRepository({ ...shop, 'dns.lock.yaml': text })
    expect(await lock(repository, answers, '--check')).toMatchObject({ exitCode, stdout })
    expect(repository.host.operations).toStrictEqual([])
  })

  it('looks nothing up where the sources are in error', async () => {
    const repository = createTestRepository({
      ...shop,
      'broken.yaml': federatedYaml('ConfigMap', 'nowhere/lost', 'template: {}'),
    })
    const { exitCode, stderr } = await lock(repository, {})
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error namespace-not-federated')
    expect(stderr).not.toContain('look')
    expect(repository.host.operations).toStrictEqual([])
  })

  it('asks about no more than 16 host names at once, and about each once', async () => {
    const hosts = Array.from({ length: 40 }, (_, index) => `h${index}.lb.example.net`)
    const ingress = hosts.map((host) => `{hostname: ${host}}`).join(', ')
    const repository = createTestRepository({
      ...shop,
      'observed/a.yaml': ingressIn('z.lb.example.net').replace('{hostname: z.lb.example.net}', ingress),
    })
    const asked: string[] = []
    let [underWay, most] = [0, 0]
    const lookUp = async (host: string): Promise<readonly string[]> => {
      asked.push(host)
      underWay += 1
      most = Math.max(most, underWay)
      await Promise.resolve()
      underWay -= 1
      return ['192.0.2.1']
    }
    const { exitCode } = await repository.runToEnd({ lookUp }, 'dns', 'lock')
    expect(exitCode).toBe(0)
    expect(asked.sort()).toStrictEqual([...hosts, 'c.lb.example.net'].sort())
    expect(most).toBe(16)
  })
})

describe('lookUp', () => {
  afterEach(() => {
    vi.useRealTimers()
    lookup.mockReset()
  })

  it('gives every address of a host name', async () => {
    lookup.mockResolvedValue([{ address: '192.0.2.1' }, { address: '2001:db8::1' }])
    expect(await lookUp('lb.example.net')).toStrictEqual(['192.0.2.1', '2001:db8::1'])
  })

  it('gives up after five seconds', async () => {
    vi.useFakeTimers()
    lookup.mockReturnValue(new Promise(() => undefined))
    const failed = expect(lookUp('lb.example.net')).rejects.toThrow('no answer in 5 seconds')
    await vi.advanceTimersByTimeAsync(5000)
    await failed
  })
})

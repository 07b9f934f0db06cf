import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop'),
  'settings.yaml': configMapYaml('shop/settings', 'first-value'),
}

interface Round {
  readonly page: string
  /** What it says it is, by which browsers find that they show another. */
  readonly version: string | undefined
  /** What was written on standard error since the round before. */
  readonly stderr: string
}

/** Runs `serve` on a free port; after each save the page is fetched. */
async function serve(
  repository: TestRepository,
  saves: readonly (() => void)[],
): Promise<{ readonly exitCode: number; readonly rounds: readonly Round[]; readonly url: string }> {
  const rounds: Round[] = []
  let [stdout, stderr] = ['', '']
  const look = async (): Promise<void> => {
    const page = await (await fetch(stdout.trim())).text()
    rounds.push({ page, version: /data-version="([^"]*)"/.exec(page)?.[1], stderr })
    stderr = ''
  }
  const { exitCode } = await repository.runToEnd(
    {
      clock: () => '2026-01-01T12:03:11Z',
      writeOutput: (text) => (stdout += text),
      writeError: (text) => (stderr += text),
      watch: async function* () {
        await look()
        for (const save of saves) {
          save()
          yield
          await look()
        }
      },
    },
    'serve',
  )
  return { exitCode, rounds, url: stdout }
}

it('serve shows the report on a loopback port, and makes it again on a save', async () => {
  const repository = createTestRepository(shop)
  const { exitCode, rounds, url } = await serve(repository, [
    () => repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'second-value')),
    () => repository.host.put('/repo/clusters.yaml', inventoryYaml('east', 'west')),
  ])
  expect(exitCode).toBe(0)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9][0-9]*\/\n$/)
  const [first, second, third] = rounds
  expect(first?.page).toContain('first-value')
  expect(first?.stderr).toBe('serving to this machine alone, and watching for changes; Ctrl-C ends\n')
  expect(second?.page).toContain('second-value')
  expect(second?.stderr).toBe('12:03:11Z settings.yaml changed: 0.00 s\n')
  expect(second?.version).not.toBe(first?.version)
  expect([third?.page, third?.stderr]).toStrictEqual([second?.page, ''])
  await expect(fetch(url.trim())).rejects.toThrow()
})

it('serve writes nothing into the repository', async () => {
  const repository = createTestRepository(shop)
  await serve(repository, [() => repository.host.removeFile('/repo/settings.yaml')])
  expect(
    repository.host.operations.filter((each) => each !== 'removeFile /repo/settings.yaml'),
  ).toStrictEqual([])
})

it('serve lets the page ask its own server alone, and links to no file of the repository', async () => {
  const { rounds } = await serve(createTestRepository(shop), [])
  const { page = '' } = rounds[0] ?? {}
  expect(page).toContain('connect-src &#39;self&#39;')
  expect(page.match(/<script>/g)).toHaveLength(2)
  expect(page).not.toMatch(/href="(?!#)/)
})

it('serve goes on where the sources or the configuration are in error, and shows why', async () => {
  const repository = createTestRepository(shop)
  const { exitCode, rounds } = await serve(repository, [
    () => repository.host.put('/repo/lost.yaml', configMapYaml('nowhere/lost')),
    () => repository.host.put('/repo/fedrender.yaml', 'kind: ['),
    () => {
      repository.host.removeFile('/repo/fedrender.yaml')
      repository.host.removeFile('/repo/lost.yaml')
    },
  ])
  expect(exitCode).toBe(0)
  const [, inError, unread, fixed] = rounds
  expect(inError?.page).toContain('Errors let nothing be rendered.')
  expect(inError?.stderr).toContain('error namespace-not-federated')
  expect(inError?.stderr).toMatch(/12:03:11Z lost\.yaml added: 1 error; 0\.00 s\n$/)
  expect(unread?.page).toContain('The sources cannot be read.')
  expect(unread?.page).toContain('<b>yaml-')
  expect(unread?.page.match(/<script>/g)).toHaveLength(1)
  expect(fixed?.page).toContain('first-value')
})

it('serve gives 2 where the port is taken', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const run = await createTestRepository(shop).runToEnd({}, 'serve', '--port', String(port))
  taken.close()
  expect(run).toStrictEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      `error serve-failed: The page cannot be served at 127.0.0.1:${port}: another program uses it (EADDRINUSE).\n` +
      '  fix: Name another port with --port, or none for a free one.\n',
  })
})

it.each(['x', '-1', '65536', '1.5', ''])('serve refuses the port "%s"', async (port) => {
  const { exitCode, stderr } = await createTestRepository(shop).runToEnd({}, 'serve', `--port=${port}`)
  expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('from 0 to 65535')])
})

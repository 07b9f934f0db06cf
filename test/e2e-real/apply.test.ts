import { readdirSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { temporaryDirectory } from '../e2e/run-cli.ts'
import { applyDirectory, resourceVersions, serverDifferences } from './apply-directory.ts'
import { renderBank, writeDefinitions } from './bank.ts'
import { startControlPlane, type ControlPlane } from './control-plane.ts'
import { requireBinaries } from './require-binaries.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const bank = temporaryDirectory()
/** A part of the bank's clusters is enough where time is short: each has the same objects but for one field. */
const bankClusters = Number(process.env['FEDRENDER_E2E_CLUSTERS'] ?? 40)

let controlPlane: ControlPlane | undefined

afterAll(async () => {
  await controlPlane?.stop()
  rmSync(bank, { recursive: true })
})

/** Applies a cluster's directory to a server without objects, twice, and reads it back. */
async function prove(context: TestContext, directory: string): Promise<void> {
  const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl')
  controlPlane ??= await startControlPlane(binaries)
  const server = await controlPlane.startServer()
  try {
    applyDirectory(server, directory)
    const versions = resourceVersions(server, directory)
    applyDirectory(server, directory)
    expect(resourceVersions(server, directory)).toStrictEqual(versions)
    expect(serverDifferences(server, directory)).toStrictEqual([])
  } finally {
    await server.stop()
  }
}

describe('an API server takes what is rendered, changes nothing the second time, and holds each field that is set', () => {
  const directories = readdirSync(examples).flatMap((name) => {
    const clusters = join(examples, name, 'rendered/clusters')
    return existsSync(clusters)
      ? readdirSync(clusters).map((cluster) => `${name}/rendered/clusters/${cluster}`)
      : []
  })

  it.for(directories)('%s', (directory, context) => prove(context, join(examples, directory)))
})

describe('so it does with a bank: every built-in type, custom resources, roles and secrets', () => {
  const names = Array.from({ length: bankClusters }, (_, index) => `cluster-${index + 1}`)

  beforeAll(() => {
    renderBank(bank, { clusters: 40, namespaces: 25 })
  })

  it('and the federated sources with the definitions of their types', async (context) => {
    const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl')
    controlPlane ??= await startControlPlane(binaries)
    const server = await controlPlane.startServer()
    try {
      const types = writeDefinitions(bank)
      const strict = ['apply', '--server-side', '--validate=strict', '--recursive', '--filename']
      server.kubectl([...strict, join(bank, 'definitions')])
      server.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all'])
      for (const name of readdirSync(join(bank, 'fleet/federated'))) {
        if (name !== '_cluster') server.kubectl(['create', 'namespace', name])
      }
      const applied = server.kubectl([...strict, join(bank, 'fleet/federated')])
      expect(applied.trim().split('\n').length).toBeGreaterThan(types.length)
    } finally {
      await server.stop()
    }
  })

  it.for(names)('%s', (name, context) => prove(context, join(bank, 'rendered/clusters', name)))
})

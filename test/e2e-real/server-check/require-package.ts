import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'
import { sourcesDigest } from '../../../packages/kubernetes/sources-digest.mjs'
import { createNodeHost } from '../../../src/host/node-host.ts'
import type { ApiServers, ServerBatch, ServerBatchAnswers } from '../../../src/model/api-servers.ts'

/** The version of the package that is compared with a real API server, as the number of its minor version. */
const minor = 34

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Kubernetes' own code from the package, which is built where there is none of these sources and no end to the time. */
export function requirePackage(context: Pick<TestContext, 'skip'>): ApiServers {
  const packages = join(root, 'packages')
  if (!isCurrent(join(packages, `kubernetes-1.${minor}/manifest.json`))) {
    const command = `npm run build:kubernetes -- 1.${minor}`
    if (process.env['FEDRENDER_E2E_SECONDS'] !== undefined) context.skip(`there is no package: ${command}`)
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' })
    if (status !== 0) context.skip(`${command}: ${stderr.trim().split('\n').at(-1)}`)
  }
  const servers = createNodeHost().openApiServers?.({ named: packages, repository: tmpdir() })
  if (servers === undefined) throw new Error('the host has no servers')
  return servers
}

/** What the package answers to a batch. Throws where it cannot be asked. */
export function askPackage(servers: ApiServers, batch: ServerBatch): ServerBatchAnswers {
  const answers = servers.ask(new Map([[minor, batch]])).get(minor)
  if (answers === undefined || 'problem' in answers) throw new Error(JSON.stringify(answers))
  return answers
}

function isCurrent(manifest: string): boolean {
  if (!existsSync(manifest)) return false
  const { sources } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly sources?: string }
  return sources === sourcesDigest()
}

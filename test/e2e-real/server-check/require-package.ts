import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'
import { sourcesDigest } from '../../../packages/kubernetes/sources-digest.mjs'
import { createNodeHost } from '../../../src/host/node-host.ts'
import type { ServerBatch, ServerBatchAnswers } from '../../../src/model/api-servers.ts'
import type { ControlPlaneBinaries } from '../control-plane.ts'
import { apiServerOf, comparedVersions } from '../recipes/kubernetes.ts'
import { requireBinaries, requireBinary } from '../require-binaries.ts'

/** The minor versions whose packages are compared with a real API server of theirs. */
export const minors: readonly number[] = [...comparedVersions.keys()]

/** The minor version whose answers are recorded for the tests that have no server. */
export const recordedMinor = 34

/** The programs of a control plane of a minor version. */
export function requireControlPlane(context: Pick<TestContext, 'skip'>, minor: number): ControlPlaneBinaries {
  const binaries = requireBinaries(context, 'etcd', 'kubectl')
  return { ...binaries, 'kube-apiserver': requireBinary(context, apiServerOf(minor)) }
}

/** What a package answers to a batch. Throws where it cannot be asked. */
export type AskPackage = (batch: ServerBatch) => ServerBatchAnswers

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where packages are built. */
export const packages: string = join(root, 'packages')

/** Kubernetes' own code from the package of a minor version, which is built where there is none of these sources and no end to the time. */
export function requirePackage(context: Pick<TestContext, 'skip'>, minor: number): AskPackage {
  if (!isCurrent(join(packages, `kubernetes-1.${minor}/manifest.json`))) {
    const command = `npm run build:kubernetes -- 1.${minor}`
    if (process.env['FEDRENDER_E2E_SECONDS'] !== undefined) context.skip(`there is no package: ${command}`)
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' })
    if (status !== 0) context.skip(`${command}: ${stderr.trim().split('\n').at(-1)}`)
  }
  const servers = createNodeHost().openApiServers?.({ named: packages, repository: tmpdir() })
  if (servers === undefined) throw new Error('the host has no servers')
  return (batch) => {
    const answers = servers.ask(new Map([[minor, batch]])).get(minor)
    if (answers === undefined || 'problem' in answers) throw new Error(JSON.stringify(answers))
    return answers
  }
}

function isCurrent(manifest: string): boolean {
  if (!existsSync(manifest)) return false
  const { sources } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly sources?: string }
  return sources === sourcesDigest()
}

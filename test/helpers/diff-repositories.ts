import type { CompiledFiles } from '../../src/app/compare/compiled-files.ts'
import { findCausesBetween } from '../../src/app/compare/find-causes.ts'
import { locate } from '../../src/diagnostics/locate.ts'
import { readSchemas } from '../../src/host/schemas.ts'
import type { Cause, FleetDiff } from '../../src/model/fleet-diff.ts'
import type { Fleet } from '../../src/model/fleet.ts'
import { defaultRenderConfig, type RenderConfig } from '../../src/model/render-config.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { compile, type CompileResult } from '../../src/render.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { readRenderConfig } from '../../src/stages/validate/config/render-config.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { fleetDiff } from '../../src/views/fleet-diff/fleet-diff.ts'

const schema = createSchemaValidator(readSchemas())

/** The texts of a repository by path: `fedrender.yaml`, `dns.lock.yaml` and `observed/` are what they are on disk. */
export type RepositoryTexts = Readonly<Record<string, string>>

/** A repository that compiles. */
export interface CompiledTexts extends CompiledFiles {
  readonly result: CompileResult
  readonly fleet: Fleet
  readonly settings: RenderConfig
}

/** Compiles a repository; undefined where it is in error. */
export function compileTexts(texts: RepositoryTexts): CompiledTexts | undefined {
  const all = Object.entries(texts).map(([path, text]): SourceFile => ({ path, text }))
  const config = all.find(({ path }) => path === 'fedrender.yaml')
  const dnsLock = all.find(({ path }) => path === 'dns.lock.yaml')
  const observed = all.filter(({ path }) => path.startsWith('observed/'))
  const files = all.filter((each) => each !== config && each !== dnsLock && !observed.includes(each))
  const [{ manifests }, parsing] = parse(config ? [config] : [])
  const [manifest] = manifests
  const [settings, reading] = manifest
    ? readRenderConfig(manifest, schema, '0.1.0')
    : [defaultRenderConfig, []]
  if (manifests.length !== (config ? 1 : 0)) return undefined
  if ([...parsing, ...reading].some((each) => each.severity === 'error')) return undefined
  const result = compile(files, schema, { config: settings, observed, ...(dnsLock && { dnsLock }) })
  const { fleet } = result
  if (fleet === undefined) return undefined
  return { result, fleet, settings, files, observed, ...(config && { config }), ...(dnsLock && { dnsLock }) }
}

/** What a change of a repository does to its fleet, and why. */
export function diffCompiled(base: CompiledTexts, head: CompiledTexts): FleetDiff {
  return fleetDiff(base.fleet, head.fleet, { causesOf: findCausesBetween(base, head) })
}

/** The first and the last line of a cause, from 1. */
export interface CauseLines {
  readonly side: Cause['side']
  readonly path: string
  readonly line: number
  readonly endLine: number
}

/** Where a cause stands. */
export function linesOfCause({ side, at }: Cause): CauseLines {
  const { file, line, endLine } = locate(at)
  return { side, path: file.path, line, endLine }
}

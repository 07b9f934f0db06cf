import { checkRepository } from '../../../src/app/repository/check-repository.ts'
import {
  configName,
  dnsLockName,
  observedPatterns,
  waveLedgerName,
} from '../../../src/app/repository/repository-files.ts'
import { readConfigText } from '../../../src/app/repository/read-config-text.ts'
import type { Repository } from '../../../src/app/repository/repository.ts'
import { reportUnusedLedger } from '../../../src/app/waves/report-unused-ledger.ts'
import { createDiagnostic, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { applySeverities, hasErrors } from '../../../src/diagnostics/severities.ts'
import { readSchemas } from '../../../src/host/schemas.ts'
import { readVersion } from '../../../src/host/version.ts'
import { createMemo } from '../../../src/memo/memo.ts'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import type { SourceFile } from '../../../src/model/source-file.ts'
import { compile, type CompileResult } from '../../../src/render.ts'
import { rememberReadings } from '../../../src/stages/parse/remember-readings.ts'
import { readWaveLedger } from '../../../src/stages/validate/config/wave-ledger.ts'
import { createSchemaValidator } from '../../../src/stages/validate/schema-validator.ts'
import { createMatcher } from '../../../src/text/glob.ts'
import type { PlaygroundFile } from '../protocol.ts'

/** Files as a repository, and what the compiler made of them. */
export interface Compiled {
  readonly repository: Repository
  /** Absent where the configuration is in error. */
  readonly result?: CompileResult
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles files, with some clusters assumed not to be ready. */
export type CompileFiles = (files: readonly PlaygroundFile[], without: readonly string[]) => Compiled

const schema = createSchemaValidator(readSchemas())

/**
 * Compiles and checks files as `fedrender validate` does those of a repository without Git: what did not change since the
 * last call is not made again.
 */
export function createCompiler(): CompileFiles {
  const readFile = rememberReadings()
  const memo = createMemo()
  const known = new Map<string, SourceFile>()
  return (files, without) => {
    const repository = asRepository(files.map((file) => sameFile(known, file)))
    const { config, observed, dnsLock } = repository
    const found = [...repository.diagnostics, ...checkWaves(repository)]
    const judged = applySeverities(found, config.severities, false)
    if (hasErrors(judged)) return { repository, diagnostics: judged }
    const result = compile(repository.files, schema, {
      config,
      observed,
      ...(dnsLock && { dnsLock }),
      whatIf: { without },
      readFile,
      memo,
    })
    const compiled = { repository, result, diagnostics: [...judged, ...result.diagnostics] }
    const { compiling, checking } = checkRepository(compiled, { memo })
    return { ...compiled, diagnostics: [...compiling, ...checking] }
  }
}

/** A file that did not change is the one of the last call, by which what was read of it is known. */
function sameFile(known: Map<string, SourceFile>, { path, text }: PlaygroundFile): SourceFile {
  const last = known.get(path)
  if (last?.text === text) return last
  const file = { path, text }
  known.set(path, file)
  return file
}

function asRepository(all: readonly SourceFile[]): Repository {
  const configFile = all.find(({ path }) => path === configName)
  const [{ config, manifest }, diagnostics] = configFile
    ? readConfigText(configFile, schema, readVersion())
    : [{ config: defaultRenderConfig }, []]
  const isObserved = createMatcher(observedPatterns(config))
  const isSource = config.sources ? createMatcher(config.sources) : () => true
  const dnsLock = all.find(({ path }) => path === dnsLockName)
  const waveLedger = config.waves && all.find(({ path }) => path === waveLedgerName)
  const readable = all.filter(
    ({ path }) => /\.(?:ya?ml|json)$/.test(path) && !path.startsWith(`${config.output}/`),
  )
  return {
    named: '.',
    root: '/',
    output: `/${config.output}`,
    config,
    ...(configFile && { configFile }),
    ...(manifest && { configManifest: manifest }),
    files: readable.filter(
      (file) => file !== dnsLock && file !== waveLedger && !isObserved(file.path) && isSource(file.path),
    ),
    observed: readable.filter(({ path }) => isObserved(path)),
    ...(dnsLock && { dnsLock }),
    ...(waveLedger && { waveLedger }),
    schema,
    diagnostics,
  }
}

/** What is wrong with the waves: they are held at commits, and there is none here. */
function checkWaves({ config, files, waveLedger }: Repository): readonly Diagnostic[] {
  if (config.waves === undefined) return reportUnusedLedger(files)
  const [lines, reading] = readWaveLedger(waveLedger, config.waves, schema)
  if (lines.length === 0) return reading
  const fault = {
    problem: 'no commit is at hand here',
    fix: `Remove ${waveLedgerName}, or render in a repository of Git.`,
  }
  return [...reading, createDiagnostic('waves-unreadable', fault)]
}

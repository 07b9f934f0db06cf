import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type DiagnosticResult, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { GitError } from '../../host/git/git-error.ts'
import type { Host } from '../../host/host.ts'
import { readSchemas } from '../../host/schemas.ts'
import { readSources, readStandardInput } from '../../host/sources/sources.ts'
import { isSystemError } from '../../host/system-error.ts'
import type { ApiServers } from '../../model/api-servers.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { createSchemaValidator, type SchemaValidator } from '../../stages/validate/schema-validator.ts'
import type { Workspace } from '../workspace.ts'
import { openNamedPrevious } from './open-named-previous.ts'
import { readConfigFile } from './read-config-file.ts'
import { readPolicies } from './read-policies.ts'
import { defaultObserved, dnsLockName, observedPatterns, waveLedgerName } from './repository-files.ts'
import type { RepositoryOptions, Repository } from './repository.ts'

/** Reads the configuration and the sources of a repository. Nothing is compiled where the configuration is in error. */
export function readRepository(
  workspace: Workspace,
  directory: string,
  options: RepositoryOptions,
  schema: SchemaValidator = createSchemaValidator(readSchemas()),
): Repository {
  const { host, progress } = workspace
  progress.begin({ name: 'reading the sources' })
  const root = findRoot(workspace, directory)
  const [{ config, file: configFile, manifest: configManifest }, configuring] = readConfigFile(
    workspace,
    root,
    options.config,
    schema,
  )
  const configuredOutput = resolve(root, config.output)
  const output = options.out === undefined ? configuredOutput : resolve(workspace.directory, options.out)
  const settings = { config, ...(configFile && { configFile }), ...(configManifest && { configManifest }) }
  const apiServers = findApiServers(workspace, root, options.kubernetesPackages)
  const result = {
    named: directory,
    root,
    ...settings,
    output,
    schema,
    files: [],
    observed: [],
    ...(apiServers && { apiServers }),
  }
  if (configuring.some((each) => each.severity === 'error')) return { ...result, diagnostics: configuring }
  if (host.kindOf(root) !== 'directory') {
    return { ...result, diagnostics: [createDiagnostic('source-directory-missing', { directory })] }
  }
  // Rendered files are not sources, wherever this run writes.
  const skip = [configuredOutput, output].map((path) => relative(root, path).split(sep).join('/'))
  const [observed, observing] = readObserved(host, root, config, skip)
  const isObserved = new Set(observed.map((file) => file.path))
  const [found, reading] =
    options.file === undefined
      ? readSources(host, root, { patterns: config.sources, skip })
      : readStandardInput(host)
  const [added, adding] = options.also === undefined ? [[], []] : readAdded(host)
  const others = new Set([dnsLockName, ...(config.waves ? [waveLedgerName] : [])])
  const own = found.filter((file) => !isObserved.has(file.path) && !others.has(file.path))
  const files = [...own, ...added]
  const [beside, readingBeside] = readFilesBeside(workspace, root, config, options)
  const [previous, opening] = openNamedPrevious(workspace, result, options)
  const diagnostics = [...configuring, ...observing, ...readingBeside, ...reading, ...adding, ...opening]
  return {
    ...result,
    files,
    observed,
    ...beside,
    ...(previous && { previous }),
    diagnostics,
  }
}

/** What of Kubernetes' own code can be asked; nothing is looked for before it is. */
function findApiServers(
  { host, directory }: Workspace,
  root: string,
  packages: string | undefined,
): Repository['apiServers'] | undefined {
  const { openApiServers } = host
  if (openApiServers === undefined) return undefined
  const named = packages === undefined ? undefined : resolve(directory, packages)
  const open = (): ApiServers => openApiServers({ named, repository: topOf(host, root) })
  return { isNamed: named !== undefined, open }
}

/** The top of the work tree that a directory is in; itself where there is none, or none that git would take. */
function topOf(host: Host, directory: string): string {
  try {
    return host.findRepository(directory)?.workTree ?? directory
  } catch (error) {
    if (error instanceof GitError) return directory
    throw error
  }
}

/** What standard input adds; without any document in it, what was rendered of it before would be pruned. */
function readAdded(host: Host): DiagnosticResult<readonly SourceFile[]> {
  const [files, reading] = readStandardInput(host)
  const isEmpty = files.some(({ text }) => !holdsDocument(text))
  return [files, isEmpty ? [...reading, createDiagnostic('stdin-empty', {})] : reading]
}

/** Whether a line is more than a comment, a directive, or the start or the end of a document. */
function holdsDocument(text: string): boolean {
  return text.split('\n').some((line) => {
    if (line.startsWith('%')) return false
    const isMarker = line.startsWith('---') || line.startsWith('...')
    const content = (isMarker ? line.slice(3) : line).trim()
    return content !== '' && !content.startsWith('#')
  })
}

/** What is read beside the sources: the lock of DNS, the ledger of waves where there are any, and policies that are named. */
function readFilesBeside(
  workspace: Workspace,
  root: string,
  { waves }: RenderConfig,
  { policy }: RepositoryOptions,
): DiagnosticResult<Pick<Repository, 'dnsLock' | 'waveLedger' | 'policies'>> {
  const { host } = workspace
  const [policies, readingPolicies] = policy ? readPolicies(workspace, policy) : [undefined, []]
  const [[dnsLock], locking] = readFileOfRoot(host, root, dnsLockName)
  const [[waveLedger], holding] = waves ? readFileOfRoot(host, root, waveLedgerName) : [[], []]
  return [
    { ...(dnsLock && { dnsLock }), ...(waveLedger && { waveLedger }), ...(policies && { policies }) },
    [...locking, ...holding, ...readingPolicies],
  ]
}

/** A file at the root that is no source; nothing where it is not there. */
function readFileOfRoot(host: Host, root: string, name: string): DiagnosticResult<readonly SourceFile[]> {
  if (host.kindOf(`${root}/${name}`) !== 'file') return [[], []]
  return readSources(host, root, { patterns: [name] })
}

/** What was observed; nothing where there is no such directory and none is configured. */
function readObserved(
  host: Host,
  root: string,
  config: RenderConfig,
  skip: readonly string[],
): DiagnosticResult<readonly SourceFile[]> {
  const isThere = config.observed !== undefined || host.kindOf(`${root}/${defaultObserved}`) === 'directory'
  return isThere ? readSources(host, root, { patterns: observedPatterns(config), skip }) : [[], []]
}

/** The repository's directory, absolute. The user may name it by a link; what lies in it is compared by real paths. */
export function findRoot(workspace: Workspace, directory: string): string {
  const { host, directory: working } = workspace
  const path = resolve(working, directory)
  try {
    return host.realPath(path)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // What is not there yet is made where the links above it lead.
    const parent = dirname(path)
    return parent === path ? path : join(findRoot(workspace, parent), basename(path))
  }
}

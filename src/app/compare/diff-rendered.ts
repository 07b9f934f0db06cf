import { relative, resolve, sep } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { hasErrors, errorsOf } from '../../diagnostics/severities.ts'
import { findBase, type Base } from '../../host/git/find-base.ts'
import type { Host } from '../../host/host.ts'
import { emptyListing } from '../../host/output/output-listing.ts'
import { openOutput } from '../../host/output/output.ts'
import { previousFromCommit } from '../../host/previous/previous-commit.ts'
import { previousFromDirectory } from '../../host/previous/previous-directory.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { RenderedFile } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import { isObjectPath, recordedCluster } from '../../output/layout.ts'
import { emit, gitattributes } from '../../stages/emit/emit.ts'
import { rememberRendered, type RenderedReader } from '../../stages/parse/rendered-fleet.ts'
import { checkBasePaths } from '../repository/check-base-paths.ts'
import { compileRepository } from '../repository/compile-repository.ts'
import { readConfigFile } from '../repository/read-config-file.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { compareOutputs } from './compare-outputs.ts'
import { joinSides, readBase, type DiffSides, type DiffSidesOptions } from './diff-sides.ts'
import { findOutputChanges, type OutputSettings } from './output-changes.ts'
import { readOutput, type ReadOutput } from './read-output.ts'

/**
 * Reads the output that the base holds and the one in the work tree. The sources of the work tree only give the labels
 * of the clusters, if they can; faults of the sources do not matter here. Reports what `findBase`,
 * `readConfigFile`, `openOutput` and `readOutput` do.
 */
export function readRenderedSides(
  workspace: Workspace,
  directory: string,
  options: DiffSidesOptions,
): DiagnosticResult<DiffSides | undefined> {
  const { host } = workspace
  const { repository, result } = compileRepository(workspace, directory, options)
  const { root, output, schema } = repository
  const [base, finding] = findBase(host, root, options.base)
  const [own, configuring] = readConfigFile(workspace, root, options.config, schema)
  const [opened, opening] = openOutput(host, { root, directory: output })
  const linked = base ? checkBasePaths(workspace, repository, options) : []
  const found = [...finding, ...configuring, ...opening, ...linked]
  if (base === undefined || opened === undefined || hasErrors(found)) return [undefined, found]
  const read = rememberRendered()
  const before = readBase(workspace, repository, base, (atBase) =>
    readBaseOutput(atBase, repository, base, options, read),
  )
  const inventory = result?.plan.federation.clusters ?? []
  const open = (): PreviousOutput => openIfAny(host, opened.directory)
  const [head, reading] = readOutput(prefixOf(repository), open, inventory, read)
  const { foreignFiles } = own.config
  const delivered = emit(noFleet, undefined, result?.delivery).files.loose
  return joinSides(
    before,
    [head, [...found, ...reading]],
    ({ settings, output: ofBase }, { output: ofHead }) =>
      findOutputChanges(workspace, root, {
        base,
        before: { ...settings, rendered: shownFiles(ofBase.paths) },
        after: { output, foreignFiles, rendered: shownFiles(ofHead.paths), delivered: textsOf(delivered) },
      }),
  )
}

const noFleet: Fleet = { clusters: [], objects: [], dns: [], held: [] }

function textsOf(files: readonly RenderedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]))
}

/** The files that are compared as objects, the records, and `.gitattributes`, whose text every output has. */
function shownFiles(paths: readonly string[]): ReadonlyMap<string, string> {
  const isShown = (path: string): boolean => isObjectPath(path) || recordedCluster(path) !== undefined
  const objects = paths.filter(isShown).map((path): [string, string] => [path, ''])
  return new Map([...objects, ['.gitattributes', gitattributes]])
}

/** The output of a base, and the settings of the base for it. */
interface BaseOutput extends ReadOutput {
  readonly settings: Pick<OutputSettings, 'output' | 'foreignFiles'>
}

/** The output that a commit holds where its own configuration puts it. */
function readBaseOutput(
  workspace: Workspace,
  { root, output, schema }: Repository,
  { name, commit }: Base,
  { config: named, out }: DiffSidesOptions,
  read: RenderedReader,
): DiagnosticResult<BaseOutput | undefined> {
  const [{ config }, configuring] = readConfigFile(workspace, root, named, schema)
  const errors = errorsOf(configuring)
  if (errors.length > 0) return [undefined, nameSide(errors, `${name}:`)]
  const place = { root, output: out === undefined ? resolve(root, config.output) : output }
  const open = (): PreviousOutput => previousFromCommit(workspace.host, commit, place) ?? noOutput
  const [found, reading] = readOutput(`${name}:${prefixOf(place)}`, open, [], read)
  const settings = { output: place.output, foreignFiles: config.foreignFiles }
  return [found && { ...found, settings }, reading]
}

/** Reads two output directories, named relative to the working directory. `rendered-directory-missing` where one is none. */
export function readDirectorySides(
  { host, directory }: Workspace,
  from: string,
  to: string,
): DiagnosticResult<DiffSides | undefined> {
  const read = rememberRendered()
  const paths = [from, to].map((name) => resolve(directory, name))
  const readSide = (name: string): DiagnosticResult<ReadOutput | undefined> => {
    const path = resolve(directory, name)
    const kind = host.kindOf(path)
    if (kind !== 'directory' && kind !== 'link') {
      return [undefined, [createDiagnostic('rendered-directory-missing', { directory: name })]]
    }
    return readOutput(
      `${name.replace(/(?<!\/)\/+$/, '')}/`,
      () => previousFromDirectory(host, path),
      [],
      read,
    )
  }
  return joinSides(readSide(from), readSide(to), (ofBase, ofHead) => {
    const [base, head] = [ofBase, ofHead].map(({ output: { listing, paths: own } }, index) => {
      return { host, directory: paths[index] ?? '', listing, rendered: shownFiles(own) }
    })
    return [base && head && compareOutputs(base, head, { prefix: '', allowed: [] }), []]
  })
}

const noOutput: PreviousOutput = { paths: [], listing: emptyListing, read: () => Buffer.alloc(0) }

function openIfAny(host: Host, output: string): PreviousOutput {
  return host.kindOf(output) === 'absent' ? noOutput : previousFromDirectory(host, output)
}

/** What the paths of an output begin with for a person. */
function prefixOf({ root, output }: Pick<Repository, 'root' | 'output'>): string {
  return `${relative(root, output).split(sep).join('/')}/`
}

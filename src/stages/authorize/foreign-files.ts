import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isReadByAgents, obeyedBy } from '../../agents/agent-files.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import { createMatcher } from '../../text/glob.ts'
import { isInTopFolder } from '../../agents/top-folders.ts'

/** Which foreign files may be there. */
export interface ForeignRights {
  /** `foreignFiles` of the configuration: globs relative to the output directory. */
  readonly allowed: readonly string[]
  /** The same setting of the base; absent where there is no base. */
  readonly baseAllowed?: readonly string[] | undefined
}

/** What is to become of a foreign file: agents do not look at it; they do, and it is allowed; they do, and it is not. */
export type ForeignVerdict = 'passed' | 'allowed' | 'refused'

/**
 * Decides about the foreign files below an output directory. Of concern to agents is what they read or obey by its name,
 * wherever it is, since an agent may be pointed at any directory; every link and every submodule, since these bring what
 * no check has seen; and any file at all in a directory of the agents that holds nothing rendered. There, a directory
 * that Git would not keep makes an agent find an empty path in place of none: Argo CD and Flux report a path that is
 * missing, but Flux prunes everything where it is empty (fluxcd.io: kustomize/kustomizations, Path and Prune).
 * That is refused unless the globs of the configuration allow it, and those of the base too.
 *
 * @param kept the paths of all that is rendered or held
 */
export function createForeignJudge(
  kept: Iterable<string>,
  { allowed, baseAllowed }: ForeignRights,
): (file: ForeignFile) => ForeignVerdict {
  const isAllowed = createMatcher(allowed)
  const isAllowedByBase = baseAllowed === undefined ? isAllowed : createMatcher(baseAllowed)
  let filled: ReadonlySet<string> | undefined
  return (file) => {
    if (!concernsAgents(file, () => (filled ??= directoriesOf(kept)))) return 'passed'
    return isAllowed(file.path) && isAllowedByBase(file.path) ? 'allowed' : 'refused'
  }
}

/**
 * Reports the files that are refused, each at its place: `agent-file-foreign`; and, as a note, which others are in the
 * folders of the agents: `output-files-foreign`.
 *
 * @param prefix what goes before a path of the output to make it one of the repository: `rendered/`
 */
export function reportForeignFiles(
  files: readonly ForeignFile[],
  judge: (file: ForeignFile) => ForeignVerdict,
  prefix: string,
): readonly Diagnostic[] {
  const isRefused = (file: ForeignFile): boolean => judge(file) === 'refused'
  const paths = files.filter((file) => isInTopFolder(file.path) && !isRefused(file)).map(({ path }) => path)
  return [
    ...files.filter(isRefused).map((file) => refuseForeign(file, prefix)),
    ...(paths.length > 0 ? [createDiagnostic('output-files-foreign', { paths })] : []),
  ]
}

/**
 * Reports `agent-directory-emptied` for each directory in which foreign files are all that is left, allowed or not, and
 * which makes an agent delete what it has applied from there.
 *
 * @param kept the paths of all that is rendered or held
 * @param emptiable the directories that do so, as `Agent.emptiable` gives them
 */
export function reportEmptied(
  files: readonly ForeignFile[],
  kept: Iterable<string>,
  emptiable: readonly string[],
): readonly Diagnostic[] {
  if (files.length === 0 || emptiable.length === 0) return []
  const filled = directoriesOf(kept)
  return emptiable
    .filter((directory) => !filled.has(directory))
    .flatMap((directory) => {
      const paths = files.map(({ path }) => path).filter((path) => path.startsWith(`${directory}/`))
      return paths.length === 0 ? [] : [createDiagnostic('agent-directory-emptied', { directory, paths })]
    })
}

/** The diagnostic for a file that is refused: `agent-file-foreign`. */
export function refuseForeign({ path, kind }: ForeignFile, prefix: string): Diagnostic {
  const at = { file: { path: `${prefix}${path}`, text: '' }, start: 0, end: 0 }
  return createDiagnostic('agent-file-foreign', { path, kind }, { at })
}

function concernsAgents({ path, kind }: ForeignFile, filled: () => ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (kind !== 'file' || isReadByAgents(name) || obeyedBy(name) !== undefined) return true
  return agentDirectories(path).some((directory) => !filled().has(directory))
}

/** The directories on the way to a file that an agent may be pointed at: `clusters/<cluster>/<namespace>` and above. */
function agentDirectories(path: string): readonly string[] {
  if (!isInTopFolder(path)) return []
  const segments = path.split('/').slice(0, -1)
  return segments.slice(0, 3).map((_, index) => segments.slice(0, index + 1).join('/'))
}

function directoriesOf(paths: Iterable<string>): ReadonlySet<string> {
  const directories = new Set<string>()
  for (const path of paths) {
    let slash = path.lastIndexOf('/')
    while (slash > 0 && !directories.has(path.slice(0, slash))) {
      directories.add(path.slice(0, slash))
      slash = path.lastIndexOf('/', slash - 1)
    }
  }
  return directories
}

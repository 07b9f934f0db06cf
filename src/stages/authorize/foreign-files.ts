import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isReadByAgents, obeyedBy, type ForeignFile } from '../../model/foreign-file.ts'
import { createMatcher } from './glob.ts'

/** Which foreign files may be there. */
export interface ForeignRights {
  /** `foreignFiles` of the configuration: globs relative to the output directory. */
  readonly allowed: readonly string[]
  /** The same setting of the base; absent where there is no base. */
  readonly baseAllowed?: readonly string[] | undefined
}

/** Foreign files by what is to become of them, each list in the order in which they were given. */
export interface JudgedForeignFiles {
  /** Agents would apply or obey them, and nobody allows them. */
  readonly refused: readonly ForeignFile[]
  /** The rest: what no agent looks at, and what the configuration allows. */
  readonly passed: readonly ForeignFile[]
}

/**
 * Decides which of the foreign files below an output directory are refused: what agents read or obey by its name,
 * wherever it is, since an agent may be pointed at any directory; every link and every submodule, since these bring what
 * no check has seen; and any file at all in a directory of the agents that holds nothing rendered. There, a directory
 * that Git would not keep makes an agent find an empty path in place of none: Argo CD and Flux report a path that is
 * missing, but Flux prunes everything where it is empty (fluxcd.io: kustomize/kustomizations, Path and Prune).
 * What the globs of the configuration allow passes, if those of the base allow it too.
 *
 * @param kept the paths of all that is rendered or held
 */
export function judgeForeignFiles(
  files: readonly ForeignFile[],
  kept: Iterable<string>,
  { allowed, baseAllowed }: ForeignRights,
): JudgedForeignFiles {
  if (files.length === 0) return { refused: [], passed: [] }
  const isAllowed = createMatcher(allowed)
  const isAllowedByBase = baseAllowed === undefined ? isAllowed : createMatcher(baseAllowed)
  const filled = directoriesOf(kept)
  const refused: ForeignFile[] = []
  const passed: ForeignFile[] = []
  for (const file of files) {
    const isRefused = concernsAgents(file, filled) && !(isAllowed(file.path) && isAllowedByBase(file.path))
    const list = isRefused ? refused : passed
    list.push(file)
  }
  return { refused, passed }
}

/**
 * Says which files are refused, each at its place: `agent-file-foreign`; and, as a note, which others are in the folders
 * of the agents: `output-files-foreign`.
 *
 * @param prefix what goes before a path of the output to make it one of the repository: `rendered/`
 */
export function reportForeignFiles(
  { refused, passed }: JudgedForeignFiles,
  prefix: string,
): readonly Diagnostic[] {
  const paths = passed.map(({ path }) => path).filter((path) => agentFolder.test(path))
  return [
    ...refused.map(({ path, kind }) => {
      const at = { file: { path: `${prefix}${path}`, text: '' }, start: 0, end: 0 }
      return createDiagnostic('agent-file-foreign', { path, kind }, { at })
    }),
    ...(paths.length > 0 ? [createDiagnostic('output-files-foreign', { paths })] : []),
  ]
}

function concernsAgents({ path, kind }: ForeignFile, filled: ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (kind !== 'file' || isReadByAgents(name) || obeyedBy(name) !== undefined) return true
  return agentDirectories(path).some((directory) => !filled.has(directory))
}

/** The folders of the output that are made for agents; see `scope` of a FileTree. */
const agentFolder = /^(?:argocd|clusters|dns|flux)\//

/** The directories on the way to a file that an agent may be pointed at: `clusters/<cluster>/<namespace>` and above. */
function agentDirectories(path: string): readonly string[] {
  if (!agentFolder.test(path)) return []
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

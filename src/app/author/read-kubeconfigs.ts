import { delimiter, dirname, resolve } from 'node:path'
import {
  mergeKubeconfigs,
  readKubeconfig,
  type Kubeconfig,
  type KubeconfigCluster,
} from '../../authoring/objects/kubeconfig.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { sourceSizeLimit } from '../../host/sources/sources.ts'
import { describeSystemError, isSystemError } from '../../host/system-error.ts'
import { getOwn } from '../../json/own.ts'
import { readNamedFile } from '../repository/read-named-file.ts'
import type { Workspace } from '../workspace.ts'

/**
 * The kubeconfig as kubectl finds it: the file that is named or, of `$KUBECONFIG` or `~/.kube/config`, those that are
 * there, as one. Reports `kubeconfig-unreadable` and `kubeconfig-invalid`.
 */
export function readKubeconfigs(
  workspace: Workspace,
  named: string | undefined,
): DiagnosticResult<Kubeconfig | undefined> {
  const paths = named === undefined ? kubeconfigPaths(workspace) : [named]
  const present =
    named === undefined
      ? paths.filter((path) => workspace.host.kindOf(resolve(workspace.directory, path)) !== 'absent')
      : paths
  if (present.length === 0) {
    const path = paths.join(delimiter) || '~/.kube/config'
    return [undefined, [createDiagnostic('kubeconfig-unreadable', { path, problem: 'it does not exist' })]]
  }
  const diagnostics: Diagnostic[] = []
  const kubeconfigs = present.flatMap((path) => {
    const file = readNamedFile(workspace, path)
    if ('problem' in file) {
      diagnostics.push(createDiagnostic('kubeconfig-unreadable', { path, problem: file.problem }))
      return []
    }
    const [kubeconfig, found] = readKubeconfig(file)
    for (const each of found) diagnostics.push(each)
    return [kubeconfig]
  })
  return [hasErrors(diagnostics) ? undefined : mergeKubeconfigs(kubeconfigs), diagnostics]
}

/** What `kubectl config view` prints (client-go: tools/clientcmd/api/helpers.go); by chance it is valid base64. */
const shownInPlaceOfData = 'DATA+OMITTED'

/** client-go: tools/clientcmd/loader.go, GetLoadingPrecedence: empty names and repetitions do not count. */
function kubeconfigPaths({ environment }: Workspace): readonly string[] {
  const listed = environment('KUBECONFIG')
  if (listed !== undefined && listed !== '') {
    return [...new Set(listed.split(delimiter).filter((path) => path !== ''))]
  }
  const home = environment('HOME') ?? environment('USERPROFILE')
  return home === undefined ? [] : [`${home}/.kube/config`]
}

/**
 * The certificates by which a cluster is known, in base64: those in the kubeconfig, or those of the file that it names.
 * Warns with `ca-bundle-omitted` where there are some that cannot be had.
 */
export function readCaBundle(
  { host, directory }: Workspace,
  { file, fields }: KubeconfigCluster,
): DiagnosticResult<string | undefined> {
  const omit = (problem: string): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('ca-bundle-omitted', { problem })],
  ]
  const data = getOwn(fields, 'certificate-authority-data')
  if (typeof data === 'string' && data !== '') {
    const base64 = data.replaceAll(/\s/g, '')
    if (base64 === shownInPlaceOfData) {
      return omit('the kubeconfig does not show it, because it was printed without --raw')
    }
    const isBase64 = Buffer.from(base64, 'base64').toString('base64') === base64
    return isBase64 ? [base64, []] : omit('its certificate-authority-data is not base64')
  }
  const path = getOwn(fields, 'certificate-authority')
  if (typeof path !== 'string' || path === '') return [undefined, []]
  try {
    const absolute = resolve(directory, dirname(file), path)
    const content = host.readFile(host.realPath(absolute), sourceSizeLimit)
    return content === undefined ? omit('its file is too large') : [content.toString('base64'), []]
  } catch (error) {
    if (!isSystemError(error)) throw error
    return omit(`the file ${JSON.stringify(path)} cannot be read: ${describeSystemError(error)}`)
  }
}

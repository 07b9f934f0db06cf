import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { nearest } from '../../text/nearest.ts'
import { readDocument } from '../../yaml/read/read-document.ts'

/** A kubeconfig, or several as one. Users, and with them every credential, are never read. */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>
  /** The name of the cluster of each context. */
  readonly contexts: ReadonlyMap<string, string>
}

/** How a kubeconfig reaches a cluster. */
export interface KubeconfigCluster {
  /** The file that it was read from: paths are relative to that. */
  readonly file: string
  readonly fields: JsonObject
}

/**
 * Reads a kubeconfig (client-go: tools/clientcmd/api/v1). Reports `kubeconfig-invalid`, and shows no line of the file:
 * it may hold credentials.
 */
export function readKubeconfig({ path, text }: SourceFile): DiagnosticResult<Kubeconfig> {
  const { value, problems } = readDocument(text)
  const [problem] = problems
  if (value === undefined || !isObject(value)) {
    const line = text.slice(0, problem?.start ?? 0).split('\n').length
    const prompt = text.split('\n').findIndex((each) => /^[$#>%] ?\$? ?kubectl\b/.test(each)) + 1
    const parameters = { path, line, ...(prompt > 0 && { prompt }) }
    return [
      empty,
      [createDiagnostic('kubeconfig-invalid', { ...parameters, problem: 'it is not valid YAML' })],
    ]
  }
  const diagnostics: Diagnostic[] = []
  const entries = (list: string, what: string): ReadonlyMap<string, JsonObject> => {
    const [found, repeated] = namedEntries(value[list], what)
    for (const name of repeated) {
      const message = `its list of ${list} has ${JSON.stringify(name)} twice`
      diagnostics.push(createDiagnostic('kubeconfig-invalid', { path, problem: message }))
    }
    return found
  }
  const clusters = new Map<string, KubeconfigCluster>()
  for (const [name, fields] of entries('clusters', 'cluster')) clusters.set(name, { file: path, fields })
  const contexts = new Map<string, string>()
  for (const [name, fields] of entries('contexts', 'context')) {
    const cluster = getOwn(fields, 'cluster')
    if (typeof cluster === 'string') contexts.set(name, cluster)
  }
  return [{ clusters, contexts }, diagnostics]
}

const empty: Kubeconfig = { clusters: new Map(), contexts: new Map() }

/** The entries of a list of `{name, <what>}`, and the names that are in it twice, which kubectl refuses. */
function namedEntries(
  list: Json | undefined,
  what: string,
): readonly [entries: ReadonlyMap<string, JsonObject>, repeated: readonly string[]] {
  const entries = new Map<string, JsonObject>()
  const repeated: string[] = []
  for (const each of isArray(list) ? list.filter(isObject) : []) {
    const [name, fields] = [getOwn(each, 'name'), getOwn(each, what)]
    if (typeof name !== 'string') continue
    if (entries.has(name)) repeated.push(name)
    else entries.set(name, isObject(fields) ? fields : {})
  }
  return [entries, repeated]
}

/** Several kubeconfigs as one, as kubectl merges them: of two entries of one name the first counts, whole. */
export function mergeKubeconfigs(kubeconfigs: readonly Kubeconfig[]): Kubeconfig {
  const byPriority = kubeconfigs.toReversed()
  return {
    clusters: mergeMaps(byPriority.map(({ clusters }) => clusters)),
    contexts: mergeMaps(byPriority.map(({ contexts }) => contexts)),
  }
}

function mergeMaps<Value>(maps: readonly ReadonlyMap<string, Value>[]): ReadonlyMap<string, Value> {
  const merged = new Map<string, Value>()
  for (const map of maps) for (const [key, value] of map) merged.set(key, value)
  return merged
}

/** The cluster of a context. Reports `kubeconfig-context-unknown` and `kubeconfig-cluster-unknown`. */
export function clusterOfContext(
  { clusters, contexts }: Kubeconfig,
  context: string,
): DiagnosticResult<KubeconfigCluster | undefined> {
  const name = contexts.get(context)
  if (name === undefined) {
    const parameters = { context, nearest: nearest(context, contexts.keys()), known: [...contexts.keys()] }
    return [undefined, [createDiagnostic('kubeconfig-context-unknown', parameters)]]
  }
  const cluster = clusters.get(name)
  if (cluster !== undefined) return [cluster, []]
  return [undefined, [createDiagnostic('kubeconfig-cluster-unknown', { context, cluster: name })]]
}

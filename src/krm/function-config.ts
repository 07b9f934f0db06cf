import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { quote } from '../text/quote.ts'
import { isArray, isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { readDocument } from '../yaml/read/read-document.ts'

/** What the function is asked for. */
export interface FunctionSettings {
  /** The clusters that are rendered. Default: all. */
  readonly clusters?: readonly string[]
  /** Whether the KubeFed objects stay among the items. Default: true. */
  readonly keepSources: boolean
  /** Settings of a RenderConfig, which come before those of the package's `fedrender.yaml`. */
  readonly settings: JsonObject
  /** The field of the functionConfig that holds the settings; '' is the whole. */
  readonly field: string
}

const noSettings: FunctionSettings = { keepSources: true, settings: {}, field: '' }

/**
 * Reads a functionConfig: a ConfigMap, as kpt makes one of `-- cluster=eu`, whose values are YAML, or a RenderConfig.
 * Besides the settings of a RenderConfig both take `cluster`, `clusters` and `keepSources`. Reports
 * `function-config-invalid`; the settings themselves are judged with those of `fedrender.yaml`.
 */
export function readFunctionConfig(config: JsonObject | undefined): DiagnosticResult<FunctionSettings> {
  if (config === undefined) return [noSettings, []]
  const { apiVersion, kind, metadata: _, ...fields } = config
  if (kind === 'ConfigMap') return readFields(readData(config['data']), 'data')
  if (kind === 'RenderConfig' && apiVersion === 'fedrender.dev/v1alpha1') return readFields(fields, '')
  return refuse(`is of kind ${quote(String(kind))}, and neither a ConfigMap nor a RenderConfig`)
}

function refuse(problem: string): DiagnosticResult<FunctionSettings> {
  return [noSettings, [createDiagnostic('function-config-invalid', { problem })]]
}

/** The name of a cluster is a text, whatever YAML would make of it. */
function readData(data: Json | undefined): JsonObject {
  const entries = Object.entries(isObject(data) ? data : {}).map(([key, value]): [string, Json] => {
    const isYaml = key !== 'cluster' && typeof value === 'string'
    return [key, isYaml ? (readDocument(value).value ?? value) : value]
  })
  return Object.fromEntries(entries)
}

function readFields(
  { cluster, clusters, keepSources = true, ...settings }: JsonObject,
  field: string,
): DiagnosticResult<FunctionSettings> {
  const named = [...(cluster === undefined ? [] : [cluster]), ...(isArray(clusters) ? clusters : [])]
  const isName = (name: Json): name is string => typeof name === 'string' && name !== ''
  if (!named.every(isName)) return refuse('names a cluster with something else than a text')
  if (clusters !== undefined && (!isArray(clusters) || clusters.length === 0)) {
    return refuse('has "clusters" that are not a list of names')
  }
  if (typeof keepSources !== 'boolean') return refuse('has "keepSources" that is neither true nor false')
  return [{ ...(named.length > 0 && { clusters: named }), keepSources, settings, field }, []]
}

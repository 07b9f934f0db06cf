import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { Workspace } from '../workspace.ts'
import { readObjects } from './read-objects.ts'

/** What the file of `enable -f` asks for (KubeFed: pkg/kubefedctl/enable/directive.go, EnableTypeDirective). */
export interface EnableDirective {
  /** The name of the type, as `deployments.apps`. */
  readonly name: string
  readonly targetVersion?: string
  readonly federatedGroup?: string
  readonly federatedVersion?: string
}

/**
 * Reads the EnableTypeDirective of a file, or of standard input (`-`). Its kind is asked for, which kubefedctl does not
 * look at, and takes the name of a Deployment for that of a type. Reports what reading objects does, and `enable-directive-invalid`.
 */
export function readEnableDirective(
  workspace: Workspace,
  path: string,
): DiagnosticResult<EnableDirective | undefined> {
  const [objects, reading] = readObjects(workspace, path)
  const [manifest, second] = objects
  if (manifest === undefined) return [undefined, reading]
  const faults = faultsOf(manifest, second)
  if (faults.length > 0) {
    const found = faults.map(([pointer, problem, at = manifest]) =>
      createDiagnostic('enable-directive-invalid', { problem }, { at: valueAt(at, pointer), subject: at }),
    )
    return [undefined, [...reading, ...found]]
  }
  const { spec } = manifest.value
  const name = String(atPointer(manifest.value, '/metadata/name'))
  return [{ name, ...(isObject(spec) && spec) }, reading]
}

type Fault = readonly [pointer: string, problem: string, manifest?: Manifest]

const fields: ReadonlySet<string> = new Set(['targetVersion', 'federatedGroup', 'federatedVersion'])

function faultsOf({ value }: Manifest, second: Manifest | undefined): readonly Fault[] {
  const { kind, spec = {} } = value
  if (kind !== 'EnableTypeDirective') return [['/kind', `its kind is ${JSON.stringify(kind)}`]]
  if (second !== undefined) return [['', 'the file holds a second object', second]]
  const name = atPointer(value, '/metadata/name')
  if (typeof name !== 'string' || name === '') return [['/metadata', 'it has no name']]
  if (!isObject(spec)) return [['/spec', 'its spec is no mapping']]
  return Object.entries(spec).flatMap(([key, each]): readonly Fault[] => {
    if (!fields.has(key)) return [[`/spec/${key}`, `its spec has no field ${JSON.stringify(key)}`]]
    return typeof each === 'string' ? [] : [[`/spec/${key}`, `its ${key} is no text`]]
  })
}

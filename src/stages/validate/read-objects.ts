import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticResult,
  type Report,
} from '../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../json/own.ts'
import { builtinTypes } from '../../kubefed/builtin-types.ts'
import { typesGroup } from '../../kubefed/groups.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { Memo } from '../../memo/memo.ts'
import type { ApiResource, Scope } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { FederatedResource, Resources } from '../../model/resources.ts'
import { identity } from './classify.ts'
import { reportEarlyPart } from './versions/early-parts.ts'
import { readFederatedResource } from './federated-resource.ts'
import { homeOfKind } from './versions/home-of-kind.ts'
import { externalDnsFlag } from './rules/external-dns-flag.ts'
import type { ValidateContext } from './validate-context.ts'

/**
 * Parts federated objects from plain ones, which are only counted, and from the objects in which a control plane records
 * status. Reports what `readFederatedResource`, `reportMisplacedKind` and `reportEarlyPart` do.
 */
export function readObjects(
  manifests: readonly Manifest[],
  configs: Resources['federatedTypeConfigs'],
  federatedTypes: ReadonlyMap<string, ApiResource>,
  context: ValidateContext & Pick<Memo, 'remember'>,
): Pick<Resources, 'federatedResources' | 'plainObjects'> {
  const statusKinds = statusKindsOf(configs)
  const federatedResources: FederatedResource[] = []
  let plainObjects = 0
  for (const manifest of manifests) {
    const { group, kind } = identity(manifest)
    const scope = federatedTypes.get(groupKind(group, kind))?.scope
    if (scope === undefined) {
      if (recordsStatus(manifest, group, kind, statusKinds)) continue
      if (reportEarlyPart(manifest, context.report)) continue
      if (reportMisplacedKind(manifest, context.report)) continue
      if (!looksFederated(manifest, group, kind)) {
        plainObjects++
        externalDnsFlag(manifest, context.report)
        continue
      }
    }
    const { schema, config } = context
    const reading: ReadingContext = { schema, config, scope }
    const [resource, found] = context.remember('read', manifest, reading, (view) => readAlone(manifest, view))
    for (const each of found) context.report(each)
    if (resource !== undefined) federatedResources.push(resource)
  }
  return { federatedResources, plainObjects }
}

/** All that a federated object is read by, beside its manifest. */
interface ReadingContext extends Omit<ValidateContext, 'report'> {
  /** That of the federated type; undefined where no FederatedTypeConfig claims it. */
  readonly scope: Scope | undefined
}

function readAlone(
  manifest: Manifest,
  { schema, config, scope }: ReadingContext,
): DiagnosticResult<FederatedResource | undefined> {
  const found: Diagnostic[] = []
  const { group, kind } = identity(manifest)
  const context = { schema, config, report: (each: Diagnostic) => found.push(each) }
  return [readFederatedResource(manifest, group, kind, scope, context), found]
}

/** Reports `kind-in-other-group` where KubeFed has the kind of a manifest in another of its groups, and answers whether. */
export function reportMisplacedKind(manifest: Manifest, report: Report): boolean {
  const { group, kind } = identity(manifest)
  const home = homeOfKind(group, kind)
  if (home === undefined) return false
  const edits = [{ pointer: '/apiVersion', value: home.apiVersion }]
  const fix = home.kind === kind ? { kind: 'edit' as const, manifest, edits } : undefined
  const at = valueAt(manifest, home.kind === kind ? '/apiVersion' : '/kind')
  const parameters = { kind, apiVersion: String(manifest.value['apiVersion']), home }
  report(createDiagnostic('kind-in-other-group', parameters, { at, subject: manifest, fix }))
  return true
}

/** The federated types that a FederatedTypeConfig of the repository or a built-in one claims, by group and kind. */
export function federatedTypesOf(
  configs: Resources['federatedTypeConfigs'],
): ReadonlyMap<string, ApiResource> {
  return new Map(
    [...builtinTypes, ...configs].map(({ federatedType }) => [
      groupKind(federatedType.group, federatedType.kind),
      federatedType,
    ]),
  )
}

/** The kinds in which KubeFed records the status of a federated type: its own of each type, and what `statusType` names. */
function statusKindsOf(configs: Resources['federatedTypeConfigs']): ReadonlySet<string> {
  const named = configs.flatMap(({ manifest: { value } }) => {
    const spec = isObject(value['spec']) ? value['spec'] : {}
    const statusType = isObject(spec['statusType']) ? spec['statusType'] : {}
    return typeof statusType['kind'] === 'string' ? [statusType['kind']] : []
  })
  const derived = [...builtinTypes, ...configs].map(({ federatedType: { kind } }) => `${kind}Status`)
  return new Set([...derived, ...named])
}

/** Whether KubeFed's status controller keeps an object, which has no spec (KubeFed: pkg/controller/status/controller.go). */
function recordsStatus(
  manifest: Manifest,
  group: string,
  kind: string,
  statusKinds: ReadonlySet<string>,
): boolean {
  const { spec, clusterStatus } = manifest.value
  if (isObject(spec) && ('template' in spec || 'placement' in spec)) return false
  return statusKinds.has(kind) || (isArray(clusterStatus) && group.endsWith('.kubefed.io'))
}

/** Whether an object that no FederatedTypeConfig claims was meant for one, so that it must not vanish without a word. */
function looksFederated(manifest: Manifest, group: string, kind: string): boolean {
  if (group === typesGroup) return true
  const spec = manifest.value['spec']
  return /^Federated[A-Z]/.test(kind) && isObject(spec) && ('placement' in spec || 'template' in spec)
}

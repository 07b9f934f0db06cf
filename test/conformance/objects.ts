import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { DiagnosticCode } from '../../src/diagnostics/catalog/index.ts'
import { equalJson } from '../../src/json/equal.ts'
import type { ApiResource } from '../../src/model/api-resource.ts'
import type { FederatedTypeConfig } from '../../src/model/federated-type-config.ts'
import type { FederatedObject } from '../../src/model/federation.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { allFailed, buildVariants } from '../../src/stages/plan/build-variants.ts'
import { checkOverrides } from '../../src/stages/plan/overrides/check-overrides.ts'
import { readFederatedSpec } from '../../src/stages/validate/federated-spec.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface ObjectsCase {
  readonly federatedTypeConfig: {
    readonly metadata: { readonly name: string }
    readonly spec: FederatedTypeConfig
  }
  readonly federatedObject: JsonObject & {
    readonly kind: string
    readonly metadata: { readonly name: string; readonly namespace?: string }
    readonly spec: JsonObject
  }
  readonly result: Readonly<Record<string, { readonly object?: JsonObject; readonly error?: string }>>
  readonly events: readonly string[]
}

/** KubeFed's events, by the code of the diagnostic that stands for each. */
const eventOf: Partial<Record<DiagnosticCode, string>> = {
  'template-annotations-not-supported': 'AnnotationsNotSupported',
  'template-finalizers-not-supported': 'FinalizersNotSupported',
}

const clusters = ['c1', 'c2', 'c3']

/** The object of every cluster, its failure, and what of the template is dropped with an event, as KubeFed has them. */
export const objectsSuite: Suite = {
  name: 'objects',
  run: (line) => {
    const given = parseExactJson(line) as unknown as ObjectsCase
    const diagnostics: Diagnostic[] = []
    const object = federatedObjectOf(given)
    const { faults, byCluster } = checkOverrides(object.overrides)
    const { variants, failures } =
      faults.length > 0
        ? { variants: [], failures: allFailed(clusters, 'ApplyOverridesFailed') }
        : buildVariants(object, clusters, byCluster, defaultRenderConfig, (each) => diagnostics.push(each))
    const answers = new Map<string, Json>(failures.map(({ cluster, status }) => [cluster, { error: status }]))
    for (const variant of variants)
      for (const each of variant.clusters) answers.set(each, { object: variant.object })
    const events = diagnostics.flatMap(({ code }) => eventOf[code] ?? [])
    const actual = { result: Object.fromEntries(answers), events }
    const expected = {
      result: expectedResult(given),
      events: given.events.map((event) => event.split(' ')[1] ?? ''),
    }
    return equalJson(actual, expected) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

function expectedResult({ result }: ObjectsCase): JsonObject {
  return Object.fromEntries(
    Object.entries(result).map(([cluster, { object, error }]) => [
      cluster,
      object === undefined ? { error: error ?? '' } : { object },
    ]),
  )
}

function federatedObjectOf({ federatedTypeConfig, federatedObject }: ObjectsCase): FederatedObject {
  const { metadata, spec } = federatedTypeConfig
  // A target of the core group names none.
  const targetType = { ...spec.targetType, group: (spec.targetType as Partial<ApiResource>).group ?? '' }
  return {
    manifest: { file: { path: '', text: '' }, start: 0, end: 0, item: '', value: federatedObject },
    group: spec.federatedType.group,
    kind: federatedObject.kind,
    name: federatedObject.metadata.name,
    ...(federatedObject.metadata.namespace !== undefined && {
      namespace: federatedObject.metadata.namespace,
    }),
    ...readFederatedSpec(federatedObject),
    type: { ...spec, name: metadata.name, targetType },
  }
}

import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import { readKubernetesSchemas, readSchemas } from '../../../../src/host/schemas.ts'
import type { ApiServers } from '../../../../src/model/api-servers.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import { defaultRenderConfig } from '../../../../src/model/render-config.ts'
import { compile } from '../../../../src/render.ts'
import { check } from '../../../../src/stages/check/check.ts'
import { parse } from '../../../../src/stages/parse/parse.ts'
import { createSchemaValidator } from '../../../../src/stages/validate/schema-validator.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'
import { clusterYaml, typeConfigYaml } from '../../../helpers/kubefed-yaml.ts'

const schema = createSchemaValidator(readSchemas())
const schemas = deepFreeze(readKubernetesSchemas())

/** What a server learns under a name, and is asked. */
export interface Asked {
  readonly learnt: readonly Learnt[]
  readonly questions: readonly Question[]
}

/** Policies or a Namespace under a name. */
export interface Learnt {
  readonly name?: string
  readonly define?: JsonObject
  readonly learnPolicies?: {
    readonly policies: readonly JsonObject[]
    readonly bindings: readonly JsonObject[]
    readonly params: readonly JsonObject[]
    readonly definitions: readonly string[]
  }
  readonly learnNamespace?: JsonObject
}

/** A question, with the names of what it is about. */
export interface Question {
  readonly create: JsonObject
  readonly policies?: string
  readonly namespace?: string
}

/** A verdict as the code gives it. */
export type Said = Readonly<Record<string, string | number>>

/**
 * Servers of 1.34 that give the same verdicts on each object of some names, and take note of what they are asked.
 *
 * @param learn what they answer to what they are to learn; undefined: they fail
 */
export function admissionServers(
  verdicts: Readonly<Record<string, readonly Said[]>> = {},
  learn: (learnt: string) => string | undefined = () => '{}',
): ApiServers & { readonly asked: () => Asked } {
  let asked: Asked = { learnt: [], questions: [] }
  return {
    asked: () => asked,
    find: (minor) => (minor === 34 ? { version: '1.34.4' } : undefined),
    ask: (batches) => {
      const batch = batches.get(34) ?? { definitions: [], questions: [] }
      const questions = batch.questions.map((text) => JSON.parse(text) as Question)
      asked = { learnt: batch.definitions.map((text) => JSON.parse(text) as Learnt), questions }
      const answers = questions.map(({ create }) => {
        const { name } = create['metadata'] as { readonly name: string }
        return JSON.stringify({ verdicts: verdicts[name] ?? [] })
      })
      return new Map([[34, { definitions: batch.definitions.map(learn), questions: answers }]])
    },
  }
}

/** The FederatedTypeConfigs of policies and bindings, and clusters of 1.34. */
const fleet: string =
  typeConfigYaml(
    'admissionregistration.k8s.io',
    'ValidatingAdmissionPolicy',
    'validatingadmissionpolicies',
    'Cluster',
  ) +
  typeConfigYaml(
    'admissionregistration.k8s.io',
    'ValidatingAdmissionPolicyBinding',
    'validatingadmissionpolicybindings',
    'Cluster',
  ) +
  ['east', 'west'].map((name) => clusterYaml(name, '{fedrender.dev/kubernetes-version: "1.34"}')).join('')

/** How sources are checked beside what a server says. */
export interface Beside {
  /** The text of a file of `--policy`. */
  readonly given?: string
  /** Files of what was observed, by path. */
  readonly observed?: Readonly<Record<string, string>>
}

/** What a check finds in one file of sources beside the fleet. */
export function checkAdmission(
  apiServers: ApiServers,
  text: string,
  { given, observed = {} }: Beside = {},
): readonly Diagnostic[] {
  const files = [
    { path: 'fleet.yaml', text: fleet },
    { path: 'shop.yaml', text },
  ]
  const seen = Object.entries(observed).map(([path, content]) => ({ path, text: content }))
  const { plan, sources } = deepFreeze(
    compile(files, schema, { config: defaultRenderConfig, observed: seen }),
  )
  const policies: readonly Manifest[] | undefined =
    given === undefined ? undefined : parse([{ path: 'policies/given.yaml', text: given }])[0].manifests
  const options = { config: defaultRenderConfig, schemas, manifests: sources.manifests, apiServers }
  return check(plan, { ...options, ...(policies && { policies }) })
}

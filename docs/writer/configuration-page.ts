import { readFileSync } from 'node:fs'
import { safeguards } from '../../src/stages/authorize/safeguards/safeguards.ts'
import { code, page, table, written } from './markdown.ts'

/** What this page reads of a JSON Schema. */
export interface Schema {
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
}

/** A setting with its name from the top: `[]` means an element of a list, `*` for any key. */
export interface Setting {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
}

/** The pages on single settings and the settings below them. */
const guides: readonly (readonly [setting: string, link: string])[] = [
  ['scheduling', '[Replica scheduling](../concepts/replica-scheduling.md)'],
  ['dns', '[Multi-cluster DNS](../concepts/dns.md)'],
  ['delivery.argocd', '[Delivery by Argo CD](../how-to/deliver-with-argo-cd.md)'],
  ['delivery.flux', '[Delivery by Flux](../how-to/deliver-with-flux.md)'],
  ['prune', '[The prune guard](../how-to/approve-a-deletion.md)'],
  ['tenants', '[Tenancy](../concepts/tenancy.md)'],
  ['invariants', '[Invariants](../how-to/hold-invariants.md)'],
  ['clusters', '[Checking a version of Kubernetes](../how-to/check-a-kubernetes-version.md)'],
  ['foreignFiles', '[Foreign files](../concepts/output-and-pruning.md#foreign-files)'],
  ['approvePrune', '[Approving a deletion](../how-to/approve-a-deletion.md)'],
  ['severities', '[Diagnostics](diagnostics.md)'],
  ['retainReplicas', '[Differences from KubeFed](../concepts/differences-from-kubefed.md)'],
  ['observed', '[Replica scheduling](../concepts/replica-scheduling.md)'],
]

const schemaPath = 'schemas/fedrender.dev/v1alpha1/RenderConfig.json'

/** The JSON Schema of `fedrender.yaml`. */
export function readConfigSchema(): Schema {
  return JSON.parse(readFileSync(new URL(`../../${schemaPath}`, import.meta.url), 'utf8')) as Schema
}

/** Every setting of a schema in its order, objects before what is in them. */
export function settingsOf(schema: Schema, prefix = ''): readonly Setting[] {
  const { properties = {}, required = [], items, additionalProperties } = schema
  return [
    ...Object.entries(properties).flatMap(([key, below]) => {
      const name = prefix === '' ? key : `${prefix}.${key}`
      const setting: Setting = { name, schema: below, required: required.includes(key) }
      return [setting].concat(settingsOf(below, name))
    }),
    ...(items ? settingsOf(items, `${prefix}[]`) : []),
    ...(typeof additionalProperties === 'object' ? settingsOf(additionalProperties, `${prefix}.*`) : []),
  ]
}

/** The reference of `fedrender.yaml`. */
export function configurationPage(): string {
  const frame = new Set(['apiVersion', 'kind', 'metadata'])
  const settings = settingsOf(readConfigSchema()).filter(({ name }) => !frame.has(name))
  return page(
    '# Configuration',
    written,
    `\`fedrender.yaml\` at the root of the repository is optional. Its JSON Schema is [${schemaPath}](../../${schemaPath}).`,
    `\`\`\`yaml
apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
requiredVersion: 0.1.0
sources:
  - clusters/**
  - teams/**
prune:
  maxClusters: 0.25
severities:
  plain-text-secret: error
\`\`\``,
    'A glob, of whatever list, has at most 1,024 characters, 100 alternatives in its braces, 4 segments `**` and 2 wildcards in ' +
      'one segment, and no group `+(…)` or `*(…)`, so that none can stall a run.',
    '## Settings',
    table(['setting', 'default', 'meaning'], settings.map(settingRow)),
    '## Settings that checks rely on',
    'A change may not weaken one of these and use that at once: [Tenancy](../concepts/tenancy.md#other-settings-that-checks-rely-on) ' +
      'says how. Where “the stricter” judges, the stricter value of base and change counts; where its reviewers do, the weakening is ' +
      'only reported.',
    table(
      ['setting', 'weaker when', 'who judges'],
      safeguards.map(({ settings: names, judge, weakerWhen, effect }) => [
        names.map(code).join(', '),
        `${weakerWhen}: ${effect}`,
        judge === 'stricter' ? 'the stricter' : 'its reviewers',
      ]),
    ),
  )
}

function settingRow({ name, schema, required }: Setting): readonly string[] {
  const values = schema.enum?.filter((value) => value !== false).map((value) => code(String(value)))
  const guide = guides.find(([setting]) => setting === name)
  return [
    code(name),
    required ? 'required' : 'default' in schema ? code(describe(schema.default)) : '',
    [
      escapeMarkdown(schema.description ?? ''),
      ...(values ? [`One of ${values.join(', ')}.`] : []),
      ...(guide ? [`See ${guide[1]}.`] : []),
    ].join(' '),
  ]
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Descriptions are plain text. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[*<>[\]]/g, String.raw`\$&`)
}

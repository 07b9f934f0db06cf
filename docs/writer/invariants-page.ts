import { celFunctions } from '../../src/cel/functions.ts'
import { mostSteps } from '../../src/stages/hold/judge-invariant.ts'
import { endpointFields } from '../../src/stages/hold/endpoint-view.ts'
import { objectFields } from '../../src/stages/hold/object-view.ts'
import { clusterFields } from '../../src/stages/hold/type-fields.ts'
import { fleetVariables } from '../../src/stages/hold/vocabulary.ts'
import { code, page, table, written } from './markdown.ts'

type Described = ReadonlyMap<string, { readonly type: string; readonly about: string }>

const macros: readonly (readonly [usage: string, about: string])[] = [
  ['list.all(x, test)', 'whether the test holds for each item, which it does for none'],
  ['list.exists(x, test)', 'whether it holds for an item'],
  ['list.exists_one(x, test)', 'whether it holds for exactly one item'],
  ['list.filter(x, test)', 'the items for which it holds'],
  [
    'list.map(x, value)',
    'what is made of each item; with a test between both, of the items for which it holds',
  ],
  ['has(value.field)', 'whether the field is there'],
]

/** The reference of what expressions of invariants read and call. */
export function invariantsPage(): string {
  const steps = mostSteps.toLocaleString('en-US')
  return page(
    '# Invariants',
    written,
    'The expression of an invariant is written in the [Common Expression Language](https://cel.dev). It is typed before it is ' +
      'evaluated: a name that there is not is an error at its line and column. ' +
      '[How do I hold invariants?](../how-to/hold-invariants.md) shows how they are used.',
    '## Variables',
    table(
      ['variable', 'type', 'what', 'in'],
      [...fleetVariables].map(([name, { type, about, isOfObject }]) => [
        code(name),
        code(type),
        about,
        isOfObject ? 'invariants with `objects`' : 'all',
      ]),
    ),
    '## Cluster',
    fieldTable(clusterFields),
    'Each federated type adds a field with the objects that the cluster gets of it, by the plural of the target type: ' +
      '`deployments`, `services`, `namespaces`. A plural that two types have is none: `types["ingresses.networking.k8s.io"]` ' +
      'addresses either by its name.',
    '## Object',
    'An object is what the cluster gets, after overrides and replica scheduling. Fields of `dyn` are those of Kubernetes and ' +
      'are not typed: one that is absent has no value, and what reads it does not hold, unless `has()` asks first. Of a Secret, ' +
      '`data` and `stringData` have `********` in place of each value.',
    fieldTable(objectFields),
    '## Endpoint',
    fieldTable(endpointFields),
    '## Functions',
    table(
      ['call', 'gives'],
      [...macros, ...celFunctions.map(({ usage, about }) => [usage, about] as const)].map(
        ([usage, about]) => [code(usage), about],
      ),
    ),
    'The operators are those of CEL: `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `-`, `*`, `/`, `%`, `&&`, `||`, `!`, `? :`. ' +
      'Whole numbers are integers of 64 bits, and an integer and a double may be mixed. Bytes, times, unsigned integers and ' +
      '`cel.bind` are not there.',
    '## What an expression may cost',
    `One invariant takes at most ${steps} steps: a step is a part that is evaluated, 16 characters of a text, an item of a list ` +
      'or a key of a mapping; to find what is to blame may take as many again. All invariants together take ten times as many. What takes more is `invariant-not-judged`, on every machine alike, ' +
      'since no clock is read. A question about an item is asked once of all items of which it reads the same, so that clusters ' +
      'that get the same objects cost as much as one. Of a test that begins with `x.field == value`, or with ' +
      '`x.list.exists(y, y.field == value)`, as `x.kind == "Ingress" && x.spec.rules.exists(r, r.host == host)`, indexes of the list ' +
      'find the items, so that it costs little to go through a long list for each item of another. `matches` takes a time in ' +
      'proportion to its text, and an expression has at ' +
      'most 8,192 characters, 1,000 parts and 60 levels.',
  )
}

function fieldTable(fields: Described): string {
  return table(
    ['field', 'type', 'what'],
    [...fields].map(([name, { type, about }]) => [code(name), code(type), about]),
  )
}

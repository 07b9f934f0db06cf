import { describe, expect, it } from 'vitest'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { hold } from '../../src/stages/hold/hold.ts'
import { mostSteps, type Judgement } from '../../src/stages/hold/judge-invariant.ts'
import { compileFrozen } from '../helpers/compile-frozen.ts'
import { clusterYaml, fleetInvariant, webYaml } from '../helpers/held-fleet.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const labels = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`c${index}`, '{env: prod}']))
const [namespace = '', web = ''] = webYaml().split('---\n')
const objects = Array.from({ length: 150 }, (_, index) => web.replace('name: web,', `name: web${index},`))
const settings = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: big, namespace: shop}
spec: {placement: {clusterSelector: {}}, template: {data: {a: ${'ab'.repeat(100_000)}}}}
`
const fleet = {
  'fleet.yaml': clusterYaml(labels),
  'web.yaml': [namespace, ...objects, settings].join('---\n'),
}

/** An expression around which a call is written again and again. */
function repeated(times: number, start: string, call: string): string {
  return `${start}${call.repeat(times)}`
}

const doubled = `${repeated(18, 'clusters.map(c, c.name + "aaaaaaaaaaaaaaaa")', '.map(s, s + s)')}.all(s, s != "")`
const bigAnd = (test: string): string =>
  `objects.filter(o, o.name == "big").all(o, objects.all(a, objects.all(b, ${test})))`

/** Each of these would take minutes, or more memory than there is. */
const hostile: Readonly<Record<string, string>> = {
  'all inside all':
    'objects.all(a, objects.all(b, objects.all(c, objects.all(d, a.name + b.name + c.name + d.name != ""))))',
  'lists that double': `${repeated(20, 'clusters.map(c, objects.map(o, o.name))', '.map(l, l + l)')}.size() > 0`,
  'texts that double': doubled,
  'objects that are compared':
    'objects.all(a, objects.all(b, objects.all(c, a.manifest == b.manifest || b.manifest == c.manifest || true)))',
  'a long text that is split': bigAnd('(o.data.a + a.name + b.name).split("").size() > 0'),
  'a long text that is matched': bigAnd('!o.data.a.matches("(a*)*(a|b)*[ab]*" + a.name + b.name + "!")'),
  'patterns that are compiled': bigAnd('!a.name.matches("(a{1000})(b{1000})" + a.name + b.name + "!")'),
  'a long name of a field': bigAnd('o.data[o.data.a + a.name + b.name] == 1 || true'),
}

function judge(invariants: string): readonly Judgement[] {
  const files = Object.entries({ ...fleet, 'invariants.yaml': invariants })
  const { plan, resources } = compileFrozen(files.map(([path, text]) => ({ path, text })))
  return hold(plan, resources.invariants, defaultRenderConfig).judgements
}

describe('an invariant that costs too much', () => {
  it.each(Object.entries(hostile))('is an error: %s', (_, expression) => {
    const invariant = fleetInvariant('x', 'expression: |', `  ${expression}`)
    const { exitCode, stdout } = createTestRepository({ ...fleet, 'invariants.yaml': invariant }).run(
      'validate',
    )
    expect(stdout).toContain('error invariant-not-judged: The invariant "x" cannot be judged: ')
    expect(stdout).toContain('takes more steps than an expression may')
    expect(exitCode).toBe(2)
  })

  it('takes no more than all may take together', () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      fleetInvariant(`x${index}`, 'expression: |', `  ${doubled}`),
    )
    const judgements = judge(many.join(''))
    expect(judgements.map(({ fault }) => fault?.kind)).toStrictEqual(many.map(() => 'cost'))
    const steps = judgements.map((each) => each.steps)
    expect(Math.max(...steps)).toBeLessThanOrEqual(mostSteps)
    expect(steps.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(10 * mostSteps)
  })

  it('is blamed by no more steps than it may take itself, however many objects violate it', () => {
    // What is known of objects that read the same is not known where each reason is looked for.
    const expression =
      'expression: objects.all(a, objects.all(b, a.kind + b.kind != "")) && object.replicas > 100'
    const [judgement] = judge(fleetInvariant('x', 'objects: {types: [deployments.apps]}', expression))
    expect(judgement?.fault).toBeUndefined()
    expect(judgement?.reasons).toHaveLength(150)
    expect(judgement?.steps).toBeGreaterThan(mostSteps)
    expect(judgement?.steps).toBeLessThanOrEqual(2 * mostSteps)
  })
})

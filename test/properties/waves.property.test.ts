import { type Arbitrary, array, assert, constantFrom, integer, option, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { readSchemas } from '../../src/host/schemas.ts'
import { createMemo } from '../../src/memo/memo.ts'
import { defaultRenderConfig, type RenderConfig } from '../../src/model/render-config.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { render, type HeldSources } from '../../src/render.ts'
import { rememberReadings } from '../../src/stages/parse/remember-readings.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const schema = createSchemaValidator(readSchemas())
const order = ['canary', 'eu', 'us']
const config: RenderConfig = { ...defaultRenderConfig, waves: { label: 'wave', order } }
const clusters = order.flatMap((wave) =>
  [1, 2].map((index) => clusterYaml(`${wave}-${index}`, `{wave: ${wave}}`)),
)

/** A repository: which of some objects there are, with which values and where, and how a Deployment is divided. */
interface Content {
  readonly values: readonly (string | undefined)[]
  readonly replicas: number | undefined
  readonly image: string
}

const content: Arbitrary<Content> = record({
  values: array(option(constantFrom('one', 'two', 'three'), { nil: undefined }), {
    minLength: 3,
    maxLength: 3,
  }),
  replicas: option(integer({ min: 1, max: 9 }), { nil: undefined }),
  image: constantFrom('a:1', 'a:2'),
})

function filesOfContent({ values, replicas, image }: Content): readonly SourceFile[] {
  const maps = values.map((value, index) =>
    value === undefined ? '' : configMapYaml(`shop/m${index}`, value),
  )
  const template = `template: {spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: "${image}"}]}}}}`
  const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: ${replicas}}
`
  const web = federatedYaml('Deployment', 'shop/web', template)
  return [
    { path: 'clusters.yaml', text: clusters.join('') },
    { path: 'shop.yaml', text: namespaceYaml('shop') + maps.join('') + web },
    ...(replicas === undefined ? [] : [{ path: 'web.yaml', text: preference }]),
  ]
}

function heldAt(commit: string, waves: readonly string[], of: Content, back: number): HeldSources {
  const held = { commit, waves, back, at: [] }
  return { held, files: filesOfContent(of), observed: [], config }
}

function rendered(of: Content, held: readonly HeldSources[] = []): ReadonlyMap<string, string> {
  const shared = { readFile: rememberReadings(), memo: createMemo() }
  const { tree, diagnostics } = render(filesOfContent(of), schema, { config, held, ...shared })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toStrictEqual([])
  return new Map((tree?.files ?? []).map(({ path, text }) => [path, text]))
}

function inWave(files: ReadonlyMap<string, string>, wave: string): readonly (readonly [string, string])[] {
  return [...files].filter(([path]) => path.startsWith(`clusters/${wave}-`))
}

const [eu, us] = ['e'.repeat(40), 'd'.repeat(40)]

it('waves that are all at the commit that is rendered are no waves, byte for byte', () => {
  assert(
    property(content, (of) => {
      const held = [heldAt(eu, ['eu', 'us'], of, 0)]
      expect(rendered(of, held)).toStrictEqual(rendered(of))
    }),
    { numRuns: 60 },
  )
})

it('what is not promoted changes no byte of a later wave, and a promotion to what is rendered gives the render without waves', () => {
  assert(
    property(content, content, content, (first, second, head) => {
      const held = [heldAt(eu, ['eu'], second, 1), heldAt(us, ['us'], first, 2)]
      const [before, after] = [rendered(second, held), rendered(head, held)]
      for (const wave of ['eu', 'us']) {
        const isDivided = [first, second, head].some(({ replicas }) => replicas !== undefined)
        const plain = (files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
          inWave(files, wave).filter(([path]) => !isDivided || !path.endsWith('/web.yaml'))
        expect(plain(after)).toStrictEqual(plain(before))
      }
      const promoted = [heldAt(eu, ['eu'], head, 0), heldAt(us, ['us'], head, 0)]
      expect(rendered(head, promoted)).toStrictEqual(rendered(head))
    }),
    { numRuns: 60 },
  )
})

it('the replicas that a preference divides are those of one division, the oldest', () => {
  assert(
    property(content, content, content, (first, second, head) => {
      const held = [heldAt(eu, ['eu'], second, 1), heldAt(us, ['us'], first, 2)]
      const replicas = [...rendered(head, held)]
        .filter(([path]) => path.endsWith('/shop/deployments.apps/web.yaml'))
        .flatMap(([, text]) => /^ {2}replicas: (\d+)$/m.exec(text)?.[1] ?? [])
      const sum = replicas.reduce((total, each) => total + Number(each), 0)
      expect(sum).toBe(first.replicas ?? 0)
    }),
    { numRuns: 60 },
  )
})

import { describe, expect, it } from 'vitest'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import { hold } from '../../../src/stages/hold/hold.ts'
import { reportJudgements } from '../../../src/stages/hold/report-judgements.ts'
import { repositoryPath } from '../../docs/documents.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import { lineOf } from '../../helpers/held-fleet.ts'
import { readTree } from '../../helpers/read-tree.ts'

const files = [...readTree(repositoryPath('examples/invariants'))]
  .filter(([path]) => /^(?:clusters|shop|invariants)\//.test(path))
  .map(([path, text]) => ({ path, text }))
const config = {
  ...defaultRenderConfig,
  dns: { ...defaultRenderConfig.dns, hostTargets: 'weighted' as const },
}

/** What the ten rules say of the example once a text of it is another one. */
function broken(path: string, from: string | RegExp, to: string): readonly string[] {
  const edited = files.map((each) => {
    if (each.path !== path) return each
    const text = each.text.replace(from, to)
    expect(text).not.toBe(each.text)
    return { path, text }
  })
  const { plan, resources } = compileFrozen(edited, config)
  const { judgements, diagnostics } = hold(plan, resources.invariants, config)
  return [...diagnostics, ...reportJudgements(judgements, config).diagnostics].map(lineOf)
}

describe('the rules of examples/invariants', () => {
  it('are ten, and hold', () => {
    const { plan, resources } = compileFrozen(files, config)
    expect(resources.invariants).toHaveLength(10)
    const { judgements, diagnostics } = hold(plan, resources.invariants, config)
    expect([...diagnostics, ...reportJudgements(judgements, config).diagnostics].map(lineOf)).toStrictEqual(
      [],
    )
  })

  it.each([
    ['two-replicas-in-prod', 'shop/web.yaml', 'value: 4', 'value: 1', 'shop/web.yaml:21:41', '"us-1"'],
    [
      'no-latest',
      'shop/web.yaml',
      'web:1.4.0',
      'web:latest',
      'shop/web.yaml:',
      '"eu-1", "eu-2", "us-1", "us-2"',
    ],
    ['no-latest', 'shop/web.yaml', 'web:1.4.0', 'web', 'shop/web.yaml:', '"eu-1", "eu-2", "us-1", "us-2"'],
    [
      'budget-for-each-deployment',
      'shop/web.yaml',
      /(minAvailable[^]*?app: )web/,
      '$1db',
      'shop/web.yaml:',
      '"eu-1", "eu-2", "us-1", "us-2"',
    ],
    [
      'canary-in-every-region',
      'clusters/fleet.yaml',
      'region: us, role: canary',
      'region: us, role: main',
      'clusters/fleet.yaml:26:',
      '"us-1", "us-2"',
    ],
    [
      'secrets-in-their-zone',
      'shop/web.yaml',
      '[{name: eu-1}]',
      '[{name: eu-1}, {name: us-1}]',
      'shop/web.yaml:',
      '"us-1"',
    ],
    [
      'hosts-unique',
      'shop/ingress.yaml',
      'host: admin.example.com',
      'host: shop.example.com',
      'shop/ingress.yaml:',
      '"eu-1", "eu-2", "us-1", "us-2"',
    ],
    [
      'requests-set',
      'shop/web.yaml',
      ', memory: 256Mi',
      '',
      'shop/web.yaml:',
      '"eu-1", "eu-2", "us-1", "us-2"',
    ],
    ['quotas-sum', 'shop/web.yaml', 'value: 4', 'value: 9', 'shop/namespace.yaml:', '"us-1"'],
    [
      'same-image-in-a-wave',
      'shop/web.yaml',
      'value: 4}',
      'value: 4}\n        - {path: /spec/template/spec/containers/0/image, value: "registry.example.com/web:1.5.0"}',
      'shop/web.yaml:',
      '"eu-1"',
    ],
    ['dns-weight-where-replicas-are', 'shop/web.yaml', 'value: 4', 'value: 0', '', '"us-1"'],
  ])('%s: %s', (...row) => {
    const [name, path, from, to, place, clusters] = row
    const first = broken(path, from, to).find((each) => each.includes(`"${name}"`)) ?? ''
    expect(first).toContain('error invariant-violated')
    expect(first).toContain(place)
    expect(first).toContain(clusters)
  })
})

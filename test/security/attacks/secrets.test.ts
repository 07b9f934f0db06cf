import { describe, expect, it } from 'vitest'
import { secretCanaries } from '../../helpers/secret-canaries.ts'
import { attackedRepository, smallFleet, type Files } from './attacked-repository.ts'

const { files, canaries } = secretCanaries()

/** What of the canaries is in a text, and what stands before it. */
const found = (text: string): readonly string[] =>
  canaries
    .filter((each) => text.includes(each))
    .map((each) => text.slice(Math.max(0, text.indexOf(each) - 80), text.indexOf(each) + 20))

/** The same Secrets with other values. */
const others = (): Files => {
  const again = secretCanaries()
  return Object.fromEntries(
    Object.entries(again.files).map(([path, text]) => [path, text.replaceAll('c4n4ry', 'c4n4ry9')]),
  )
}

const canRender = /^(?:fleet|valid|in-config-map|mapped-valid|types\/credentials)/
const onlyValid = (all: Files): Files =>
  Object.fromEntries(Object.entries(all).filter(([path]) => canRender.test(path)))

const secretInTwoKinds: Files = {
  'clusters.yaml': smallFleet['clusters.yaml'] ?? '',
  'shop.yaml': smallFleet['shop.yaml'] ?? '',
}

describe('a value of a Secret', () => {
  it('is nowhere in what a review of its change shows', () => {
    for (const pick of [onlyValid, (all: Files): Files => all]) {
      const { fedrender, action } = attackedRepository(pick(files), pick(others()))
      for (const commandLine of [
        ['diff'],
        ['diff', '-o', 'markdown'],
        ['diff', '-o', 'json'],
        ['diff', '--rendered'],
        ['report', '--base', 'main'],
        ['validate'],
        ['validate', '--format', 'sarif'],
        ['validate', '--fix', '--dry-run'],
        ['render', '--check', '--base', 'main'],
        ['explain', 'east', 'secrets/mapped-valid'],
        ['find', '--field', '/data/*'],
      ]) {
        const { stdout, stderr } = fedrender(...commandLine)
        expect([commandLine, stdout + stderr === '', ...found(stdout + stderr)]).toStrictEqual([
          commandLine,
          false,
        ])
        expect(stdout + stderr).not.toContain('c4n4ry')
      }
      for (const format of ['github', 'sarif', 'json']) {
        const { log, summary, comment = '', outputs } = action({ format })
        expect(log + summary + comment + JSON.stringify(outputs)).not.toContain('c4n4ry')
      }
    }
  })

  it('is not read off a FederatedTypeConfig that is added to map the kind of another object to Secret', () => {
    const mapped = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: secrets, namespace: kube-federation-system}
spec:
  propagation: Disabled
  targetType: {group: "", version: v1, kind: Secret, pluralName: secrets, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedConfigMap, pluralName: federatedconfigmaps, scope: Namespaced}
`
    const secret = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: login, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template: {data: {password: c4n4ry, pin: 0712}}
  overrides: [{clusterName: c9, clusterOverrides: [{path: /data/password/x, value: c4n4ry}]}]
`
    const { fedrender } = attackedRepository(secretInTwoKinds, { 'type.yaml': mapped, 'login.yaml': secret })
    for (const command of ['validate', 'diff', 'render']) {
      const { stdout, stderr } = fedrender(command)
      expect(stdout + stderr).toContain('login.yaml')
      expect(stdout + stderr).not.toContain('c4n4ry')
      expect(stdout + stderr).not.toContain('0712')
    }
  })
})

import { expect, it } from 'vitest'
import { inventoryYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

/** Domains with their domain where KubeFed does not read it, and a comment that the fix would take away. */
const domains = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: d${index}, namespace: kube-federation-system}
spec: # note
  domain: d${index}.example.com
`,
  ).join('---\n')

it('says of every fix that is not made why, also where a file has more than are looked at one by one', () => {
  const { run } = createTestRepository({ 'clusters.yaml': inventoryYaml('a'), 'domains.yaml': domains(25) })
  const { exitCode, stdout } = run('validate', '--fix')
  const reasons = [...stdout.matchAll(/error edit-refused: This cannot be edited in place: (.*)\./g)]
  expect([exitCode, reasons.map(([, reason]) => reason)]).toStrictEqual([
    2,
    [
      ...Array.from({ length: 20 }, () => 'a comment in it would be lost'),
      ...Array.from({ length: 5 }, () => expect.stringMatching(/^its file has more than 20 fixes/) as string),
    ],
  ])
})

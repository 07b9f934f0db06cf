import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runCli, temporaryDirectory } from '../../e2e/run-cli.ts'
import { write } from '../../helpers/git-repository.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { packages, requirePackage } from './require-package.ts'

const fleet =
  clusterYaml('new', '{fedrender.dev/kubernetes-version: "1.34"}') +
  clusterYaml('old', '{fedrender.dev/kubernetes-version: "1.32"}') +
  namespaceYaml('shop')

/** The schemas of both versions take any text there; what it may be is decided by code (KEP-3015: PreferSameNode since 1.34). */
const service = federatedYaml(
  'Service',
  'shop/web',
  'template: {spec: {trafficDistribution: PreferSameNode, ports: [{port: 80}]}}',
)

it('an object that 1.34 takes and 1.32 refuses is refused for the cluster of 1.32 alone', (context) => {
  for (const minor of [32, 34]) requirePackage(context, minor)
  const directory = temporaryDirectory()
  context.onTestFinished(() => {
    rmSync(directory, { recursive: true })
  })
  write(directory, { 'fleet.yaml': fleet, 'web.yaml': service })
  const { stdout } = runCli(directory, ['validate', '--kubernetes-packages', packages])
  const refused = stdout.split('\n').filter((line) => line.includes('kubernetes-refused'))
  expect(refused).toStrictEqual([
    'web.yaml:4:81: error kubernetes-refused: The API server of "old" (1.32) will refuse this Service: spec.trafficDistribution: Unsupported value: "PreferSameNode": supported values: "PreferClose".',
  ])
  expect(runCli(directory, ['validate', '--kubernetes']).stdout).not.toContain('trafficDistribution')
})

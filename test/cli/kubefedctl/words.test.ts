import { describe, expect, it } from 'vitest'
import { withKubefedctlWords } from '../../../src/cli/options/kubefedctl-words.ts'

describe('withKubefedctlWords', () => {
  it.each([
    ['enable sts --version v1', 'enable sts --target-version v1'],
    ['enable sts --version=v1', 'enable sts --target-version v1'],
    ['--color never enable sts --version v1', '--color never enable sts --target-version v1'],
    ['join a -v 4', 'join a --v 4'],
    ['join a -v=4', 'join a --v 4'],
    ['join a -v4', 'join a --v 4'],
    ['join -v a', 'join -v a'],
    ['join a --error-on-existing=false', 'join a --no-error-on-existing'],
    ['join a --error-on-existing=T', 'join a --error-on-existing'],
    ['federate ns a --contents=true --enable-type=0', 'federate ns a --contents'],
    ['federate ns a --contents=shop', 'federate ns a --contents=shop'],
    ['join a --host_cluster_context=a_b', 'join a --host-cluster-context=a_b'],
    ['disable a --delete-crd=FALSE --dry-run=true', 'disable a --dry-run'],
  ])('%s is %s', (given, expected) => {
    expect(withKubefedctlWords(given.split(' ')).join(' ')).toBe(expected)
  })

  it.each([
    '--version',
    'explain enable --version',
    'render --version',
    'render . --dry_run=true',
    'enable -- --version',
  ])('leaves %s as it is', (given) => {
    expect(withKubefedctlWords(given.split(' ')).join(' ')).toBe(given)
  })
})

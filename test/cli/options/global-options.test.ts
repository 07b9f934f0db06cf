import { describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

const files = {
  'fleet.yaml':
    clusterYaml('east') + namespaceYaml('shop') + configMapYaml('shop/a', 'x', '{clusters: [{name: wst}]}'),
}
const escape = '\u001B['

describe('--color', () => {
  it('colours or not, whatever the terminal, before the command and behind it', () => {
    const { runOn } = createTestRepository(files)
    const onTerminal = { colorErrors: true, colorOutput: true }
    expect(runOn(onTerminal, 'validate').stdout).toContain(escape)
    expect(runOn(onTerminal, '--color', 'never', 'validate').stdout).not.toContain(escape)
    expect(runOn(onTerminal, 'validate', '--color=never').stdout).not.toContain(escape)
    expect(runOn({}, 'validate').stdout).not.toContain(escape)
    expect(runOn({}, 'validate', '--color', 'always').stdout).toContain(escape)
    expect(runOn({}, 'render', '--color', 'always').stderr).toContain(escape)
  })

  it('takes no other word', () => {
    expect(createTestRepository(files).run('--color', 'sometimes', 'validate').exitCode).toBe(2)
  })
})

describe('--quiet', () => {
  it('leaves results and errors', () => {
    const repository = createTestRepository(files)
    expect(repository.run('render', '-q')).toStrictEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(repository.run('validate', '--quiet').stdout).toContain('unknown-cluster')
    expect(repository.run('--quiet', 'enable', 'sts').stderr).toBe('')
    const { stderr } = repository.run('-q', 'render', '--strict')
    expect(stderr).toContain('error unknown-cluster')
    expect(stderr).not.toMatch(/^read \d+ files/m)
  })

  it('is the opposite of --verbose', () => {
    expect(createTestRepository(files).run('render', '-q', '-v').exitCode).toBe(2)
  })
})

describe('--verbose', () => {
  it('tells each step with its time, and each file that is written', () => {
    const { stderr } = createTestRepository(files).run('render', '-v')
    expect(stderr).toMatch(/^compiling: \d+ ms$/m)
    expect(stderr).toMatch(/^comparing with the output: \d+ ms$/m)
    expect(stderr).toContain('A clusters/east/_cluster/namespaces/shop.yaml\n')
  })
})

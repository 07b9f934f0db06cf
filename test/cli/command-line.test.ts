import { describe, expect, it } from 'vitest'
import { createTestRepository } from '../helpers/test-repository.ts'

const commands = ['render', 'validate', 'status', 'clusters']
const run = (...commandLine: readonly string[]): ReturnType<ReturnType<typeof createTestRepository>['run']> =>
  createTestRepository({}).run(...commandLine)

describe('help', () => {
  it('lists every command with a word on each, and the exit codes', () => {
    const { exitCode, stdout, stderr } = run('--help')
    expect([exitCode, stderr]).toStrictEqual([0, ''])
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {4}${command}\n {8}\\w`, 'm'))
    expect(stdout).toMatch(/EXIT CODES\n {4}0 .*\n {4}1 .*\n {4}2 .*\n {4}70 /)
  })

  it.each(commands)('of %s shows an example that the command line takes', (command) => {
    const { exitCode, stdout, stderr } = run(command, '--help')
    expect([exitCode, stderr]).toStrictEqual([0, ''])
    const [, example = ''] = /^EXAMPLE\n {4}\$ fedrender (.+)$/m.exec(stdout) ?? []
    expect(example.split(' ')[0]).toBe(command)
    expect(run(...example.split(' ')).exitCode).toBeLessThan(2)
  })

  it('has the sections of a manual page, no wider than a terminal', () => {
    const { stdout } = run('help', 'enable')
    const titles = stdout.match(/^[A-Z ]+$/gm)
    expect(titles).toStrictEqual(['NAME', 'SYNOPSIS', 'ARGUMENTS', 'OPTIONS', 'GLOBAL OPTIONS', 'EXAMPLE'])
    expect(stdout.split('\n').filter((line) => line.length > 80)).toStrictEqual([])
  })

  it('is written to standard error, with code 2, where no command is named', () => {
    const { exitCode, stdout, stderr } = run()
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain('SYNOPSIS\n    fedrender [options] [command]')
  })
})

describe('the version', () => {
  it('is that of the package', () => {
    expect(run('--version')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
  })
})

describe('a wrong command line', () => {
  it.each([
    [['unknown'], 'error unknown-command: There is no command "unknown".'],
    [['rendr'], 'Did you mean "render"?'],
    [['lint'], 'Did you mean "validate"?'],
    [['render', '--chek'], 'error unknown-option: There is no option "--chek".'],
    [['render', '--chek'], 'Did you mean "--check"?'],
    [['render', '--cluster'], 'argument missing'],
    [['render', '--approve-prune', 'zzz'], 'It must be a digest of 16 hexadecimal digits'],
    [['publish', '--branch', 'x', '--expect', '0123456789abcdef'], 'a digest of 64 hexadecimal digits'],
    [['render', '--dry-run=server'], 'There is no option "--dry-run=server"'],
    [['find', '/spec/replicas>3'], "write --field '/spec/replicas>3'"],
    [['find', '--field', '/spec/replicas>3'], 'the operators are =, != and =~'],
    [['find', '-l', 'a=b=c'], 'It is no label selector'],
    [['find', '--type', 'a/b/c'], 'It must be TYPE or TYPE/NAME'],
    [['explain', 'deploy/web'], 'The cluster is missing: write it before deploy/web'],
    [['explain', 'east'], "Missing required argument 'type/name'"],
    [['explain', 'east', 'deploy'], 'must be TYPE/NAME'],
    [['enable', 'cm', '-o', 'json'], 'Only "yaml" is possible here.'],
    [['diff', '--before', 'a'], '--before and --after go together'],
    [['status', 'a', '-C', 'b'], 'The repository is named twice'],
    [['render', '--format', 'xml'], 'Allowed choices are text, json, github, gitlab, sarif, rdjson.'],
    [['status', '-o', 'markdown'], 'Allowed choices are text, wide, name, json, yaml.'],
    [['validate', '--stdout'], 'There is no option "--stdout"'],
    [['render', 'a', 'b'], 'Too many arguments'],
  ])('%j is refused on standard error with code 2', (commandLine, message) => {
    const { exitCode, stdout, stderr } = run(...commandLine)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/fix: .*fedrender( [a-z-]+)* --help shows /)
  })
})

describe('a fault of fedrender itself', () => {
  it('is told with its stack and a request to report it, as code 70', () => {
    const repository = createTestRepository({ 'a.yaml': 'a: 1\n' })
    repository.host.onRead = (operation) => {
      if (operation.startsWith('readFile')) throw new TypeError('a slip')
    }
    const { exitCode, stdout, stderr } = repository.run('render')
    expect([exitCode, stdout]).toStrictEqual([70, ''])
    expect(stderr).toMatch(
      /^fedrender has a bug; please report it with this text:\nTypeError: a slip\n {4}at /,
    )
  })

  it('is not what a refusal of the system is', () => {
    const repository = createTestRepository({ 'a.yaml': 'a: 1\n' })
    repository.host.onRead = (operation) => {
      throw Object.assign(new Error(operation), { code: 'EACCES', path: operation.split(' ')[1] })
    }
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('permission is denied (EACCES)')
  })
})

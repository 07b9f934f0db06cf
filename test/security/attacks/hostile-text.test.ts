import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { isSystemError } from '../../../src/host/system-error.ts'
import { obeyedByTerminals, runnerCommands, withoutColors } from '../../helpers/read-log.ts'
import { attackedRepository, type AttackedRepository } from './attacked-repository.ts'

/** Names of files and values after an adversarial review: each would be obeyed by somebody who reads them as they are. */
const names = [
  'a\n::error file=x::PWNED1\nb.yaml',
  'a\r::warning::PWNED2.yaml',
  'a\u001b[31mPWNED3\u001b[0m.yaml',
  '<img src=x onerror=alert(1)>PWNED4.yaml',
  '<details>@octocat PWNED5.yaml',
  'a](http:evil.example) ![p](http:evil) `PWNED6`.yaml',
  '--help.yaml',
  'javascript:alert(1)PWNED7.yaml',
  '"><script>alert(1)<\u2215script>PWNED8.yaml',
  '\'"&lt;PWNED9.yaml',
  'a|b PWNED10|.yaml',
  '\u202etxt.PWNED11.yaml',
  'e\u0301.yaml',
  '%0A::error::PWNED12.yaml',
  'x,line=1::y PWNED13.yaml',
  '~~~PWNED14```.yaml',
  '\u009b31mPWNED15.yaml',
  '\u0007bell.yaml',
  ' lead.yaml',
  '#anchor?q=1&PWNED16.yaml',
  '..%2f..%2fPWNED17.yaml',
  '<!-- PWNED18 -->.yaml',
  'data:text,PWNED19.yaml',
  'C:\\x\\PWNED20.yaml',
  '::error::PWNED21.yaml',
  '##[error]PWNED22.yaml',
  '##vso[task.setvariable variable=x]PWNED23.yaml',
  '\u200b\u2066\u{e0041}PWNED24.yaml',
  '\u2028::error::PWNED25.yaml',
]

const value = JSON.stringify(
  '</details></code>@octocat [x](javascript:alert(1)) ![i](http://evil) <img src=x onerror=alert(1)> `` ` ``` ~~~ | \u001b[31m \u009b2J \u202e \r\n::error::PWNEDV\n##[error]PWNEDW\n<!-- x --> </script><script>alert(2)</script> #1 http://evil.example',
)

const object = (index: number, value: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: n${index}, namespace: shop}
spec:
  placement: {clusters: [{name: c1}, {name: ${value}}]}
  template:
    metadata: {labels: {a: ${value}}, annotations: {x: ${value}}}
    data: {k: ${value}, ${value}: 0644}
    ${value}: ${value}
  overrides:
  - clusterName: c1
    clusterOverrides:
    - {path: "/data/zz", value: ${value}}
`

const broken = `apiVersion: types.kubefed.io/v1beta1
kind: ${value}
metadata: {name: ${value}, namespace: ${value}}
spec: {placement: {clusterSelector: {matchLabels: {${value}: ${value}}}}}
---
apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: ${value}, labels: {${value}: ${value}}}
---
apiVersion: ${value}
kind: FederatedConfigMap
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: z, namespace: shop}
spec:
  placement: {clusters: [{name: c1}]}
  ${value}: 1
  template: {}
  overrides:
  - clusterName: ${value}
    clusterOverrides: [{path: ${value}, op: ${value}, value: 1}]
`

const objects = (value: string): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [name, object(index, value)]))

/** A change of all of them, with errors beside them or without. */
function attacked(isBroken: boolean): AttackedRepository {
  const base = { 'c.yaml': inventoryYaml('c1', 'c2') + namespaceYaml('shop') }
  return attackedRepository({ ...base, 'old.yaml': object(99, '"old"') }, (directory) => {
    const files = {
      ...objects(value),
      'old.yaml': object(99, value),
      ...(isBroken && { 'bad.yaml': broken }),
    }
    for (const [name, text] of Object.entries(files)) writeWhereTaken(join(directory, name), text)
  })
}

/** Not every system takes every name. */
function writeWhereTaken(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

const views: readonly (readonly string[])[] = [
  ['validate'],
  ['validate', '--format', 'sarif'],
  ['validate', '--format', 'gitlab'],
  ['validate', '--format', 'rdjson'],
  ['validate', '--format', 'json'],
  ['render', '--check'],
  ['render', '--keep-going', '--dry-run'],
  ['render', '--check', '--format', 'json'],
  ['status'],
  ['status', '-o', 'yaml'],
  ['status', '-o', 'json'],
  ['clusters'],
  ['clusters', '-o', 'yaml'],
  ['plan'],
  ['diff'],
  ['diff', '-o', 'markdown'],
  ['diff', '-o', 'json'],
  ['explain', 'c1', 'configmaps/n1'],
  ['explain', 'c1', 'configmaps/n1', '-o', 'yaml'],
  ['find'],
  ['find', '--field', '/data/k'],
  ['find', '--field', '/metadata/labels/*', '-o', 'yaml'],
  ['adopt'],
  ['validate', '--fix', '--dry-run'],
  ['-v', 'validate'],
  ['federate', 'configmaps', 'x'],
  ['schema'],
  ['complete', '--', 'explain', ''],
  ['complete', '--', 'explain', 'c1', ''],
  ['\u001b[31m::error::\u202e'],
  ['render', '--\n::error::PWNED\u001b[2J'],
  ['explain', '::error::\u009b', '##[error]x/y'],
  ['diff', '--base', '\u202e::error::x'],
]

describe.each([
  ['whose sources can be rendered', false],
  ['with sources in error', true],
] as const)('hostile text in a change %s', (_, isBroken) => {
  it('gives a terminal and a log nothing to obey, whatever is asked', () => {
    const { fedrender } = attacked(isBroken)
    for (const commandLine of views) {
      const { status, stdout, stderr } = fedrender(...commandLine)
      expect([commandLine, [0, 1, 2].includes(status ?? -1), stdout + stderr === '']).toStrictEqual([
        commandLine,
        true,
        false,
      ])
      expect([commandLine, ...obeyedByTerminals(stdout + stderr)]).toStrictEqual([commandLine])
      expect([commandLine, ...runnerCommands(stdout + stderr)]).toStrictEqual([commandLine])
    }
  })

  it('gives a terminal no colours but those of fedrender', () => {
    const { fedrender } = attacked(isBroken)
    for (const command of ['validate', 'diff', 'adopt']) {
      const colored = fedrender(command, '--color', 'always')
      const plain = fedrender(command)
      expect(withoutColors(colored.stdout)).toBe(plain.stdout)
      expect(obeyedByTerminals(plain.stdout)).toStrictEqual([])
    }
  })

  it('gives GitHub no commands but one for each diagnostic', () => {
    const { fedrender } = attacked(isBroken)
    const { stdout } = fedrender('validate', '--format', 'github')
    const { diagnostics } = JSON.parse(fedrender('validate', '--format', 'json').stdout) as {
      diagnostics: { code: string; message: string }[]
    }
    const commands = runnerCommands(stdout)
    expect(commands.map(({ properties }) => properties['title'])).toStrictEqual(
      diagnostics.map(({ code }) => code),
    )
    expect(
      commands.every(({ message }, index) => message.startsWith(diagnostics[index]?.message ?? '-')),
    ).toBe(true)
    expect(obeyedByTerminals(stdout)).toStrictEqual([])
  })

  it('gives the runner of the action nothing to obey', () => {
    const { action } = attacked(isBroken)
    const { log, summary, comment = '', outputs } = action()
    // Between `stop-commands` and its token the runner reads nothing, and the older form neither.
    const read = log.replaceAll(/^::stop-commands::(.*)\n[\s\S]*?^::\1::$/gm, '')
    for (const { name, message } of runnerCommands(read)) {
      expect(['error', 'warning', 'notice']).toContain(name)
      expect(message).not.toMatch(/^PWNED/)
    }
    expect(obeyedByTerminals(log + summary + comment + Object.values(outputs).join(''))).toStrictEqual([])
  })

  it('is text and no markup in the page of a report', () => {
    const { fedrender } = attacked(isBroken)
    const { stdout } = fedrender('report', '--base', 'main')
    expect(stdout).toContain('PWNED')
    expect(obeyedByTerminals(stdout)).toStrictEqual([])
    const page = stdout.replaceAll(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    expect(page).not.toMatch(/<(?:img|script)\b|<!-- x|onerror=alert\(1\)>(?!.*&gt;)/i)
    for (const [, target = ''] of page.matchAll(/href="([^"]*)"/g)) {
      expect(new URL(target, 'https://here.example/').origin).toBe('https://here.example')
    }
  })
})

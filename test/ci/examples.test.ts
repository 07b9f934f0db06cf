import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createProgram } from '../../src/cli/program.ts'
import type { Terminal } from '../../src/cli/terminal/terminal.ts'
import { readVersion } from '../../src/host/version.ts'
import { readRepositoryFile, readScripts, readSteps } from './read-pipeline.ts'

const workflows = readdirSync(fileURLToPath(new URL('../../examples/ci/github', import.meta.url)))
const gitlab = 'examples/ci/gitlab/.gitlab-ci.yml'

/** The command lines of fedrender in a script, up to a redirection, with a digest where a variable holds one. */
function commandLines(written: string): readonly (readonly string[])[] {
  const script = written
    .replaceAll(/\$\{\w+:\+([^}\n]*)\}/g, '$1')
    .replaceAll(/"\$(?:FEDRENDER_)?EFFECT"/g, '0'.repeat(64))
  return [...script.matchAll(/^fedrender ([^>|\n]*)/gm)].map(([, commandLine = '']) =>
    commandLine.trim().split(/\s+/),
  )
}

/** Refuses a command line whose command or options do not exist. */
function expectCommandLine([name = '', ...others]: readonly string[]): void {
  const terminal = {
    writeOutput: () => undefined,
    writeError: () => undefined,
  } as Partial<Terminal> as Terminal
  const program = createProgram(terminal, () => undefined)
  const command = program.commands.find((each) => each.name() === name)
  expect(command, name).toBeDefined()
  expect(command?.parseOptions([...others]).unknown).toStrictEqual([])
}

const scripts = [
  ...workflows.map((file) => {
    const steps = readSteps(`examples/ci/github/${file}`)
    return [`github/${file}`, steps.flatMap(({ run }) => run ?? []).join('\n')] as const
  }),
  ...Object.entries(readScripts(gitlab)).map(([job, lines]) => [`gitlab: ${job}`, lines.join('\n')] as const),
]

describe('the pipelines of examples/ci', () => {
  it.each(workflows)("%s is a workflow by GitHub's own parser", (file) => {
    const content = readRepositoryFile(`examples/ci/github/${file}`)
    const { context } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map((error) => error.message)).toStrictEqual([])
  })

  it.each(scripts)('%s runs command lines that this version takes', (_, script) => {
    for (const commandLine of commandLines(script)) expectCommandLine(commandLine)
  })

  it('use fedrender everywhere', () => {
    const named = scripts.filter(([, script]) => commandLines(script).length > 0).map(([name]) => name)
    expect(named).toStrictEqual([
      'github/code-scanning.yaml',
      'github/publish-approved.yaml',
      'github/publish.yaml',
      'github/render.yaml',
      'gitlab: check',
      'gitlab: validate',
      'gitlab: diff',
      'gitlab: render',
      'gitlab: compare',
      'gitlab: publish',
    ])
  })

  it('give the action inputs that it has, and read outputs that it has', () => {
    const action = parse(readRepositoryFile('action.yml')) as { inputs: object; outputs: object }
    const review = readRepositoryFile('examples/ci/github/review.yaml')
    const uses = readSteps('examples/ci/github/review.yaml').find(({ id }) => id === 'fedrender')
    expect(uses?.uses).toMatch(new RegExp(`/fedrender@v${readVersion()}$`))
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(uses?.with ?? {})))
    const outputs = [...review.matchAll(/steps\.fedrender\.outputs\.(\w+)/g)].map(([, name]) => name)
    expect(outputs.length).toBeGreaterThan(0)
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(outputs))
  })
})

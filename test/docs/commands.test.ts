import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { readReadme, readSection } from './readme.ts'

const terminal = {
  writeOutput: () => undefined,
  writeError: () => undefined,
} as Partial<Terminal> as Terminal
const program = createProgram(terminal, () => undefined)
const listed = program.commands.filter((command) => command.description() !== '')
const ownOptions = [program, ...listed].flatMap((command) => command.options)

describe('the commands of the README', () => {
  it('are all there, each with an example', () => {
    for (const { name } of listed.map((command) => ({ name: command.name() }))) {
      expect(readSection('Commands')).toContain(`### \`fedrender ${name}`)
      expect(readSection('Commands')).toMatch(new RegExp(`^\\$ (?:source <\\()?fedrender ${name}\\b`, 'm'))
    }
  })

  it('have all their options, and no other', () => {
    const options = new Set(ownOptions.map((option) => option.long))
    const named = withoutOtherPrograms(readReadme()).match(/(?<=[\s`])--[a-z][a-z-]*\b/g) ?? []
    expect([...new Set(named)].sort()).toStrictEqual([...options].sort())
  })
})

const others = '(?:argocd|docker|flux|kpt|kubectl|kustomize|npm)'
const commandLineOfAnother = new RegExp(`^(?:\\$ | +|\\w+=\\$\\()?${others} .*$|\`${others} [^\`]*\``, 'gm')

/** Without the command lines of other programs, in a line or between backticks; their options are not ours. */
function withoutOtherPrograms(readme: string): string {
  return readme.replaceAll(commandLineOfAnother, '')
}

import { describe, expect, it } from 'vitest'
import { commandLine, listedCommands } from '../../docs/writer/commands-page.ts'
import { handWrittenPages, readRepositoryFile } from './documents.ts'

const program = commandLine()
const listed = listedCommands(program)
const withSubcommands = [program, ...listed, ...listed.flatMap((command) => command.commands)]
const options = new Set(withSubcommands.flatMap((command) => command.options).map(({ long }) => long))
const pages = handWrittenPages.map((path) => [path, readRepositoryFile(path)] as const)

describe('the pages that people write', () => {
  it.each(listed.map((command) => command.name()))('show fedrender %s at work', (name) => {
    const shown = new RegExp(`^(?:\\$ )?(?:source <\\(|git config \\S+ ')?fedrender ${name}\\b`, 'm')
    const blocks = pages.flatMap(([, text]) => text.match(/^```(?:console|sh)\n[^]*?^```$/gm) ?? [])
    expect(blocks.filter((block) => shown.test(block))).not.toHaveLength(0)
  })

  it.each(pages)('name no option in %s that fedrender does not have', (_, text) => {
    const named = withoutOtherPrograms(text).match(/(?<=[\s`])--[a-z][a-z-]*\b/g) ?? []
    expect(named.filter((option) => !options.has(option) && option !== '--help')).toStrictEqual([])
  })

  it.each(pages)('name no command in %s that fedrender does not have', (_, text) => {
    const named = [...text.matchAll(/(?<=^\$ |^|`)fedrender ([a-z][a-z-]*)(?=[ `\n])/gm)].map(
      ([, name]) => name,
    )
    const known = new Set([...listed.map((command) => command.name()), 'help'])
    expect(named.filter((name = '') => !known.has(name) && !prose.has(name))).toStrictEqual([])
  })
})

/** Words that follow the name where a line of prose begins with it. */
const prose: ReadonlySet<string> = new Set(['reads', 'needs', 'writes', 'is', 'finds', 'loads', 'holds'])

const others = '(?:argocd|docker|flux|git|kpt|kubectl|kustomize|npm|node|npx)'
const commandLineOfAnother = new RegExp(`^(?:\\$ | +|\\w+=\\$\\()?${others} .*$|\`${others} [^\`]*\``, 'gm')

/** Without the command lines of other programs, in a line or between backticks; their options are not ours. */
function withoutOtherPrograms(text: string): string {
  return text.replaceAll(commandLineOfAnother, '')
}

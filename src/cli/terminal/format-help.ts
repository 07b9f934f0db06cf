import type { Command, Help, Option } from 'commander'
import { createPaint } from '../../diagnostics/format/paint.ts'

const indent = '    '
/** The command line takes colours away where help goes to no terminal. */
const { bold, cyan } = createPaint(true)

/** The help of a command in the sections of a manual page, as wide as the helper says. */
export function formatHelp(command: Command, helper: Help): string {
  const name = commandPath(command)
  const listed = helper.visibleCommands(command)
  const groups = new Set(listed.map(groupOf))
  const sections: readonly (readonly [title: string, body: string])[] = [
    ['NAME', paragraph(`${name} - ${command.description()}`, helper)],
    ['SYNOPSIS', paragraph(helper.commandUsage(command), helper)],
    [
      'ARGUMENTS',
      items(
        helper
          .visibleArguments(command)
          .map((each) => [helper.argumentTerm(each), helper.argumentDescription(each)]),
        helper,
      ),
    ],
    ...[...groups].map((group): readonly [string, string] => [
      group.replace(/:$/, '').toUpperCase(),
      items(
        listed.filter((each) => groupOf(each) === group).map((each) => [each.name(), each.description()]),
        helper,
      ),
    ]),
    ['OPTIONS', options(command, helper)],
    ['GLOBAL OPTIONS', command.parent ? globalOptions(command, helper) : ''],
  ]
  return sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `${bold(title)}\n${body}\n`)
    .join('\n')
}

function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name()
}

function groupOf(command: Command): string {
  return command.helpGroup() || 'Commands:'
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command
}

function options(command: Command, helper: Help): string {
  return optionItems(helper.visibleOptions(command), helper)
}

/** Those of the whole command line, without what concerns fedrender alone. */
function globalOptions(command: Command, helper: Help): string {
  const own = new Set(['--version', '--help'])
  return optionItems(
    helper.visibleOptions(rootOf(command)).filter(({ long }) => !own.has(long ?? '')),
    helper,
  )
}

function optionItems(all: readonly Option[], helper: Help): string {
  return items(
    all.map((each) => [helper.optionTerm(each), helper.optionDescription(each)]),
    helper,
  )
}

/** Terms, each with its description below it, as manual pages have them: no column has to fit the longest term. */
function items(all: readonly (readonly [term: string, description: string])[], helper: Help): string {
  return all
    .map(
      ([term, description]) => `${indent}${cyan(term)}\n${paragraph(description, helper, indent.repeat(2))}`,
    )
    .join('\n')
}

function paragraph(text: string, helper: Help, margin = indent): string {
  const width = (helper.helpWidth ?? 80) - margin.length
  return helper.boxWrap(text, width).replaceAll(/^(?=.)/gm, margin)
}

/** A section that every help of a command ends with. */
export function formatSection(title: string, body: string): string {
  return `\n${bold(title)}\n${body}`
}

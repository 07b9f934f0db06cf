import { Option, type Command } from 'commander'
import type { CommandLine } from '../command-line.ts'

const oldOptions = new WeakSet<Option>()

/** Adds what an option was called, or meant, in the version before: it sets the option of the new name, with a note. */
export function addOldOption(
  command: Command,
  { noteOld }: Pick<CommandLine, 'noteOld'>,
  old: { readonly flags: string; readonly attribute: string; readonly note: string },
): void {
  // Without the preset, a flag that takes no value would not come by the parser.
  const option = new Option(old.flags)
    .hideHelp()
    .preset(true)
    .argParser((value: string): string => {
      noteOld(`${old.note}, and the old way goes on working until the next version`)
      command.setOptionValueWithSource(old.attribute, value, 'cli')
      return value
    })
  oldOptions.add(option)
  command.addOption(option)
}

/** Whether an option is kept for command lines of the version before. */
export function isOldOption(option: Option): boolean {
  return oldOptions.has(option)
}

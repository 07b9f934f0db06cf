import { InvalidArgumentError, type Command } from 'commander'
import { readLabelSelector, type LabelSelector } from '../../kubernetes/label-selector.ts'
import { parseSelector } from '../../kubernetes/parse-selector.ts'
import type { ObjectQuestion } from '../../views/object-filter.ts'
import { sharedOption } from './grammar.ts'
import { collect } from './repository-options.ts'

/** The options by which a command is asked for some objects; it gives them to `objectFilter`. */
export interface ObjectOptions extends ObjectQuestion {
  /** Every namespace is the default. */
  readonly allNamespaces?: boolean
}

/** Adds the options by which a command is asked for some objects; `hasCluster`: in some clusters too. */
export function addObjectOptions(
  command: Command,
  { hasCluster = true }: { readonly hasCluster?: boolean } = {},
): Command {
  command
    .addOption(sharedOption('namespace').conflicts('allNamespaces'))
    .addOption(sharedOption('allNamespaces'))
    .addOption(sharedOption('selector').argParser(readSelector))
  if (hasCluster) command.addOption(sharedOption('cluster').argParser(collect))
  return command.addOption(sharedOption('type').argParser(readType))
}

function readSelector(text: string): LabelSelector {
  const selector = parseSelector(text)
  const { selector: selects, faults } = readLabelSelector(selector ?? null)
  if (selector === undefined || selects === undefined) {
    throw new InvalidArgumentError(`It is no label selector: ${faults?.[0]?.problem ?? 'write app=web'}.`)
  }
  return selects
}

function readType(text: string): string {
  if (/^[^/]+(?:\/[^/]+)?$/.test(text)) return text
  throw new InvalidArgumentError('It must be TYPE or TYPE/NAME, as cm or deploy/web.')
}

import { InvalidArgumentError, type Command } from 'commander'
import { isSourceTemplate, isWebAddress } from '../../views/source-url.ts'
import { valueOption } from '../completion/value-source.ts'

/** The options about links to the sources and to the whole report. */
export interface LinkOptions {
  readonly sourceUrl?: string
  readonly reportUrl?: string
}

/** Adds `--source-url`. */
export function addSourceUrl(command: Command): Command {
  return command.addOption(
    valueOption(
      '--source-url <address>',
      'link each place to this address, with {path}, {line} and {commit} (default: that of the pipeline of GitHub or GitLab)',
      'text',
    ).argParser(parseSourceUrl),
  )
}

/** Adds `--report-url`. */
export function addReportUrl(command: Command): Command {
  return command.addOption(
    valueOption(
      '--report-url <address>',
      'where the whole is shown, for the comment to link to',
      'text',
    ).argParser(parseReportUrl),
  )
}

function parseSourceUrl(value: string): string {
  if (isSourceTemplate(value)) return value
  throw new InvalidArgumentError(
    'It must be an address as https://forge.example.com/fleet/blob/{commit}/{path}#L{line}, without spaces, quotes, brackets or parentheses.',
  )
}

function parseReportUrl(value: string): string {
  if (isWebAddress(value)) return value
  throw new InvalidArgumentError(
    'It must be an address that begins with https:// or http://, without spaces, quotes or parentheses.',
  )
}

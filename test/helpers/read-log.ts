/** A command that GitHub's runner finds in a line of a log. */
export interface RunnerCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/**
 * The commands that GitHub's runner obeys in a log (actions/runner, src/Runner.Common/ActionCommand.cs: TryParseV2 takes
 * `::name key=value::message` behind white space, TryParse takes `##[name key=value]message` anywhere in a line). The
 * names are not looked up, so that more is found than is obeyed.
 */
export function runnerCommands(log: string): readonly RunnerCommand[] {
  return log.split(/\r\n|[\n\r]/).flatMap((line) => {
    const [, name, properties = '', message = ''] =
      /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/su.exec(line) ?? []
    if (name !== undefined)
      return [{ name, properties: readProperties(properties), message: unescapeCommand(message) }]
    const [, older] = /##\[([^\]]*)\]/.exec(line) ?? []
    return older === undefined ? [] : [{ name: older, properties: {}, message: line }]
  })
}

function readProperties(text: string): Record<string, string> {
  const entries = text.split(',').map((each) => each.split(/=(.*)/s).slice(0, 2) as [string, string])
  return Object.fromEntries(entries.map(([key, value = '']) => [key, unescapeCommand(value)]))
}

function unescapeCommand(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

/** What a terminal, or who reads it, obeys or cannot see in a text, beside line breaks and tabs. */
export function obeyedByTerminals(text: string): readonly string[] {
  return [...text.matchAll(/(?!\r\n|[\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(({ index }) =>
    JSON.stringify(text.slice(Math.max(0, index - 40), index + 20)),
  )
}

/** A text without the colours that fedrender gives it. */
export function withoutColors(text: string): string {
  const escape = String.fromCharCode(0x1b)
  return text.replaceAll(new RegExp(`${escape}\\[(?:1|2|22|3[1236]|39)m`, 'g'), '')
}

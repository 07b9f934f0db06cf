import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { code, page, written } from './markdown.ts'

/** The reference of diagnostics: a heading for each code of the catalogue, by which it is linked to. */
export function diagnosticsPage(): string {
  const entries = Object.entries(catalog).sort(([left], [right]) => (left < right ? -1 : 1))
  return page(
    '# Diagnostics',
    written,
    'Every diagnostic has a stable code, and prints where (`file:line:column`), what is wrong, and how to fix it. All of a run ' +
      'are shown, not the first alone. `--strict` turns warnings into errors. [`severities`](configuration.md#settings) gives a ' +
      'code another severity, unless [the base](../concepts/tenancy.md#other-settings-that-checks-rely-on) or the code itself is ' +
      'against that:',
    '```yaml\nseverities:\n  plain-text-secret: error\n```',
    ...entries.flatMap(([name, { severity, about }]) => [`## ${code(name)}`, `**${severity}** ${about}`]),
  )
}

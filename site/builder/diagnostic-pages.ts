import { code, page } from '../../docs/writer/markdown.ts'
import type { CatalogEntry } from '../../src/diagnostics/diagnostic.ts'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { readExamples, type DiagnosticExample } from '../../test/created-codes/examples.ts'
import type { Pages } from './document-pages.ts'

const severities = {
  error: 'An **error**: nothing is rendered until it is fixed.',
  warning: 'A **warning**; `--strict` takes it for an error.',
  info: 'A **note**: nothing has to change, and it says what is easily overlooked.',
} as const

/** A page for each code of the catalogue, at `reference/diagnostics/CODE.md`. */
export function diagnosticPages(): Pages {
  const examples = readExamples()
  const entries = Object.entries<CatalogEntry>(catalog)
  return new Map(
    entries.map(([name, entry]) => [
      `reference/diagnostics/${name}.md`,
      diagnosticPage(name, entry, examples[name]),
    ]),
  )
}

function diagnosticPage(
  name: string,
  { severity, about }: CatalogEntry,
  example: DiagnosticExample | undefined,
): string {
  return page(
    `# ${code(name)}`,
    severities[severity],
    '## Cause',
    about,
    ...(example === undefined ? [] : ['## Example', `\`\`\`\`text\n${example.text}\n\`\`\`\``]),
    '## Fix',
    example?.hint ??
      'The message names no fix: what there is to change, if anything, follows from the cause.',
    `[All diagnostics](../diagnostics.md), and [how faults are found and fixed](../../how-to/validate-and-fix.md). ` +
      `\`severities: {${name}: …}\` gives it another [severity](../configuration.md#settings), where it may have one.`,
  )
}

/** The reference with each code a link to its page. */
export function linkCodes(reference: string, folder: string): string {
  return reference.replaceAll(/^## `([a-z0-9-]+)`$/gm, `## [\`$1\`](./${folder}/$1.md)`)
}

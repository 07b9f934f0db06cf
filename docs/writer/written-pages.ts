import { commandsPage } from './commands-page.ts'
import { configurationPage } from './configuration-page.ts'
import { diagnosticsPage } from './diagnostics-page.ts'
import { invariantsPage } from './invariants-page.ts'
import { risksPage } from './risks-page.ts'

/** The pages that are written from the program itself, by their paths in the repository. */
export function writtenPages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/reference/commands.md', commandsPage()],
    ['docs/reference/configuration.md', configurationPage()],
    ['docs/reference/diagnostics.md', diagnosticsPage()],
    ['docs/reference/invariants.md', invariantsPage()],
    ['docs/reference/risks.md', risksPage()],
  ])
}

import type { Outcome } from '../../app/render/render-repository.ts'
import { readOutputPath } from '../../output/layout.ts'
import { count } from '../../text/count.ts'

/** One round of `render --watch`. */
export interface Cycle {
  /** When it was, by RFC 3339. */
  readonly time: string
  /** What was saved. */
  readonly edits: string
  readonly outcome: Outcome
  readonly milliseconds: number
}

/** A round as a line: `12:03:11Z shop/web.yaml changed: wrote 3 files in 3 clusters, 0 pruned; 0.08 s`. */
export function formatCycle({ time, edits, outcome, milliseconds }: Cycle): string {
  const number = outcome.diagnostics.filter((each) => each.severity === 'error').length
  const errors = count(number, 'error')
  const parts = [
    outcome.written === true ? describeChanges(outcome) : `nothing written: ${errors}`,
    ...(outcome.written === true && number > 0 ? [errors] : []),
    `${(milliseconds / 1000).toFixed(2)} s`,
  ]
  return `${time.slice('YYYY-MM-DDT'.length)} ${edits}: ${parts.join('; ')}\n`
}

function describeChanges({ changes }: Outcome): string {
  const { added = [], changed = [], pruned = [], held = [] } = changes ?? {}
  const files = [...added, ...changed]
  const clusters = new Set(files.flatMap(({ path }) => readOutputPath(path).cluster ?? []))
  const where = clusters.size > 0 ? ` in ${count(clusters.size, 'cluster')}` : ''
  const kept = held.length > 0 ? `, ${held.length} held` : ''
  return `wrote ${count(files.length, 'file')}${where}, ${pruned.length} pruned${kept}`
}

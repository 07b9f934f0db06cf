import type { Cause } from '../../model/fleet-diff.ts'
import { formatCause, locateCauses } from '../fleet-diff/locate-causes.ts'
import { markup, type Markup } from './markup.ts'
import type { LinkSource } from './source-link.ts'

/** The lines that caused a change, as links; what only the base has is in no file that a link could lead to. */
export function causeLinks(link: LinkSource, causes: readonly Cause[]): Markup {
  const links = locateCauses(causes).map((cause, index) => {
    const text = formatCause(cause)
    return markup`${index > 0 && ', '}${cause.side === 'head' ? link.toLine(cause.file, cause.line, text) : text}`
  })
  return markup`${links}`
}

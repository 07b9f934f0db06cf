import type { Cause } from '../../model/fleet-diff.ts'
import { formatCause, locateCauses, withoutTwins } from '../fleet-diff/causes/locate-causes.ts'
import { markup, type Markup } from './markup.ts'
import type { LinkSource } from './source-link.ts'

/** The lines that caused a change, as links; what only the base has is a link only where a forge shows the base. */
export function causeLinks(link: LinkSource, causes: readonly Cause[]): Markup {
  const links = withoutTwins(locateCauses(causes)).map((cause, index) => {
    const text = formatCause(cause)
    return markup`${index > 0 && ', '}${link.toLine(cause.file, cause.line, text, cause.side)}`
  })
  return markup`${links}`
}

import type { FleetChange } from '../../model/fleet-diff.ts'
import { qualifiedName } from '../../model/qualified-name.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'

/** A change in one line: the object and its clusters, as a link to the change itself. */
export function changeTitle({ nameClusters }: Page, { object, clusters }: FleetChange): Html {
  const name = `${object.kind} ${qualifiedName(object)}`
  return html`${name}${clusters.length > 0 && ` in ${nameClusters(clusters)}`}`
}

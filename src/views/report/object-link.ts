import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { Markup } from './markup.ts'
import type { ReportedObject } from './reported-object.ts'
import type { LinkSource } from './source-link.ts'

/**
 * `Deployment shop/web`, or another text, as a link to the object's document, or to its name where it is an item of a
 * List.
 */
export function objectLink(link: LinkSource, object: ReportedObject, text?: string): Markup {
  const { kind, manifest } = object
  // To find the line of a field its document has to be parsed, which a thousand objects would wait for.
  const place = manifest.item === '' ? manifest : valueAt(manifest, '/metadata/name')
  return link.toPlace(place, text ?? `${kind} ${qualifiedName(object)}`)
}

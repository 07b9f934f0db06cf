import { locate, type Location } from '../../diagnostics/locate.ts'
import type { Place } from '../../model/place.ts'
import { markup, type Markup } from './markup.ts'

/** Makes links to lines of the sources. */
export interface LinkSource {
  /** `shop/web.yaml:12`, as a link to the line. */
  readonly toLine: (location: Location) => Markup
  /** A text, as a link to the line of a place. */
  readonly toPlace: (place: Place, text: string) => Markup
}

/**
 * Links from a report to the sources: relative, so that they work in a clone as on a forge, with `#L12` for the line.
 * What is no file of the repository, such as standard input, is named without a link.
 *
 * @param toRoot the way from the report's directory to the repository: `''`, or as `../`
 */
export function linkSources(toRoot: string): LinkSource {
  const link = ({ file, line }: Location, text: string): Markup => {
    const isFile = !/^(?:\.\.\/|\/|<)/.test(file.path)
    // Encoded, so that no name of a file can be taken for a scheme such as javascript:.
    const path = file.path.split('/').map(encodeURIComponent).join('/')
    return isFile ? markup`<a href="${toRoot}${path}#L${line}">${text}</a>` : markup`${text}`
  }
  return {
    toLine: (location) => link(location, `${location.file.path}:${location.line}`),
    toPlace: (place, text) => link(locate(place), text),
  }
}

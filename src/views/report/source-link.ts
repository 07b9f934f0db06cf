import { locate, type Location } from '../../diagnostics/locate.ts'
import type { Place } from '../../model/place.ts'
import { markup, type Markup } from './markup.ts'

/** Makes links to lines of the sources. */
export interface LinkSource {
  /** A text as a link to a line, which counts from 1, of the file at a path. */
  readonly toLine: (path: string, line: number, text: string) => Markup
  /** A text as a link to the line of a place. */
  readonly toPlace: (place: Place, text: string) => Markup
  /** `shop/web.yaml:12`, as a link to the line. */
  readonly toLocation: (location: Location) => Markup
}

/**
 * Links from a report to the sources: relative, so that they work in a clone as on a forge, with `#L12` for the line.
 * What is no file of the repository, such as standard input, is named without a link.
 *
 * @param toRoot the way from the report's directory to the repository: `''`, or as `../`
 */
export function linkSources(toRoot: string): LinkSource {
  const toLine: LinkSource['toLine'] = (path, line, text) => {
    if (/^(?:\.\.\/|\/|<)/.test(path)) return markup`${text}`
    // Encoded, so that no name of a file can be taken for a scheme such as javascript:.
    const encoded = path.split('/').map(encodeURIComponent).join('/')
    return markup`<a href="${toRoot}${encoded}#L${line}">${text}</a>`
  }
  return {
    toLine,
    toPlace: (place, text) => {
      const { file, line } = locate(place)
      return toLine(file.path, line, text)
    },
    toLocation: ({ file, line }) => toLine(file.path, line, `${file.path}:${line}`),
  }
}

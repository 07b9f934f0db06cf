import { locate, type Location } from '../../diagnostics/locate.ts'
import type { Place } from '../../model/place.ts'
import { pathFromTop } from '../../diagnostics/review-place.ts'
import { noSourcePlace, sourceUrl, type SourcePlace } from '../source-url.ts'
import { markup, type Markup } from './markup.ts'

/** Makes links to lines of the sources. */
export interface LinkSource {
  /** A text as a link to a line, which counts from 1, of the file at a path; of the base only where a forge shows it. */
  readonly toLine: (path: string, line: number, text: string, side?: 'base' | 'head') => Markup
  /** A text as a link to the line of a place. */
  readonly toPlace: (place: Place, text: string) => Markup
  /** `shop/web.yaml:12`, as a link to the line. */
  readonly toLocation: (location: Location) => Markup
}

/**
 * Links from a report to the sources: to the forge that shows them, or else relative, with `#L12` for the line.
 * What is no file of the repository, such as standard input, is named without a link.
 *
 * @param toRoot the way from the report's directory to the repository: `''`, or as `../`; undefined where none leads there
 * @param sources where a forge shows the sources
 */
export function linkSources(toRoot: string | undefined, sources: SourcePlace = noSourcePlace): LinkSource {
  const toLine: LinkSource['toLine'] = (path, line, text, side = 'head') => {
    const url = sourceUrl(sources, { side, file: pathFromTop(sources.prefix, path), line })
    if (url !== undefined) return markup`<a href="${url}">${text}</a>`
    if (toRoot === undefined || side === 'base' || /^(?:\.\.\/|\/|<)/.test(path)) return markup`${text}`
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

import { dirname, join } from 'node:path/posix'
import { readRepositoryFile } from './documents.ts'

const link = /\]\(([^)#\s]+)[^)\s]*\)/g

/** The paths of the pages and files of this repository to which a text of a page links. */
function targetsIn(text: string, page: string): readonly string[] {
  const targets = [...text.matchAll(link)].map(([, target = '']) => target)
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => join(dirname(page), target))
}

/** The paths of the pages and files to which a page links. */
export function pagesLinkedFrom(page: string): ReadonlySet<string> {
  return new Set(targetsIn(readRepositoryFile(page), page))
}

/** The pages that a number of clicks leads to, at most; the page itself is the first. */
export function pagesWithin(page: string, clicks: number): readonly string[] {
  const found = new Set([page])
  for (let click = 0; click < clicks; click++) {
    for (const each of [...found].filter((path) => path.endsWith('.md'))) {
      for (const next of pagesLinkedFrom(each)) found.add(next)
    }
  }
  return [...found]
}

/** The list items, rows and paragraphs of a page that link to another, each as one line. */
export function linesWithLinkTo(page: string, target: string): readonly string[] {
  const pieces = readRepositoryFile(page).split(/\n(?=\n|- |\|)/)
  return pieces
    .filter((piece) => targetsIn(piece, page).includes(target))
    .map((piece) => piece.replaceAll('\n', ' '))
}

/** A section of a page: from its heading up to the next of its level or of a higher one. */
export function sectionOf(page: string, heading: string): string {
  // A comment of a shell is no heading.
  const prose = page.replaceAll(/^```[^]*?^```$/gm, (block) => block.replaceAll('#', ' '))
  const start = `\n${prose}`.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`No heading of the page is "${heading}"`)
  const body = start + heading.length
  const end = prose.slice(body).search(new RegExp(`^#{1,${heading.indexOf(' ')}} `, 'm'))
  return page.slice(start, end === -1 ? undefined : body + end)
}

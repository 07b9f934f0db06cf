import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documents, readRepositoryFile, repositoryPath } from './documents.ts'

describe('every relative link leads to a file, and to a heading of it', () => {
  it.each(documents)('in %s', (path) => {
    expect(linksOf(path).filter((link) => !leadsSomewhere(path, link))).toStrictEqual([])
  })
})

/** The targets of links and images of a document, without those that are on other machines. */
function linksOf(path: string): readonly string[] {
  return [...proseOf(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

function leadsSomewhere(from: string, link: string): boolean {
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? from : join(dirname(from), target)
  if (path.startsWith('..') || !existsSync(repositoryPath(path))) return false
  if (anchor === undefined) return true
  return statSync(repositoryPath(path)).isFile() && anchorsOf(path).has(anchor)
}

/** The anchors that GitHub gives the headings of a document. */
function anchorsOf(path: string): ReadonlySet<string> {
  const anchors = new Map<string, number>()
  for (const [, heading = ''] of proseOf(path).matchAll(/^#+ (.*)$/gm)) {
    const anchor = heading
      .replaceAll(/\]\([^)]*\)/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    anchors.set(anchor, (anchors.get(anchor) ?? -1) + 1)
  }
  return new Set(
    [...anchors].flatMap(([anchor, last]) =>
      Array.from({ length: last + 1 }, (_, index) => (index === 0 ? anchor : `${anchor}-${index}`)),
    ),
  )
}

/** A document without its blocks of code and its code between backticks that holds a bracket. */
function proseOf(path: string): string {
  return readRepositoryFile(path)
    .replaceAll(/^( *)(```+|~~~+)[^\n]*\n[^]*?^\1\2$/gm, '')
    .replaceAll(/`[^`\n]*[[\]()][^`\n]*`/g, '')
}

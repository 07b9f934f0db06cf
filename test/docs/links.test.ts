import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsIn, localLinks } from '../../docs/writer/links.ts'
import { documents, readRepositoryFile, repositoryPath } from './documents.ts'

describe('every relative link leads to a file, and to a heading of it', () => {
  it.each(documents)('in %s', (path) => {
    const links = localLinks(readRepositoryFile(path))
    expect(links.filter((link) => !leadsSomewhere(path, link))).toStrictEqual([])
  })
})

function leadsSomewhere(from: string, link: string): boolean {
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? from : join(dirname(from), target)
  if (path.startsWith('..') || !existsSync(repositoryPath(path))) return false
  if (anchor === undefined) return true
  return statSync(repositoryPath(path)).isFile() && anchorsIn(readRepositoryFile(path)).has(anchor)
}

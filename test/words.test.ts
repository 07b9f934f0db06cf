import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { handWrittenPages, readRepositoryFile, repositoryPath } from './docs/documents.ts'

/** Words that texts for users do not use: the field's words are print, report, fix, check, status, after, is, means. */
const dialect = /\b(?:tells?|told|mend(?:s|ed|ing)?|cures?|cured|fates?|stands?|stood|behind)\b/i

/** `adopt` prints "left behind", which is also the name of the list in its JSON. */
const allowed = /\bleft[ -]behind\b/gi

/** The folders that are read whole, comments too. */
const textFolders = ['src', 'schemas'] as const

describe('the texts for users are in the words of the field', () => {
  it.each([...handWrittenPages, 'CONTRIBUTING.md', 'SECURITY.md', ...textFolders.flatMap(filesIn)])(
    'in %s',
    (path) => {
      expect(dialectIn(readRepositoryFile(path))).toStrictEqual([])
    },
  )
})

/** Each line that uses a word of the dialect, with its number. */
function dialectIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line, index) => `${index + 1}: ${line.replaceAll(allowed, '')}`)
    .filter((line) => line.search(dialect) !== -1)
}

/** The TypeScript and JSON files below a folder; Kubernetes' own schemas are written by Kubernetes. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(repositoryPath(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|json)$/.test(path) && !path.endsWith('/kubernetes.json'))
    .sort()
}

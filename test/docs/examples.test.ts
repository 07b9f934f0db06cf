import { describe, expect, it } from 'vitest'
import { handWrittenPages, readRepositoryFile } from './documents.ts'

describe('a file of an example that a page shows', () => {
  const shown = handWrittenPages.flatMap((page) =>
    [
      ...readRepositoryFile(page).matchAll(
        /^`(examples\/[^`\n]+)`:?\n\n(?:(?:<!-- prettier-ignore -->\n)?```yaml\n(.*?)```$)?/gms,
      ),
    ].map(([, path = '', text]) => [page, path, text] as const),
  )

  it('is there, below its name', () => {
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter(([, , text]) => text === undefined)).toStrictEqual([])
  })

  it.each(shown)('%s shows %s as it is', (_, path, text) => {
    expect(readRepositoryFile(path)).toContain(text)
  })
})

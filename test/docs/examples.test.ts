import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readReadme, repositoryPath } from './readme.ts'

describe('the worked example of the README', () => {
  const blocks = [
    ...readReadme().matchAll(
      /^`(examples\/[^`\n]+)`:?\n\n(?:<!-- prettier-ignore -->\n)?```yaml\n(.*?)```$/gms,
    ),
  ]

  it('shows a file below each name of one', () => {
    const named = readReadme().match(/^`examples\/[^`\n]+`$/gm) ?? []
    expect(named.length).toBeGreaterThan(0)
    expect(blocks.map(([, path]) => `\`${path}\``)).toStrictEqual(named)
  })

  for (const [, path = '', shown = ''] of blocks) {
    it(`shows ${path} as it is`, () => {
      expect(readFileSync(repositoryPath(path), 'utf8')).toContain(shown)
    })
  }
})

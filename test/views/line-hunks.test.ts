import { applyPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { lineHunks } from '../../src/views/line-hunks.ts'

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('')
}

function patched(from: string, to: string): string | false {
  const hunks = lineHunks(from, to).map((each) => ({ ...each, lines: [...each.lines] }))
  return applyPatch(from, {
    oldFileName: '',
    newFileName: '',
    oldHeader: '',
    newHeader: '',
    hunks,
  } as never)
}

describe('lineHunks', () => {
  it('shows each of many changes with three lines around it', () => {
    const from = lines(3000, (index) => `${index}\n`)
    const to = from.replaceAll(/^(\d*0)$/gm, '$1 changed')
    const hunks = lineHunks(from, to)
    expect(hunks[1]).toEqual({
      oldStart: 8,
      oldLines: 7,
      newStart: 8,
      newLines: 7,
      lines: [' 7', ' 8', ' 9', '-10', '+10 changed', ' 11', ' 12', ' 13'],
    })
    expect(patched(from, to)).toBe(to)
  })

  it('makes one text of another where lines come in, go away and end without a break', () => {
    const from = lines(2000, (index) => (index % 7 === 0 ? 'same\n' : `${index}\n`))
    const to = lines(2000, (index) =>
      index % 5 === 0 ? '' : index % 3 === 0 ? `${index}\nnew ${index}\n` : `${index}\n`,
    )
    expect(patched(from, `${to}end`)).toBe(`${to}end`)
    expect(patched(`${to}end`, from)).toBe(from)
  })

  it('takes linear time for a text of which nothing stays', () => {
    const [from, to] = ['a', 'b'].map((letter) => lines(100_000, (index) => `${letter}${index}\n`))
    expect(patched(from ?? '', to ?? '')).toBe(to)
  })
})

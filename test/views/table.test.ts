import { expect, it } from 'vitest'
import { formatTable } from '../../src/views/table.ts'

it('aligns columns, ends no line in blanks, and marks an empty cell', () => {
  expect(
    formatTable(
      ['A', 'LONGER', 'C'],
      [
        ['value', '', 'x'],
        ['', 'y', ''],
      ],
    ),
  ).toBe('A        LONGER   C\nvalue    <none>   x\n<none>   y        <none>\n')
})

it('is a header alone without rows', () => expect(formatTable(['A', 'B'], [])).toBe('A   B\n'))

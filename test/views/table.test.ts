import { describe, expect, it } from 'vitest'
import { formatTable } from '../../src/views/table.ts'

const rows = [
  ['web', 'eu', 'a text of words that goes on and on'],
  ['web', 'us', ''],
  ['api', 'eu', { text: 'bad', style: 'red' }],
] as const
const table = { header: ['NAME', 'CLUSTER', 'WHY'], rows, named: 1 }
const grid = `NAME   CLUSTER   WHY
web    eu        a text of words that goes on and on
web    us        <none>
api    eu        bad
`

it('aligns columns, ends no line in blanks, and marks an empty cell', () => {
  const cells = [
    ['value', '', 'x'],
    ['', 'y', ''],
  ]
  expect(formatTable({ header: ['A', 'LONGER', 'C'], rows: cells, named: 1 })).toBe(
    'A        LONGER   C\nvalue    <none>   x\n<none>   y        <none>\n',
  )
})

it('is a header alone without rows', () =>
  expect(formatTable({ header: ['A', 'B'], rows: [], named: 1 })).toBe('A   B\n'))

describe('on a screen', () => {
  it('is a grid where each line fits', () => {
    const width = Math.max(...grid.split('\n').map((line) => line.length))
    expect(formatTable(table, { columns: width })).toBe(grid)
    expect(formatTable(table, { columns: width - 1 })).not.toBe(grid)
  })

  it('is a block for each row where one does not fit, with the name once and long cells broken between words', () => {
    expect(formatTable(table, { columns: 30 })).toBe(`web
  CLUSTER   eu
  WHY       a text of words
            that goes on and
            on

  CLUSTER   us
  WHY       <none>

api
  CLUSTER   eu
  WHY       bad
`)
  })

  it('breaks no word, so that a path can be copied', () => {
    const path = '/spec/template/spec/containers/0/image'
    expect(
      formatTable({ header: ['A', 'B'], rows: [['x', `${path} is long`]], named: 1 }, { columns: 20 }),
    ).toBe(`x\n  B   ${path}\n      is long\n`)
  })

  it('pads by what is seen where it has colours', () => {
    const painted = formatTable(
      {
        header: ['A', 'B'],
        rows: [
          [{ text: 'x', style: 'green' }, 'y'],
          ['long', 'z'],
        ],
        named: 1,
      },
      { color: true },
    )
    expect(painted).toBe('A      B\n\u001B[32mx\u001B[39m      y\nlong   z\n')
  })
})

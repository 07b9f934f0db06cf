import { createPaint, type Paint } from '../diagnostics/format/paint.ts'
import { printable } from '../text/quote.ts'
import { wrapWords } from './wrap-words.ts'

/** What a view for a person is printed on. */
export interface Screen {
  /** The characters that fit on a line; undefined where lines have any length, as in a file. */
  readonly columns?: number | undefined
  /** Whether it shows colours. */
  readonly color?: boolean
}

/** The text of a cell, `''` for none; in a colour where it is to be noticed. */
export type Cell = string | { readonly text: string; readonly style: keyof Paint }

/** A heading for each column, and a row's cells in the same order. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** How many columns, from the first, name a row: they are the title of its block. */
  readonly named: number
}

const gap = 3

/**
 * Rows as aligned columns below a header, as kubectl prints them; an empty cell is `<none>`. No cell ends its line.
 * Where such a line does not fit on the screen each row is a block: what names it, and a line for each other cell.
 */
export function formatTable({ header, rows, named }: Table, screen: Screen = {}): string {
  const widths = header.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, textOf(row[column]).length), heading.length),
  )
  const width = widths.reduce((sum, each) => sum + each + gap, -gap)
  const paint = createPaint(screen.color ?? false)
  if (screen.columns !== undefined && width > screen.columns) {
    return formatBlocks({ header, rows, named }, screen.columns, paint)
  }
  const line = (cells: readonly string[]): string => `${cells.join(' '.repeat(gap)).trimEnd()}\n`
  const last = header.length - 1
  const painted = rows.map((row) =>
    line(row.map((cell, column) => paintCell(cell, paint, column === last ? 0 : widths[column]))),
  )
  return [line(header.map((heading, column) => heading.padEnd(widths[column] ?? 0))), ...painted].join('')
}

/** The rows one below the other; what names several rows in a row is printed once. */
function formatBlocks({ header, rows, named }: Table, columns: number, paint: Paint): string {
  const labels = header.slice(named)
  const indent = labels.reduce((widest, { length }) => Math.max(widest, length), 0) + gap + 2
  const lines: string[] = []
  let current: string | undefined
  for (const row of rows) {
    const title = row.slice(0, named).map(textOf).join(' ')
    if (current !== undefined) lines.push('')
    if (title !== current) lines.push(paint.bold(title))
    current = title
    labels.forEach((label, index) => {
      const cell = row[named + index]
      const [first = '', ...rest] = wrapWords(textOf(cell), columns - indent)
      lines.push(
        `  ${paint.dim(label.padEnd(indent - 2))}${paintText(first, cell, paint)}`,
        ...rest.map((part) => `${' '.repeat(indent)}${paintText(part, cell, paint)}`),
      )
    })
  }
  return lines.map((each) => `${each}\n`).join('')
}

function textOf(cell: Cell = ''): string {
  const text = typeof cell === 'string' ? cell : cell.text
  return text === '' ? '<none>' : printable(text)
}

function paintCell(cell: Cell, paint: Paint, width = 0): string {
  const text = textOf(cell)
  return `${paintText(text, cell, paint)}${' '.repeat(Math.max(0, width - text.length))}`
}

function paintText(text: string, cell: Cell = '', paint: Paint): string {
  return typeof cell === 'string' || text === '' ? text : paint[cell.style](text)
}

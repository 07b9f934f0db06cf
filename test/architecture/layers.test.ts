import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { globSync } from 'glob'
import { describe, expect, it } from 'vitest'
import { findCircles, importsOf, readImports, src } from './imports.ts'
import { groupBy } from '../../src/text/group-by.ts'
import { describeLayer, layers, refuseImport, roomOf } from './layers.ts'

const files = readImports()
const map = join(src, 'README.md')

describe('the table of layers', () => {
  it('allows every import', () => {
    const refused = files.flatMap(({ path, imports }) =>
      imports.flatMap((each) => refuseImport(path, each) ?? []),
    )
    expect(refused).toStrictEqual([])
  })

  it('allows nothing that nobody imports', () => {
    const imported = new Map(Object.keys(layers).map((room) => [room, new Set<string>()]))
    for (const { path, imports } of files) {
      for (const each of imports) imported.get(roomOf(path))?.add(each.endsWith('.ts') ? roomOf(each) : each)
    }
    const idle = Object.entries(layers).flatMap(([room, { rooms, packages = [] }]) =>
      [...rooms, ...packages]
        .filter((each) => each !== 'node:*' && imported.get(room)?.has(each) !== true)
        .map((each) => `${room}: ${each}`),
    )
    expect(idle).toStrictEqual([])
  })

  it('lets a room import only rooms above it', () => {
    const rooms = Object.keys(layers)
    for (const [index, room] of rooms.entries()) {
      const below = layers[room]?.rooms.filter((each) => !rooms.slice(0, index).includes(each))
      expect([room, below]).toStrictEqual([room, []])
    }
  })

  it.each([
    ['stages/plan/scheduling/what-if.ts', "import { createNodeHost } from '../../../host/node-host.ts'"],
    ['stages/parse/rendered-fleet.ts', "import { readFileSync } from 'node:fs'"],
    ['index.ts', "import type { ActionContext } from './action/run-action.ts'"],
    ['host/host.ts', "import { createMatcher } from '../stages/authorize/rights.ts'"],
    ['host/host.ts', "import { check } from '../stages/check/check.ts'"],
    ['host/host.ts', "import type { Package } from '../krm/package-files.ts'"],
    ['model/json.ts', "import type { Package } from '../krm/package-files.ts'"],
    ['diagnostics/locate.ts', "export * from '../stages/plan/scheduling/what-if.ts'"],
    ['stages/emit/gate.ts', "const { assume } = await import('../../render.ts')"],
    [
      'stages/plan/scheduling/scheduling-state.ts',
      "import { runCommand } from '../../../cli/run-command.ts'",
    ],
    ['views/status.ts', "import { Command } from 'commander'"],
    ['output/layout.ts', "import { join } from 'node:path'"],
    ['new-room/file.ts', "import type { Json } from '../model/json.ts'"],
  ])('refuses %s: %s', (path, text) => {
    expect(importsOf(path, text).map((each) => refuseImport(path, each) ?? 'allowed')).toStrictEqual([
      expect.stringMatching(/may not import|is in no row/),
    ])
  })

  it('is what the map in src/README.md shows', () => {
    const text = readFileSync(map, 'utf8')
    const written = Object.entries(layers).reduce((shown, [room, layer]) => {
      const row = new RegExp(`^(\\| *\`${room.replace('.', '\\.')}/?\` *\\|[^|]*\\|[^|]*\\|)[^|]*\\|$`, 'm')
      expect(shown).toMatch(row)
      return shown.replace(row, (_, start: string) => `${start} ${describeLayer(layer)} |`)
    }, text)
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(map, written)
    expect(tableCells(text)).toStrictEqual(tableCells(written))
  })
})

it.each(globSync('{README.md,*/README.md}', { cwd: src, posix: true }).sort())(
  '%s names files that are there',
  (page) => {
    const named = [...readFileSync(join(src, page), 'utf8').matchAll(/`([\w./-]+\.ts)`/g)].map(
      ([, name]) => name ?? '',
    )
    const isThere = (name: string): boolean =>
      files.some(({ path }) => path === name || path.endsWith(`/${name}`))
    expect(named.filter((name) => !isThere(name))).toStrictEqual([])
  },
)

/** The folders whose files are all of one kind, which a reader looks through as a list. */
const ofOneKind: ReadonlySet<string> = new Set([
  'cli/commands',
  'diagnostics/catalog',
  'model',
  'views/fleet-diff/risks/rules',
])

it('no folder holds more than 20 files, unless all are of one kind', () => {
  const folders = groupBy(globSync('**/*.ts', { cwd: src, posix: true }), (file) => dirname(file))
  const large = [...folders].filter(([, files]) => files.length > 20).map(([folder]) => folder)
  expect(large.sort()).toStrictEqual([...ofOneKind].sort())
})

it('imports make no circle, those of types included', () => {
  expect(findCircles(files)).toStrictEqual([])
  expect(
    findCircles([
      { path: 'a.ts', imports: ['b.ts'] },
      { path: 'b.ts', imports: ['c.ts', 'yaml'] },
      { path: 'c.ts', imports: ['b.ts'] },
    ]),
  ).toStrictEqual([['b.ts', 'c.ts', 'b.ts']])
})

/** The cells of the tables of a page, whatever their widths. */
function tableCells(text: string): readonly (readonly string[])[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) => row.split('|').map((cell) => cell.trim()))
}

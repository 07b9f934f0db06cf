import { ratio, withSpread } from '../measure/statistics.mjs'
import { commands } from '../scenarios/commands.mjs'

/** Prints what each command took, and what the programs beside it took. */
export function printCommands({ measured: [side], references, titles }) {
  const { copy, status } = references
  const row = (title, { wall, cpu, peak }) => [
    title,
    withSpread(wall),
    withSpread(cpu),
    ratio(wall, copy.wall).toFixed(2),
    ratio(cpu, copy.cpu).toFixed(2),
    ratio(cpu, status.cpu).toFixed(1),
    peak?.toFixed(0) ?? '',
  ]
  printTable(
    ['', 'ms', 'CPU ms', '× `cp -r`', 'CPU × `cp -r`', 'CPU × `git status`', 'peak MiB'],
    [
      ...commands.map(({ name, title }) => row(title, side[name])),
      ...Object.entries(references).map(([name, samples]) => row(titles[name], samples)),
    ],
  )
}

/** Prints what each command took of the base and of this checkout, and the medians of the rounds' ratios. */
export function printComparison({ measured: [side, base] }) {
  const row = (title, name) => {
    const [ours, theirs] = [side[name], base[name]]
    return [
      title,
      withSpread(theirs.wall),
      withSpread(ours.wall),
      ratio(ours.wall, theirs.wall).toFixed(2),
      withSpread(theirs.cpu),
      withSpread(ours.cpu),
      ratio(ours.cpu, theirs.cpu).toFixed(2),
      `${theirs.peak.toFixed(0)} → ${ours.peak.toFixed(0)}`,
    ]
  }
  printTable(
    ['', 'base ms', 'ms', 'ratio', 'base CPU ms', 'CPU ms', 'ratio', 'peak MiB'],
    commands.map(({ name, title }) => row(title, name)),
  )
}

/** Prints a table in Markdown; the first column holds words, the others numbers. */
export function printTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  console.log(line(head))
  console.log(line(head.map((_, index) => (index === 0 ? '---' : '---:'))))
  for (const cells of rows) console.log(line(cells))
  console.log('')
}

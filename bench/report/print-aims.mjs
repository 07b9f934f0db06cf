import { median, ratio, rounded } from '../measure/statistics.mjs'
import { printTable } from './print-commands.mjs'

/**
 * Prints what fedrender aims at beside what it reaches: of the large fleet, but for what is said to be of the small one.
 * A row whose other program is not installed, or that needs a base, is left out.
 */
export function printAims({ small, large, kustomize, kubeconform }) {
  const [side, base] = large.measured
  const { copy, status } = large.references
  const { files } = large.fleet.made
  const times = (samples, other) => [ratio(samples.wall, other.wall), ratio(samples.cpu, other.cpu)]
  const slower = (other, samples) => [other.wall / median(samples.wall), other.cpu / median(samples.cpu)]
  const perSecond = (of) => Math.round((files * 1000) / median(side.cold[of])).toLocaleString('en')
  const by = (numbers, unit) => numbers.map((number) => `${number.toFixed(2)} × ${unit}`)
  const ofBase = (name) => by(times(small.measured[0][name], small.measured[1][name]), 'base')
  const mebibytes = (number) => [`${number.toFixed(0)} MiB`, '']
  const watch = (each) => ['', each === undefined ? '' : `${rounded(each.cpu)} ms`]
  const rows = [
    ['`render`, no output yet', by(times(side.cold, copy), '`cp -r`'), '0.8 ×, CPU 1.0 ×'],
    ['`render`, nothing changed', by(times(side.unchanged, status), '`git status`'), 'CPU 1.5 ×'],
    ['`render`, sources changed', by(times(side.commented, status), '`git status`'), 'CPU 3 ×'],
    ['peak memory', mebibytes(side.cold.peak), '130 MiB'],
    ['manifests a second', [perSecond('wall'), perSecond('cpu')], '80,000'],
    kustomize && ['kustomize', by(slower(kustomize, side.cold), 'this'), '75 ×'],
    kubeconform && ['kubeconform', by(slower(kubeconform, side.validate), 'this'), '18 ×'],
    base && ['`diff`, one image', by(times(side.diff, base.cold), "base's `render`"), '0.35 ×'],
    base && ['`validate`, small', ofBase('validate'), '0.6 ×'],
    base && ['`render --check`, small', ofBase('check'), '0.65 ×'],
    ['a round of `--watch`', watch(side.watch), 'CPU 65 ms'],
    ['`publish`, a new branch: memory', mebibytes(side.publish.peak), '200 MiB'],
    ['`--version`', by(times(small.measured[0].version, small.references.node), '`node -e 0`'), '1.5 ×'],
  ].filter((row) => row !== undefined)
  printTable(
    ['', 'clock', 'CPU', 'aim'],
    rows.map(([title, [clock, cpu], aim]) => [title, clock, cpu, aim]),
  )
}

import { shortCommit, type Wave } from '../model/wave.ts'
import { compareText } from '../text/compare-text.ts'
import { count } from '../text/count.ts'
import { listSome } from '../text/list-some.ts'
import { formatTable, type Screen } from './table.ts'

const shownObjects = 3

/** The waves as a table: what each is held at, how far back that is, and what waits; `''` where none is held. */
export function formatWaves(waves: readonly Wave[], screen: Screen = {}): string {
  if (waves.every(({ held }) => held === undefined)) return ''
  const rows = waves.map((wave) => [
    wave.name,
    wave.held === undefined ? 'HEAD' : shortCommit(wave.held.commit),
    wave.held === undefined ? '' : count(wave.held.back, 'commit'),
    describeClusters(wave),
    describeWaiting(wave),
  ])
  return formatTable({ header: ['WAVE', 'COMMIT', 'BACK', 'CLUSTERS', 'WAITING'], rows, named: 1 }, screen)
}

function describeClusters({ clusters, newer }: Wave): string {
  const all = clusters.toSorted(compareText)
  return newer.length === 0 ? listSome(all, 5) : `${listSome(all, 5)}; HEAD: ${listSome(newer, 5)}`
}

/** What a wave would get that it has not. */
export function describeWaiting({ held, waiting }: Wave): string {
  if (held === undefined) return ''
  return waiting.length === 0
    ? 'nothing'
    : `${count(waiting.length, 'object')}: ${listSome(waiting, shownObjects)}`
}

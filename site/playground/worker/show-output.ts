import { originsInWaves } from '../../../src/app/waves/origins-in-waves.ts'
import type { MatrixObject } from '../../../src/views/report/matrix/matrix.ts'
import { yamlLines, type LineOrigin } from '../../../src/views/report/variants/yaml-lines.ts'
import { originWords } from '../../../src/views/report/variants/yaml-table.ts'
import type { ShownOrigin, ShownOutput } from '../protocol.ts'
import type { Compiled } from './compile-fleet.ts'
import { placeOf } from './describe-fleet.ts'

/** So many lines of an object are shown, and so many characters of a line. */
const mostLines = 2_000
const longestLine = 1_000

/** What a cluster gets of an object, line by line with what made each; nothing where it gets none. */
export function showOutput(
  { result, repository }: Compiled,
  object: MatrixObject | undefined,
  cluster: string,
): ShownOutput {
  const variant = object?.variants.find(({ clusters }) => clusters.includes(cluster) || clusters.length === 0)
  if (object === undefined || variant === undefined || result === undefined)
    return { lines: [], moreLines: 0 }
  const origins = object.plan && originsInWaves(result, repository.config)(object.plan, cluster)
  const lines = yamlLines(variant.object, origins, mostLines)
  return {
    lines: lines.slice(0, mostLines).map(({ text, origin }) => ({
      text: text.slice(0, longestLine),
      origins: origin ? [origin, ...origin.replaced].map(describeOrigin) : [],
    })),
    moreLines: Math.max(0, lines.length - mostLines),
  }
}

function describeOrigin({ kind, at }: LineOrigin): ShownOrigin {
  return { words: originWords[kind], ...(at && { at: placeOf(at) }) }
}

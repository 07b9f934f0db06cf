import { agents } from '../../agents/agents.ts'
import type { Granularities } from '../../agents/removal.ts'
import { readRenderedText } from '../../host/output/read-rendered.ts'
import type { Output } from '../../host/output/output.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { DeliveryGranularity } from '../../model/delivery-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { EarlierOutput } from '../../output/changes-between.ts'
import { parse } from '../../stages/parse/parse.ts'
import { conflictSides } from '../../text/conflict-markers.ts'

/** What the agents of an earlier output delivered by one Application or Kustomization each, as their files there say. */
export function granularitiesIn({ paths, read }: EarlierOutput): Granularities {
  return new Map(
    agents.flatMap((agent): readonly [string, DeliveryGranularity][] => {
      const prefix = `${agent.folder}/`
      const files = paths
        .filter((path) => path.startsWith(prefix))
        .map((path) => ({ path: path.slice(prefix.length), read: () => readObject(path, read(path)) }))
      const granularity = agent.granularityIn(files)
      return granularity === undefined ? [] : [[agent.folder, granularity]]
    }),
  )
}

/** The same of the output that a run goes on from: the previous one where that has files of agents, else what is on disk. */
export function earlierGranularities(
  output: Output,
  { changed, unchanged, pruned }: Pick<ChangeSet, 'changed' | 'unchanged' | 'pruned'>,
  previous: PreviousOutput | undefined,
): Granularities {
  const published: Granularities = previous ? granularitiesIn(previous) : new Map()
  if (published.size > 0) return published
  const onDisk = [...changed, ...unchanged, ...pruned.filter((file) => file.onDisk)]
  return granularitiesIn({
    paths: onDisk.map(({ path }) => path),
    read: (path) => readRenderedText(output, path) ?? '',
  })
}

function readObject(path: string, content: string | Uint8Array): JsonObject | undefined {
  const [text = ''] = conflictSides(Buffer.from(content).toString('utf8'))
  const [{ manifests }] = parse([{ path, text }])
  return manifests[0]?.value
}

import { getOwn } from '../../json/own.ts'
import type { JsonObject } from '../../model/json.ts'
import type { KeepReason } from '../agent.ts'

const annotation = 'argocd.argoproj.io/sync-options'

/**
 * By reason: `Prune=false` keeps an object whose file goes, `Delete=false` one whose Application goes (Argo CD:
 * docs/user-guide/sync-options.md).
 */
const optionsFor: Readonly<Record<KeepReason, readonly string[]>> = {
  orphaned: ['Prune=false', 'Delete=false'],
  namespace: ['Prune=false'],
}

/** The sync options of an object that Argo CD is to leave alone: its own, those of the same names displaced. */
export function keep(annotations: JsonObject, reason: KeepReason): JsonObject {
  const options = getOwn(annotations, annotation)
  const wanted = optionsFor[reason]
  const names = new Set(wanted.map(optionName))
  const others =
    typeof options === 'string' ? options.split(',').filter((each) => !names.has(optionName(each))) : []
  return { [annotation]: [...others, ...wanted].join(',') }
}

/** Whether Argo CD leaves an object alone when its file goes. */
export function isKept(annotations: JsonObject): boolean {
  const options = getOwn(annotations, annotation)
  return typeof options === 'string' && options.split(',').some((each) => each.trim() === 'Prune=false')
}

function optionName(option: string): string {
  return option.trim().split('=')[0] ?? ''
}

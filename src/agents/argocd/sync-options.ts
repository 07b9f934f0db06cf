import { getOwn } from '../../json/own.ts'
import type { JsonObject } from '../../model/json.ts'
import type { KeepReason } from '../agent.ts'

const syncOptions = 'argocd.argoproj.io/sync-options'
const compareOptions = 'argocd.argoproj.io/compare-options'

/**
 * By reason: `Prune=false` keeps an object whose file goes, `Delete=false` one whose Application goes (Argo CD:
 * docs/user-guide/sync-options.md).
 */
const syncOptionsFor: Readonly<Record<KeepReason, readonly string[]>> = {
  orphaned: ['Prune=false', 'Delete=false'],
  namespace: ['Prune=false'],
}

/**
 * The options of an object that Argo CD is to leave alone: its own, those of the same names displaced. What is kept
 * when its file goes is extraneous then: without `IgnoreExtraneous` its Application would be OutOfSync for ever, and sync
 * again and again (Argo CD: docs/user-guide/compare-options.md).
 */
export function keep(annotations: JsonObject, reason: KeepReason): JsonObject {
  return {
    [syncOptions]: withOptions(annotations, syncOptions, syncOptionsFor[reason]),
    [compareOptions]: withOptions(annotations, compareOptions, ['IgnoreExtraneous']),
  }
}

/** Why an object gets one of the annotations of `keep`, as a clause; undefined for any other. */
export function reasonOf(annotation: string): string | undefined {
  if (annotation === syncOptions) return 'Argo CD is to leave the object in the cluster when its file goes'
  if (annotation === compareOptions) {
    return 'Argo CD compares what it is to keep with nothing once its file has gone, and its Application would be OutOfSync for ever'
  }
  return undefined
}

/** Whether Argo CD leaves an object alone when its file goes. */
export function isKept(annotations: JsonObject): boolean {
  const options = getOwn(annotations, syncOptions)
  return typeof options === 'string' && options.split(',').some((each) => each.trim() === 'Prune=false')
}

function withOptions(annotations: JsonObject, annotation: string, wanted: readonly string[]): string {
  const options = getOwn(annotations, annotation)
  const names = new Set(wanted.map(optionName))
  const others =
    typeof options === 'string' ? options.split(',').filter((each) => !names.has(optionName(each))) : []
  return [...others, ...wanted].join(',')
}

function optionName(option: string): string {
  return option.trim().split('=')[0] ?? ''
}

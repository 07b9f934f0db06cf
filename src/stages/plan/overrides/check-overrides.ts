import { pointerOfDotted } from '../../../kubefed/dotted-path.ts'
import { isPointer } from '../../../json/patch.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import type { Override } from '../../../model/override.ts'
import type { OverrideOperation, OverrideItem } from '../../../model/override-item.ts'

/** What makes the overrides of a federated object invalid, for every cluster; pointers are from its root. */
export type OverrideFault =
  | { readonly kind: 'op-invalid'; readonly pointer: string; readonly op: string }
  | PathFault
  | { readonly kind: 'path-forbidden'; readonly pointer: string; readonly path: string }
  | {
      readonly kind: 'duplicate-path'
      readonly pointer: string
      readonly relatedPointer: string
      readonly path: string
      readonly cluster: string
    }
  | {
      readonly kind: 'duplicate-cluster'
      readonly pointer: string
      readonly relatedPointer: string
      readonly cluster: string
    }

/** A path that is neither a JSON pointer nor the early dotted form. */
export interface PathFault {
  readonly kind: 'path-invalid'
  readonly pointer: string
  readonly path: string
  readonly problem: 'empty' | 'escape' | 'no-slash' | 'prototype' | 'too-deep'
  /** What was probably meant. */
  readonly suggestion?: string
  /** The pointer as which KubeFed takes the path; absent where it refuses it too. */
  readonly taken?: string
}

/** A path in the early dotted form, and the same in the modern one. */
export interface DottedPath {
  readonly pointer: string
  readonly written: string
  readonly path: string
}

/** The overrides of a federated object. */
export interface OverrideCheck {
  /** Any fault makes KubeFed refuse the whole federated object, except a path that it takes for another pointer. */
  readonly faults: readonly OverrideFault[]
  readonly dotted: readonly DottedPath[]
  /** By cluster, in the order of their application; complete only where KubeFed refuses no fault. */
  readonly byCluster: ReadonlyMap<string, readonly Override[]>
  /** The item of `spec.overrides` of each cluster. */
  readonly clusterPointers: ReadonlyMap<string, string>
}

/** KubeFed: pkg/controller/util/overrides.go, invalidPaths. */
const forbiddenPaths = new Set(['/metadata/namespace', '/metadata/name', '/metadata/generateName', '/kind'])

/** Deeper than any field of any type; an early dotted path creates a mapping for each of its keys. */
const deepestPath = 200

/**
 * Checks the overrides of a federated object (KubeFed: pkg/controller/util/overrides.go, GetOverrides), whose shape the
 * schema has checked: a cluster named twice, a path twice for one cluster, a forbidden path, and an op or a path that
 * is none are faults. Beyond KubeFed's check, a path counts as the same in its dotted and its modern spelling.
 */
export function checkOverrides(items: readonly OverrideItem[]): OverrideCheck {
  const faults: OverrideFault[] = []
  const dotted: DottedPath[] = []
  const byCluster = new Map<string, readonly Override[]>()
  const clusterPointers = new Map<string, string>()
  for (const { clusterName: cluster, pointer, clusterOverrides } of items) {
    const first = clusterPointers.get(cluster)
    if (first !== undefined) {
      const relatedPointer = `${first}/clusterName`
      faults.push({ kind: 'duplicate-cluster', pointer: `${pointer}/clusterName`, relatedPointer, cluster })
      continue
    }
    clusterPointers.set(cluster, pointer)
    const read = clusterOverrides.map(readOverride)
    const found = [...read.flatMap((each) => each.faults), ...findDuplicatePaths(read, cluster)]
    for (const each of found) faults.push(each)
    for (const each of read) if (each.dotted) dotted.push(each.dotted)
    byCluster.set(
      cluster,
      read.flatMap((each) => each.override ?? []),
    )
  }
  return { faults, dotted, byCluster, clusterPointers }
}

/** What was made of one operation. */
export interface ReadOverride {
  readonly override?: Override
  readonly dotted?: DottedPath
  readonly faults: readonly OverrideFault[]
}

/** Checks one operation by itself. */
export function readOverride({
  op: writtenOp,
  path: written,
  value,
  pointer,
}: OverrideOperation): ReadOverride {
  const path = readPath(written, `${pointer}/path`)
  const op = readOp(writtenOp)
  const faults: OverrideFault[] = []
  if (op === undefined) {
    faults.push({ kind: 'op-invalid', pointer: `${pointer}/op`, op: writtenOp })
  }
  if (typeof path !== 'string') {
    const { taken } = path
    return {
      ...(taken !== undefined && {
        override: { op: op ?? 'replace', path: taken, value, pointer, dotted: false },
      }),
      faults: [...faults, path],
    }
  }
  if (forbiddenPaths.has(path))
    faults.push({ kind: 'path-forbidden', pointer: `${pointer}/path`, path: written })
  const dotted = path !== written
  return {
    override: { op: op ?? 'replace', path, value, pointer, dotted },
    ...(dotted && { dotted: { pointer: `${pointer}/path`, written, path } }),
    faults,
  }
}

function readOp(op: string): Override['op'] | undefined {
  if (op === '') return 'replace'
  return op === 'add' || op === 'remove' || op === 'replace' ? op : undefined
}

const plausiblePointer = /^(?:\/[^/~\s]+)+$/

/** Whether KubeFed, too, refuses a fault, and with it the whole federated object. */
export function isRefusedByKubeFed(fault: OverrideFault): boolean {
  return fault.kind !== 'path-invalid' || fault.taken === undefined
}

/** The path as a JSON pointer, or what is wrong with it. */
function readPath(path: string, pointer: string): string | PathFault {
  const fault = { kind: 'path-invalid', pointer, path } as const
  if (path === '') return { ...fault, problem: 'empty' }
  const modern = pointerOfDotted(path) ?? path
  if (!modern.startsWith('/')) {
    const suggestion = `/${path.replaceAll(/\.|\[/g, '/').replaceAll(']', '')}`
    // KubeFed's patch library splits the path at each "/" and drops the first part (json-patch: patch.go, findObject).
    const taken = path.includes('/') ? path.slice(path.indexOf('/')) : ''
    return {
      ...fault,
      problem: 'no-slash',
      ...(plausiblePointer.test(suggestion) && { suggestion }),
      ...(taken !== '' && isPointer(taken) && { taken }),
    }
  }
  if (!isPointer(modern)) {
    const suggestion = path.replaceAll(/~(?![01])/g, '~0')
    return { ...fault, problem: 'escape', suggestion, taken: suggestion }
  }
  // Most paths are known by their text to be neither.
  if (modern.length <= deepestPath && !modern.includes('__proto__')) return modern
  const segments = pointerSegments(modern)
  if (segments.includes('__proto__')) return { ...fault, problem: 'prototype' }
  return segments.length > deepestPath ? { ...fault, problem: 'too-deep' } : modern
}

function findDuplicatePaths(read: readonly ReadOverride[], cluster: string): OverrideFault[] {
  const firsts = new Map<string, string>()
  return read.flatMap(({ override, faults }): OverrideFault[] => {
    if (!override || faults.some(({ kind }) => kind === 'path-invalid')) return []
    const pointer = childPointer(override.pointer, 'path')
    const relatedPointer = firsts.get(override.path)
    if (relatedPointer !== undefined) {
      return [{ kind: 'duplicate-path', pointer, relatedPointer, path: override.path, cluster }]
    }
    firsts.set(override.path, pointer)
    return []
  })
}

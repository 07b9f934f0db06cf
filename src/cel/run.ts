import type { RE2JS } from 're2js'
import { CelFault, CelObject, type CelValue, type ValuePlace } from './value.ts'

/** One evaluation: what it may still spend, and what it takes note of. */
export interface CelRun {
  /** The steps that are left; below 0 the evaluation ends. */
  steps: number
  /** The regular expressions that were compiled, or why one is none. */
  readonly patterns: Map<string, RE2JS | string>
  /** Takes note of a field that is absent and has a defined value. */
  readonly noteAbsent: (subject: unknown, name: string) => void
  /** What is read, where that is asked for; nothing is remembered then. */
  readonly trace?: CelTrace
}

/** Where what an expression reads comes from. */
export interface CelTrace {
  /** The places of mappings and lists that were read. */
  readonly places: Map<object, ValuePlace>
  /** What was read last. */
  last?: ValuePlace & { readonly isMissing: boolean }
}

/** A part of an expression, in offsets. */
export interface CelRange {
  readonly start: number
  readonly end: number
}

/** Takes steps; a fault where none are left. */
export function spend(run: CelRun, steps: number, range: CelRange): CelFault | undefined {
  run.steps -= steps
  return run.steps < 0 ? tooCostly(range) : undefined
}

/** The fault of an expression that takes more steps than it may. */
function tooCostly({ start, end }: CelRange): CelFault {
  return new CelFault('cost', 'takes more steps than an expression may', { start, end })
}

/** Takes note of where a value comes from. */
export function note(trace: CelTrace, place: ValuePlace, value: CelValue | undefined): void {
  trace.last = { ...place, isMissing: value === undefined }
  if (typeof value === 'object' && value !== null) trace.places.set(value, place)
}

/** How many steps it takes to look at all of a text once. */
export function textSteps(text: string): number {
  return text.length >> 4
}

/** How many steps it takes to go through a text or list once, and to copy it. */
export function sizeOf(value: CelValue): number {
  if (typeof value === 'string') return textSteps(value)
  return Array.isArray(value) ? value.length : 0
}

/** Takes the steps of going through a whole value of JSON; a fault as soon as none are left. */
export function spendDeep(run: CelRun, value: CelValue, range: CelRange): CelFault | undefined {
  const items = typeof value === 'object' && value !== null && !(value instanceof CelObject)
  const spent = spend(run, 1 + sizeOf(value), range)
  if (spent || !items) return spent
  for (const each of Object.values<CelValue>(value)) {
    const below = spendDeep(run, each, range)
    if (below) return below
  }
  return undefined
}

import type { ScalarJson } from './scalar-value.ts'
import { readTimestamp } from './timestamp.ts'

/** How kubectl reads a plain scalar, and how another kind of reader does; both as JSON texts. */
export interface Disagreement {
  readonly kubectl: string
  readonly other: string
  readonly reader: string
}

/**
 * Finds where kubectl (go-yaml v2, which read `value`), kustomize and Flux (go-yaml v3), and readers of YAML 1.2 and
 * 1.1 read a plain scalar as different values: `yes`, `0644`, `2001-01-01`, `0o14`, `1_000`, `12:30:45`.
 */
export function findDisagreement(text: string, value: ScalarJson): Disagreement | undefined {
  if (text.length > longestNumber) return undefined
  if (typeof value === 'boolean')
    return booleanWord.test(text) ? undefined : disagree(value, text, modernReaders)
  if (typeof value === 'string') return startsLikeNumber.test(text) ? inString(text) : undefined
  if (typeof value === 'number' || typeof value === 'bigint') return inNumber(text, value)
  return undefined
}

/** Nobody writes a longer number or time. */
const longestNumber = 100

const modernReaders = 'kustomize and readers of YAML 1.2'
const yaml12 = 'readers of YAML 1.2'
const yaml11 = 'readers of YAML 1.1'
const booleanWord = /^(?:true|True|TRUE|false|False|FALSE)$/
const startsLikeNumber = /^[-+0-9]/

function disagree(kubectl: ScalarJson, other: ScalarJson, reader: string): Disagreement {
  return { kubectl: show(kubectl), other: show(other), reader }
}

function show(value: ScalarJson): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

function inNumber(text: string, value: number | bigint): Disagreement | undefined {
  if (plainDecimal.test(text)) return undefined
  const core = readCoreNumber(text)
  if (core === undefined) return disagree(value, text, yaml12)
  if (!isSameNumber(core, value)) return disagree(value, core, yaml12)
  return text.startsWith('0o') ? disagree(value, text, yaml11) : undefined
}

const plainDecimal = /^-?(?:0|[1-9][0-9]{0,14})$/
const coreInteger = /^[-+]?[0-9]+$/
const coreBase = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const coreFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

/** YAML 1.2's core schema, 10.3.2. */
function readCoreNumber(text: string): number | bigint | undefined {
  if (coreInteger.test(text))
    return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''))
  if (coreBase.test(text)) return BigInt(text)
  return coreFloat.test(text) ? Number(text) : undefined
}

/** Whether two numbers are one, where either may be rounded to a double because it is too large for an integer. */
function isSameNumber(left: number | bigint, right: number | bigint): boolean {
  return typeof left === typeof right ? left === right : Number(left) === Number(right)
}

function inString(text: string): Disagreement | undefined {
  if (coreFloat.test(text)) return disagree(text, Number(text), yaml12)
  const sexagesimal = readSexagesimal(text)
  if (sexagesimal !== undefined) return disagree(text, sexagesimal, yaml11)
  const time = readTimestamp(text)
  return time === undefined || time === text ? undefined : disagree(text, time, 'kustomize')
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

function readSexagesimal(text: string): number | undefined {
  if (!base60.test(text)) return undefined
  const negative = text.startsWith('-')
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '')
  const value = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return negative ? -value : value
}

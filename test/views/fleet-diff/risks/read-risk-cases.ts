import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { JsonObject } from '../../../../src/model/json.ts'
import { mergePatch } from '../../../helpers/merge-patch.ts'

/** One change of one object that has the risk of a rule, or just has it not. */
export interface RiskCase {
  readonly rule: string
  readonly name: string
  readonly isHit: boolean
  /** Absent where the object comes. */
  readonly base?: JsonObject
  /** Absent where the object goes. */
  readonly head?: JsonObject
  /** What an API server needs to hold besides. */
  readonly given?: readonly JsonObject[]
  /** What controllers have made of the base side. */
  readonly status?: JsonObject
}

interface Row {
  readonly name: string
  readonly from?: JsonObject | null
  readonly to: JsonObject | null
}

interface Group {
  readonly object: JsonObject
  readonly given?: readonly JsonObject[]
  readonly status?: JsonObject
  readonly hits?: readonly Row[]
  readonly nearMisses?: readonly Row[]
}

const cases = new URL('cases/', import.meta.url)

/**
 * The rows of `cases/<rule>.yaml`. A row patches the group's object (RFC 7386): `from` makes the base side of it, `to`
 * the head side of the base side; null stands for no object. `given` and `status` say what a real API server needs to
 * hold before a row can be replayed against it: other objects, and the object's status.
 */
export function readRiskCases(): readonly RiskCase[] {
  const files = readdirSync(cases).filter((each) => each.endsWith('.yaml'))
  return files.sort().flatMap((file) => {
    const groups = parse(readFileSync(new URL(file, cases), 'utf8')) as readonly Group[]
    const rule = file.slice(0, -'.yaml'.length)
    return groups.flatMap(({ object, given, status, hits = [], nearMisses = [] }) =>
      [...hits, ...nearMisses].map((row) =>
        Object.assign(readRow(row, object), {
          rule,
          isHit: hits.includes(row),
          ...(given && { given }),
          ...(status && { status }),
        }),
      ),
    )
  })
}

function readRow({ name, from = {}, to }: Row, object: JsonObject): Pick<RiskCase, 'name' | 'base' | 'head'> {
  const base = from === null ? undefined : mergePatch(object, from)
  const head = to === null ? undefined : mergePatch(base ?? object, to)
  return { name, ...(base && { base }), ...(head && { head }) }
}

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readKubernetesSchemas } from '../../../src/host/schemas.ts'
import { readResourceDefinition } from '../../../src/kubernetes/schema/resource-definition.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { createJudge } from '../../../src/stages/check/judge.ts'
import type { CorpusObject } from './corpus.ts'
import type { RealAnswer } from './dry-run.ts'
import { schemaLocation, writeJsonSchemas } from './json-schemas.ts'

/** What a check that has schemas alone says of objects, in their order. */
export type SchemaVerdicts = readonly ('taken' | 'refused' | 'unknown')[]

/** What kubeconform says of objects by the schemas of an API server, with a group of goroutines of one. */
export function askKubeconform(
  program: string,
  objects: readonly CorpusObject[],
  given: { readonly openapi: JsonObject; readonly definitions: readonly JsonObject[] },
): SchemaVerdicts {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-kubeconform-'))
  const [schemas, files] = ['schemas', 'objects'].map((each) => join(directory, each)) as [string, string]
  writeJsonSchemas(schemas, given.openapi, given.definitions)
  mkdirSync(files)
  for (const [index, { object }] of objects.entries())
    writeFileSync(join(files, `${index}.json`), JSON.stringify(object))
  const words = ['-strict', '-n', '1', '-verbose', '-output', 'json']
  const { stdout, stderr } = spawnSync(
    program,
    [...words, '-schema-location', schemaLocation(schemas), files],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  )
  rmSync(directory, { recursive: true })
  if (!stdout.startsWith('{')) throw new Error(stderr)
  const { resources } = JSON.parse(stdout) as {
    readonly resources: readonly {
      readonly filename: string
      readonly status: string
      readonly msg: string
    }[]
  }
  const verdicts = new Map(
    resources.map(({ filename, status, msg }) => [basename(filename, '.json'), verdictOf(status, msg)]),
  )
  return objects.map((_, index) => verdicts.get(String(index)) ?? 'unknown')
}

function verdictOf(status: string, message: string): SchemaVerdicts[number] {
  if (status === 'statusValid') return 'taken'
  return /could not find schema/.test(message) ? 'unknown' : 'refused'
}

/** What the check of fedrender that has schemas alone says of objects on a minor version. */
export function askSchemas(
  objects: readonly CorpusObject[],
  minor: number,
  definition: JsonObject,
): SchemaVerdicts {
  const judge = createJudge(readKubernetesSchemas())
  const custom = readResourceDefinition(definition)
  return objects.map(({ object }) => {
    const isCustom = object['kind'] === custom?.kind
    const faults = judge(object, { minor, ...(isCustom && custom !== undefined && { definition: custom }) })
    if (faults.some(({ kind }) => kind === 'not-served')) return 'unknown'
    return faults.length > 0 ? 'refused' : 'taken'
  })
}

/** How much of what a server refuses a check finds, and what of that which the server takes it refuses. */
export interface SchemaScore {
  readonly found: number
  readonly falseAlarms: readonly string[]
}

/** Compares what a check says with what a real API server says; a type that the server does not serve is left out. */
export function scoreOf(
  objects: readonly CorpusObject[],
  real: readonly (RealAnswer | undefined)[],
  verdicts: SchemaVerdicts,
): SchemaScore {
  let found = 0
  const falseAlarms: string[] = []
  for (const [index, { what, object }] of objects.entries()) {
    const [answer, verdict] = [real[index], verdicts[index]]
    if (answer === undefined || verdict !== 'refused') continue
    if (answer.code < 300) falseAlarms.push(`${String(object['kind'])}: ${what}`)
    else if (![409, 429, 503, 504].includes(answer.code)) found += 1
  }
  return { found, falseAlarms }
}

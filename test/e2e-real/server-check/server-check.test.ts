import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { readRefusals } from '../../views/fleet-diff/risks/read-refusals.ts'
import { readRiskCases } from '../../views/fleet-diff/risks/read-risk-cases.ts'
import { startControlPlane, type ControlPlaneBinaries } from '../control-plane.ts'
import { requireBinaries } from '../require-binaries.ts'
import { corpus, definitionFor, namespace, type CorpusObject } from './corpus.ts'
import { createDryRun, type RealAnswer } from './dry-run.ts'
import { judge, type Judged, type OwnAnswer } from './judge-answers.ts'
import {
  minors,
  recordedMinor,
  requireControlPlane,
  requirePackage,
  type AskPackage,
} from './require-package.ts'
import { askKubeconform, askSchemas, scoreOf, type SchemaScore } from './schema-checks.ts'

/** The answers of the code of a minor version to questions, in their order. */
function ask(askPackage: AskPackage, minor: number, questions: readonly object[]): readonly OwnAnswer[] {
  const definitions = [JSON.stringify({ define: definitionFor(minor), definition: '0' })]
  const texts = questions.map((each) => JSON.stringify(each))
  return askPackage({ definitions, questions: texts }).questions.map(
    (each) => JSON.parse(each ?? '{"unknown":true}') as OwnAnswer,
  )
}

/** Manifests of others: those of Kubernetes' own tests and add-ons, of one version for all. */
function manifestsOfOthers(): readonly string[] {
  const { stdout } = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' })
  const module = join(stdout.trim(), 'k8s.io/kubernetes@v1.34.4')
  return ['test', 'cluster/addons'].map((each) => join(module, each)).filter((each) => existsSync(each))
}

/** What a real API server says of the corpus, and its OpenAPI document. */
interface Asked {
  readonly objects: readonly CorpusObject[]
  readonly real: readonly (RealAnswer | undefined)[]
  readonly openapi: JsonObject
}

const askedOf = new Map<number, Promise<Asked>>()

/** Asks the API server of a minor version once for all tests. */
function askOnce(minor: number, binaries: ControlPlaneBinaries): Promise<Asked> {
  const asked = askedOf.get(minor) ?? askServer(minor, binaries)
  askedOf.set(minor, asked)
  return asked
}

async function askServer(minor: number, binaries: ControlPlaneBinaries): Promise<Asked> {
  const objects = corpus(manifestsOfOthers(), { ofSeed: 50, ofReal: 800 })
  const controlPlane = await startControlPlane(binaries)
  try {
    const server = await controlPlane.startServer()
    const given = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      definitionFor(minor),
    ]
    for (const each of given) server.kubectl(['create', '-f', '-'], JSON.stringify(each))
    server.kubectl(['wait', '--for=condition=Established', 'crd', '--all'])
    const openapi = JSON.parse(server.kubectl(['get', '--raw', '/openapi/v2'])) as JsonObject
    return { objects, real: await askReal(server, objects), openapi }
  } finally {
    await controlPlane.stop()
  }
}

/** What servers took until they judged the Pods of a StatefulSet as those of others: no Pod can be made of it. And a revision of anything. */
const takenOnce = /^(?:StatefulSet: .*spec\.template\.spec|ControllerRevision: another value for data)/

describe.for(minors)('an object, by 1.%i,', (minor) => {
  it('is refused by the code where a real API server refuses it, for the same field', async (context) => {
    const binaries = requireControlPlane(context, minor)
    const askPackage = requirePackage(context, minor)
    const { objects, real } = await askOnce(minor, binaries)
    const own = ask(
      askPackage,
      minor,
      objects.map(({ object }) => ({ create: object, ...(isWidget(object) && { definition: '0' }) })),
    )
    const judged = judge(objects, real, own)
    const { compared, falseAlarms, refused, sameField, missed, refusedSeeds } = judged
    report(minor, judged)
    expect(refusedSeeds).toStrictEqual([])
    expect(compared).toBeGreaterThanOrEqual(4000)
    expect(falseAlarms).toStrictEqual([])
    expect(sameField / refused).toBeGreaterThanOrEqual(0.98)
    expect(missed.filter(({ reason }) => reason === 'none')).toStrictEqual([])
  })

  it('is refused by schemas less often', async (context) => {
    const binaries = requireControlPlane(context, minor)
    const { kubeconform } = requireBinaries(context, 'kubeconform')
    const { objects, real, openapi } = await askOnce(minor, binaries)
    const definition = definitionFor(minor)
    const verdicts = {
      kubeconform: askKubeconform(kubeconform, objects, { openapi, definitions: [definition] }),
      schemas: askSchemas(objects, minor, definition),
    }
    const [others, own] = [verdicts.kubeconform, verdicts.schemas].map((each) => scoreOf(objects, real, each))
    process.stdout.write(
      `1.${minor}: ${wordsOf(minor, 'kubeconform', others)}; ${wordsOf(minor, 'schemas', own)}\n`,
    )
    expect(own?.falseAlarms.filter((each) => !(minor < 33 && takenOnce.test(each)))).toStrictEqual([])
  })
})

describe('a change', () => {
  const recorded = new Map(readRefusals().map((each) => [`${each.rule}: ${each.name}`, each]))
  const cases = readRiskCases().filter(({ rule, name }) => recorded.has(`${rule}: ${name}`))

  it('is refused by the update strategies where a real API server refused it', (context) => {
    const askPackage = requirePackage(context, recordedMinor)
    const questions = cases.map(({ base, head }) => ({ update: head, old: base }))
    const answers = ask(askPackage, recordedMinor, questions)
    const different = cases.flatMap(({ rule, name }, index) => {
      const own = [...new Set((answers[index]?.causes ?? []).map(({ field = '' }) => field))].sort()
      const real = [...new Set(recorded.get(`${rule}: ${name}`)?.refused ?? [])].sort()
      return JSON.stringify(own) === JSON.stringify(real)
        ? []
        : [{ name: `${rule}: ${name}`, own, real, answer: answers[index] }]
    })
    expect(different).toStrictEqual([])
  })
})

function isWidget({ kind }: JsonObject): boolean {
  return kind === 'Widget'
}

async function askReal(
  server: { readonly address: string },
  objects: readonly CorpusObject[],
): Promise<readonly (RealAnswer | undefined)[]> {
  const { create } = await createDryRun(server)
  const answers: (RealAnswer | undefined)[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < objects.length; index = next++) {
      answers[index] = await create(objects[index]?.object ?? {})
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return answers
}

function wordsOf(minor: number, name: string, score: SchemaScore | undefined): string {
  const file = process.env['FEDRENDER_E2E_SERVER_CHECK']
  if (file !== undefined) writeFileSync(`${file}.${minor}.${name}`, JSON.stringify(score, undefined, 2))
  return `${name}: ${score?.found} of the refusals found, ${score?.falseAlarms.length} false alarms`
}

/** Writes what was compared for who wants to read it, and a line on standard output. */
function report(
  minor: number,
  { compared, agreed, refused, sameField, sameText, falseAlarms, missed }: Judged,
): void {
  const line = `1.${minor}: ${compared} objects: ${agreed} taken by both, ${refused} refused by the server, ${sameField} of these for the same field, ${sameText} in the same words; ${missed.length} missed, ${falseAlarms.length} false alarms`
  process.stdout.write(`${line}\n`)
  const file = process.env['FEDRENDER_E2E_SERVER_CHECK']
  if (file !== undefined)
    writeFileSync(`${file}.${minor}`, JSON.stringify({ line, falseAlarms, missed }, undefined, 2))
}

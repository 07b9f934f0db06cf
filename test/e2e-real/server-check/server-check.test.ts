import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { readRefusals } from '../../views/fleet-diff/risks/read-refusals.ts'
import { readRiskCases } from '../../views/fleet-diff/risks/read-risk-cases.ts'
import { startControlPlane } from '../control-plane.ts'
import { corpus, definition, namespace, type CorpusObject } from './corpus.ts'
import { createDryRun, type RealAnswer } from './dry-run.ts'
import { judge, type Judged, type OwnAnswer } from './judge-answers.ts'
import {
  minors,
  recordedMinor,
  requireControlPlane,
  requirePackage,
  type AskPackage,
} from './require-package.ts'

/** The answers of the code to questions, in their order. */
function ask(askPackage: AskPackage, questions: readonly object[]): readonly OwnAnswer[] {
  const definitions = [JSON.stringify({ define: definition, definition: '0' })]
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

describe.for(minors)('an object, by the code of 1.%i,', (minor) => {
  it('is refused where a real API server of that version refuses it, for the same field', async (context) => {
    const binaries = requireControlPlane(context, minor)
    const askPackage = requirePackage(context, minor)
    const objects = corpus(manifestsOfOthers(), { ofSeed: 50, ofReal: 800 })
    const controlPlane = await startControlPlane(binaries)
    context.onTestFinished(() => controlPlane.stop())
    const server = await controlPlane.startServer()
    const given = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, definition]
    for (const each of given) server.kubectl(['create', '-f', '-'], JSON.stringify(each))
    server.kubectl(['wait', '--for=condition=Established', 'crd', '--all'])
    const real = await askReal(server, objects)
    const own = ask(
      askPackage,
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
})

describe('a change', () => {
  const recorded = new Map(readRefusals().map((each) => [`${each.rule}: ${each.name}`, each]))
  const cases = readRiskCases().filter(({ rule, name }) => recorded.has(`${rule}: ${name}`))

  it('is refused by the update strategies where a real API server refused it', (context) => {
    const askPackage = requirePackage(context, recordedMinor)
    const questions = cases.map(({ base, head }) => ({ update: head, old: base }))
    const answers = ask(askPackage, questions)
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

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { chunkText, splitDocuments } from '../../../src/yaml/read/split-documents.ts'
import { compareReaders } from '../../helpers/compare-readers.ts'
import { answerOfFedrender, judge, type Answer } from '../../fuzz/judge.ts'
import { suiteCases } from './suite-cases.ts'

/** What apimachinery's decoder and the strict reader of sigs.k8s.io/yaml make of each text, recorded from the programs. */
const recorded = new Map(
  readFileSync(new URL('answers.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; decoder: Answer; strict: Answer })
    .map(({ name, ...answers }) => [name, answers]),
)

/** Why fedrender refuses what the readers of Kubernetes read: they drop a part of the text without a word. */
const stricter: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['3HFZ/0', '6WLZ/0', '7Z25/0', '9WXW/0', 'M7A3/0'].map((name) => [name, 'content-after-end']),
  ),
  ...Object.fromEntries(
    ['4H7K/0', '9HCY/0', 'BS4K/0', 'EB22/0', 'KS4U/0', 'RHX7/0'].map((name) => [
      name,
      'the text here belongs to no value',
    ]),
  ),
  '565N/0': '"!!binary" holds bytes that are not UTF-8 text, which JSON cannot carry',
}

it('has the answers to every text of the suite, and to no other', () => {
  expect([...recorded.keys()]).toStrictEqual(suiteCases.map(({ name }) => name))
})

it.each(suiteCases.map(({ name, yaml }) => [name, yaml] as const))(
  'reads %s as the readers of Kubernetes do, or refuses it',
  (name, yaml) => {
    const answers = recorded.get(name)
    if (answers === undefined) throw new Error(`no answer to ${name}`)
    const { kind, reason } = judge(yaml, answers)
    const allowed = name in stricter ? ['stricter'] : ['same', 'both-refuse']
    expect(
      allowed,
      `${kind} ${reason}: ${JSON.stringify(answerOfFedrender(yaml) as unknown as Json)}`,
    ).toContain(kind)
    if (name in stricter) expect(reason).toBe(stricter[name])
  },
)

it('reads plainly, of every text of the suite, what the scanner reads, or nothing', () => {
  const documents = suiteCases.flatMap(({ name, yaml }) =>
    splitDocuments(yaml).chunks.map((chunk) => ({ name, document: chunkText(yaml, chunk) })),
  )
  const results = documents.map(({ name, document }) => ({ name, result: compareReaders(document) }))
  expect(results.filter(({ result }) => result === 'differs')).toStrictEqual([])
  expect(results.filter(({ result }) => result === 'same').length).toBeGreaterThan(40)
})

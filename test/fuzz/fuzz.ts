import { answerOfFedrender, isFault, judge, showAnswer, type RealAnswers, type Verdict } from './judge.ts'
import { minimise } from './minimise.ts'
import { mutate } from './mutate.ts'
import { createRandom } from './random.ts'
import type { RealReaders } from './read-with-go.ts'
import { listSeeds } from './seeds.ts'

/** What a run of the fuzzer goes by; the same seed makes the same files, in the same order. */
export interface FuzzOptions {
  /** The directory of the package. */
  readonly root: string
  readonly seed: number
  /** The run ends after so much time, or with so many files. */
  readonly seconds: number
  readonly files: number
  /** Also shows files that fedrender refuses with a problem that holds this text, and the others read. */
  readonly show: string | undefined
}

const batchSize = 500
/** Of each verdict, so many files are minimised and shown. */
const mostShown = 10

/** Compares fedrender with the real readers on mutated files, and prints what differs; gives the number of faults. */
export async function fuzz(
  readers: RealReaders,
  options: FuzzOptions,
  print: (line: string) => void,
): Promise<number> {
  const { seed, seconds, show } = options
  const random = createRandom(seed)
  const seeds = listSeeds(options.root, seed)
  const counts = new Map<string, number>()
  const count = (name: string): number => {
    counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts.get(name) ?? 0
  }
  print(`seed ${seed}: ${seeds.length} files to start from`)
  const end = performance.now() + seconds * 1000
  let [files, faults] = [0, 0]
  const next = (): { texts: readonly string[]; answers: Promise<readonly RealAnswers[]> } => {
    const texts = Array.from({ length: batchSize }, () =>
      mutate(random.pick(seeds), random, random.pick(seeds)),
    )
    return { texts, answers: readers.read(texts) }
  }
  for (let batch = next(); performance.now() < end && files < options.files;) {
    const [{ texts }, answers] = [batch, await batch.answers]
    batch = next()
    for (const [index, text] of texts.entries()) {
      const verdict = judge(text, answers[index]!)
      const name = verdict.kind === 'stricter' ? `stricter: ${verdict.reason}` : verdict.kind
      const isShown = isFault(verdict) || (show !== undefined && name.includes(show))
      faults += isFault(verdict) ? 1 : 0
      if (count(name) <= mostShown && isShown) print(await describe(text, verdict, readers))
    }
    files += texts.length
  }
  for (const [name, number] of [...counts].sort()) print(`${String(number).padStart(8)} ${name}`)
  print(`${files} files, ${faults} faults, seed ${seed}`)
  return faults
}

/** A text as short as one with the same verdict can be found, and what each reader makes of it. */
async function describe(text: string, { kind, reason }: Verdict, readers: RealReaders): Promise<string> {
  const readOne = async (one: string): Promise<RealAnswers> => (await readers.read([one]))[0]!
  const short = await minimise(text, async (shorter) => {
    const verdict = judge(shorter, await readOne(shorter))
    return verdict.kind === kind && verdict.reason === reason
  })
  const { decoder, strict } = await readOne(short)
  const own = kind === 'thrown' ? reason : showAnswer(answerOfFedrender(short))
  return [
    `${kind}: ${JSON.stringify(short)}`,
    `  fedrender:        ${own}`,
    `  apimachinery:     ${showAnswer(decoder)}`,
    `  sigs.k8s.io/yaml: ${showAnswer(strict)}`,
  ].join('\n')
}

import type { MatrixObject } from '../../../src/views/report/matrix/matrix.ts'
import type { Answered, Asked, QuestionName, Questions } from '../protocol.ts'
import { createCompiler, type Compiled } from './compile-fleet.ts'
import { describeFleet, idOf, objectsOf } from './describe-fleet.ts'
import { createLanguage } from './language/language.ts'
import { setLabel } from './set-label.ts'
import { compareClusters, compareFleets } from './show-differences.ts'
import { showOutput } from './show-output.ts'

type Answers = {
  readonly [N in QuestionName]: (question: Questions[N]['question']) => Questions[N]['answer']
}

const compileFiles = createCompiler()
const compileBase = createCompiler()
const language = createLanguage()
let compiled: Compiled = compileFiles([], [])
let objects: readonly MatrixObject[] = []

const answers: Answers = {
  compile: ({ version, files, without }) => {
    const start = performance.now()
    compiled = compileFiles(files, without)
    language.take(compiled, version)
    objects = objectsOf(compiled)
    const ready = new Map(compiled.result?.resources.clusters.map((each) => [each.name, each.ready]))
    const described = describeFleet(compiled, objects, (cluster) => ready.get(cluster) ?? false)
    return { ...described, milliseconds: performance.now() - start }
  },
  output: ({ object, cluster }) =>
    showOutput(
      compiled,
      objects.find((each) => idOf(each) === object),
      cluster,
    ),
  compareClusters: ({ from, to }) => compareClusters(objects, from, to),
  compareExample: ({ base }) => compareFleets(compileBase(base, []), compiled),
  setLabel: (question) => setLabel(compiled, question),
  ...language.answers,
}

function answer({ id, name, question }: Asked): Answered {
  try {
    // The type of `Asked` pairs each name with its own question.
    return {
      id,
      answer: (answers[name] as (question: unknown) => Questions[QuestionName]['answer'])(question),
    }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => self.postMessage(answer(data)))
self.postMessage({ ready: true } satisfies Answered)

import { spawn } from 'node:child_process'
import { parseAnswers, type RealAnswers } from './judge.ts'

/** A process of the real readers that is fed one batch of files after another. */
export interface RealReaders {
  readonly read: (texts: readonly string[]) => Promise<readonly RealAnswers[]>
  readonly stop: () => void
}

/** Batches are answered in the order in which they were asked for. */
interface Batch {
  readonly size: number
  readonly resolve: (answers: readonly RealAnswers[]) => void
  readonly reject: (error: Error) => void
}

/** Starts test/e2e-real/read-apimachinery.go, which answers each line of JSON text with a line. */
export function startRealReaders(program: string): RealReaders {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const batches: Batch[] = []
  let rest = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    for (let [batch] = batches; batch && lines.length >= batch.size; [batch] = batches) {
      batches.shift()
      batch.resolve(lines.splice(0, batch.size).map(parseAnswers))
    }
  })
  child.on('exit', () => {
    for (const { reject } of batches) reject(new Error(`${program} ended`))
  })
  const read = (texts: readonly string[]): Promise<readonly RealAnswers[]> =>
    new Promise((resolve, reject) => {
      batches.push({ size: texts.length, resolve, reject })
      child.stdin.write(texts.map((text) => `${JSON.stringify(text)}\n`).join(''))
    })
  return { read, stop: () => child.stdin.end() }
}

import { describe, expect, it } from 'vitest'
import { WorkerFailure, type Ask } from '../../site/playground/page/compiler/ask.ts'
import { createCompileLoop } from '../../site/playground/page/compiler/compile-loop.ts'

describe('the loop that compiles', () => {
  it('compiles what has changed while a compilation was on its way to failure', async () => {
    const asked: string[] = []
    let text = 'hangs'
    const done = new Promise<void>((resolve) => {
      const ask = ((_name: string, { files }: { files: readonly { text: string }[] }) => {
        asked.push(files[0]?.text ?? '')
        if (asked.length > 1) return Promise.resolve({})
        text = 'good'
        loop.compile()
        return Promise.reject(new WorkerFailure('It took too long.'))
      }) as unknown as Ask
      const loop = createCompileLoop({
        ask,
        question: () => ({ files: [{ path: 'a.yaml', text }], version: 0, without: [] }),
        show: () => Promise.resolve(resolve()),
      })
      loop.compile()
    })
    await done
    expect(asked).toStrictEqual(['hangs', 'good'])
  })
})

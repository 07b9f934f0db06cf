import { describe, expect, it } from 'vitest'
import type { Ask } from '../../site/playground/page/compiler/ask.ts'
import { createAskSources } from '../../site/playground/page/language/ask-sources.ts'

describe('a question about the sources', () => {
  const place = { path: 'a.yaml', offset: 3 }

  /** Asks, while something happens before they are compiled, and before the answer. */
  async function answered(beforeCompiled: () => void, beforeAnswer: () => void): Promise<unknown[]> {
    const asked: unknown[] = []
    const ask = ((_name: string, question: unknown) => {
      asked.push(question)
      beforeAnswer()
      return Promise.resolve({ name: 'east', from: 0, to: 4 })
    }) as unknown as Ask
    const settled = async (): Promise<void> => {
      await Promise.resolve()
      beforeCompiled()
    }
    const answer = await createAskSources({ ask, settled, version: () => version })('clusterName', place)
    return [answer, ...asked]
  }
  let version = 1
  const nothing = (): void => undefined
  const edit = (): void => {
    version += 1
  }

  it('is asked once they are compiled, with their version', async () => {
    version = 4
    const answer = { name: 'east', from: 0, to: 4 }
    expect(await answered(nothing, nothing)).toStrictEqual([answer, { ...place, version: 4 }])
  })

  it('is not asked where they change before they are compiled', async () => {
    expect(await answered(edit, nothing)).toStrictEqual([undefined])
  })

  it('has no answer where they change before it comes', async () => {
    expect((await answered(nothing, edit))[0]).toBeUndefined()
  })
})

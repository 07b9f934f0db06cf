import type { LanguageQuestions } from '../../language-protocol.ts'
import type { Ask } from '../compiler/ask.ts'

/** The questions about sources that must be the compiled ones. */
type SourceQuestions = Omit<LanguageQuestions, 'complete'>

/** Asks about the sources as they are shown; undefined where nothing is known, or where they change before the answer comes. */
export type AskSources = <Name extends keyof SourceQuestions>(
  name: Name,
  question: Omit<SourceQuestions[Name]['question'], 'version'>,
) => Promise<SourceQuestions[Name]['answer'] | undefined>

/** What an answer depends on. */
export interface AskedSources {
  readonly ask: Ask
  /** Another number for any other sources. */
  readonly version: () => number
  /** Waits until the sources are compiled. */
  readonly settled: () => Promise<void>
}

/** Makes what asks once the sources are compiled, and drops what comes after another edit. */
export function createAskSources({ ask, version, settled }: AskedSources): AskSources {
  return async (name, question) => {
    const asked = version()
    await settled()
    if (asked !== version()) return undefined
    const answer = await ask(name, {
      ...question,
      version: asked,
    } as LanguageQuestions[typeof name]['question'])
    return asked === version() ? answer : undefined
  }
}

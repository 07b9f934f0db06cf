import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

/** The vitest reporter of `npm run security`: each attack that got through with how, and at last `N attacks, N held`. */
export default class AttackReporter implements Reporter {
  #attacks = 0
  #held = 0

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    this.#attacks += 1
    if (result.state === 'passed') this.#held += 1
    else console.log(`× ${test.fullName}\n${(result.errors ?? []).map(({ message }) => message).join('\n')}`)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const broken = [...modules.flatMap((module) => module.errors()), ...unhandled]
    for (const { message } of broken) console.log(`× ${message}`)
    console.log(`${this.#attacks} attacks, ${this.#held} held`)
    // A run that attacked nothing proves nothing.
    if (broken.length > 0 || this.#attacks === 0) process.exitCode = 1
  }
}

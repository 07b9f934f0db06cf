import type { UserConsoleLog } from 'vitest'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Tells each test as it ends, each failure with its message, each skip with its reason, and at last the numbers. */
export default class CountingReporter implements Reporter {
  #passed = 0
  #failed = 0
  #skipped = 0

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    const name = test.fullName
    switch (result.state) {
      case 'passed':
        this.#passed += 1
        return console.log(`✓ ${name} (${Math.round(test.diagnostic()?.duration ?? 0)} ms)`)
      case 'failed':
        this.#failed += 1
        return console.log(
          `× ${name}\n${result.errors.map(({ message, diff }) => `${message}\n${diff ?? ''}`).join('\n')}`,
        )
      case 'skipped':
        this.#skipped += 1
        return console.log(`- ${name}: skipped: ${result.note ?? 'for no reason'}`)
      case 'pending':
    }
  }

  /** What a test measured. */
  onUserConsoleLog({ content }: UserConsoleLog): void {
    console.log(content.trimEnd())
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { readonly message: string }[]): void {
    const broken = modules.flatMap((module) =>
      [module, ...module.children.allSuites()].flatMap((each) =>
        each.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`),
      ),
    )
    for (const problem of [...broken, ...errors.map(({ message }) => message)]) console.log(`× ${problem}`)
    this.#failed += broken.length + errors.length
    console.log(`${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`)
    // A run that tested nothing proves nothing.
    if (this.#failed > 0 || this.#passed === 0) process.exitCode = 1
  }
}

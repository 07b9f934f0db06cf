import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** The vitest reporter of `npm run conformance`: what the suites print and nothing else; vitest sets the exit code. */
export default class LineReporter implements Reporter {
  onUserConsoleLog(log: Parameters<NonNullable<Reporter['onUserConsoleLog']>>[0]): void {
    process.stdout.write(log.content)
  }

  /** A suite that cannot even be loaded has printed no line of its own. */
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandled]
    for (const error of errors) process.stdout.write(`${error.stack ?? error.message}\n`)
  }
}

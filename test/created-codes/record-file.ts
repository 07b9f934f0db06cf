/** The variable of the environment that names the file in which each test file records the codes that it saw. */
export const recordFileVariable = 'FEDRENDER_TEST_CODES'

/** The variable that names a file in which each test file records an example of each code. */
export const recordExamplesVariable = 'FEDRENDER_RECORD_EXAMPLES'

import type { Suite } from './conformance.ts'
import { yamlPlainSuite } from './yaml-plain.ts'

/** Every suite of `npm run conformance`, in the order of the pipeline. */
export const suites: readonly Suite[] = [yamlPlainSuite]

import type { Suite } from './conformance.ts'
import { dnsSuite } from './dns.ts'
import { enableSuite } from './enable.ts'
import { federateSuite } from './federate.ts'
import { objectsSuite } from './objects.ts'
import { overridesSuite } from './overrides.ts'
import { plannerSuite } from './planner.ts'
import { placementSuite } from './placement.ts'
import { rspSuite } from './rsp.ts'
import { yamlPlainSuite } from './yaml-plain.ts'
import { yamlReadSuite } from './yaml-read.ts'
import { yamlStreamSuite } from './yaml-stream.ts'

/** Every suite of `npm run conformance`. */
export const suites: readonly Suite[] = [
  yamlPlainSuite,
  yamlReadSuite,
  yamlStreamSuite,
  placementSuite,
  overridesSuite,
  objectsSuite,
  dnsSuite,
  federateSuite,
  enableSuite,
  plannerSuite,
  rspSuite,
]

import { evaluationCases } from './evaluation-cases.ts'
import { matchingCases } from './matching-cases.ts'
import { parameterCases } from './parameter-cases.ts'
import { podSecurityCases } from './pod-security-cases.ts'
import type { PolicyCase } from './policy-case.ts'

/** All cases whose answers a real API server has given. */
export const policyTable: readonly PolicyCase[] = [
  ...matchingCases,
  ...evaluationCases,
  ...parameterCases,
  ...podSecurityCases,
]

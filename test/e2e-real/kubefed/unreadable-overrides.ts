import type { Finding } from './sources.ts'

const codes: ReadonlySet<string> = new Set([
  'override-duplicate-path',
  'override-duplicate-cluster',
  'override-path-forbidden',
])

/** Whether KubeFed cannot read the overrides of an object, so that its scheduler writes nothing to it. */
export const hasUnreadableOverrides = (findings: readonly Finding[] = []): boolean =>
  findings.some(({ code }) => codes.has(code))

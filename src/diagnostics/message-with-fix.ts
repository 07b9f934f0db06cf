import type { LocatedDiagnostic } from './located-diagnostic.ts'

/** What is wrong and how to fix it, for formats that have one text for both. */
export function messageWithFix({ message, hint }: Pick<LocatedDiagnostic, 'message' | 'hint'>): string {
  return hint === undefined ? message : `${message} ${hint}`
}

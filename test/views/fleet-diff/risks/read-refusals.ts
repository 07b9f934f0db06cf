import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** What an API server made of the change of a risk case. */
export interface RecordedAnswer {
  readonly rule: string
  readonly name: string
  /** The fields that it refused to change; absent where it took the change. */
  readonly refused?: readonly string[]
}

/** Answers of kube-apiserver, whose version stands in it; `UPDATE_GOLDEN=1 npm run e2e:real` asks for them again. */
export const refusalsFile: string = fileURLToPath(new URL('refusals.yaml', import.meta.url))

/** The recorded answers, one for each case that has a base and a head side. */
export function readRefusals(): readonly RecordedAnswer[] {
  return existsSync(refusalsFile) ? (parse(readFileSync(refusalsFile, 'utf8')) as RecordedAnswer[]) : []
}

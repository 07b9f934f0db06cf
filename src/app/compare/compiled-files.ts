import type { SourceFile } from '../../model/source-file.ts'
import type { CompileResult } from '../../render.ts'

/** The files of one side of a diff, and what the compiler made of them. */
export interface CompiledFiles {
  readonly result: Pick<CompileResult, 'sources' | 'plan'> & Partial<Pick<CompileResult, 'held'>>
  readonly files: readonly SourceFile[]
  readonly observed: readonly SourceFile[]
  /** `fedrender.yaml`, where there is one. */
  readonly config?: SourceFile
  /** `dns.lock.yaml`, where there is one. */
  readonly dnsLock?: SourceFile
}

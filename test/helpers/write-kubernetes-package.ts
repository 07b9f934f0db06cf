import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { tinyModule } from './tiny-module.ts'

/** What of a package differs from one that can be used. */
export interface WrittenPackage {
  readonly module?: Uint8Array
  /** Fields of the manifest, or all of its text. */
  readonly manifest?: Readonly<Record<string, unknown>> | string
}

/** Writes a package of a minor version of Kubernetes with a small module, as `kubernetes-1.34` below a directory. */
export function writeKubernetesPackage(
  directory: string,
  minor: number,
  { module = tinyModule(), manifest = {} }: WrittenPackage = {},
): void {
  const own = join(directory, `kubernetes-1.${minor}`)
  const packed = brotliCompressSync(module)
  const whole = {
    version: `1.${minor}.4`,
    protocol: 2,
    file: 'kubernetes.wasm.br',
    digest: createHash('sha256').update(packed).digest('hex'),
    size: module.length,
  }
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'kubernetes.wasm.br'), packed)
  const text = typeof manifest === 'string' ? manifest : JSON.stringify({ ...whole, ...manifest })
  writeFileSync(join(own, 'manifest.json'), text)
}

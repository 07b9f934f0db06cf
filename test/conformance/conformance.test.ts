import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { listVectors, runVectors } from './conformance.ts'
import { suites } from './suites.ts'

const directory = process.env['FEDRENDER_VECTORS'] ?? fileURLToPath(new URL('../vectors', import.meta.url))
const print = (line: string): void => console.log(line)

describe('conformance', () => {
  const vectors = listVectors(directory, suites)

  it('finds vectors', () => {
    for (const [path, suite] of vectors) if (!suite) print(`${basename(path)} skipped: no suite knows it`)
    const known = vectors.filter(([, suite]) => suite)
    if (known.length === 0) print(`no vectors in ${directory}`)
    expect(known).not.toStrictEqual([])
  })

  for (const [path, suite] of vectors) {
    if (!suite) continue
    it(`${suite.name} answers as KubeFed and Kubernetes do`, { timeout: 0 }, async () => {
      const { cases, mismatches } = await runVectors(path, suite, print)
      expect(cases).toBeGreaterThan(0)
      expect(mismatches).toBe(0)
    })
  }
})

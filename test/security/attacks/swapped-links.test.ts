import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applyChangeSet } from '../../../src/host/output/apply-change-set.ts'
import { computeChangeSet } from '../../../src/host/output/compute-change-set.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { openOutput } from '../../../src/host/output/output.ts'
import { temporaryDirectory } from '../../e2e/run-cli.ts'
import { fileTree } from '../../helpers/file-tree.ts'

it('writes nothing through a link that a local program puts in place of a directory between two changes', () => {
  const root = temporaryDirectory()
  const victim = temporaryDirectory()
  writeFileSync(join(root, 'source.yaml'), '')
  mkdirSync(join(root, 'rendered/clusters/a'), { recursive: true })
  const node = createNodeHost()
  const swapped = join(root, 'rendered/clusters/a')
  let isSwapped = false
  const host = {
    ...node,
    rename: (from: string, to: string): void => {
      node.rename(from, to)
      if (isSwapped) return
      isSwapped = true
      renameSync(swapped, join(root, 'elsewhere'))
      symlinkSync(victim, swapped)
    },
  }
  const [output] = openOutput(host, { root, directory: join(root, 'rendered') })
  const tree = fileTree({ 'clusters/a/one.yaml': 'one', 'clusters/a/two.yaml': 'two' })
  const [changes] = computeChangeSet(output!, tree)
  const diagnostics = applyChangeSet(output!, changes, tree)
  expect(readdirSync(victim)).toStrictEqual([])
  expect(diagnostics.map(({ code }) => code)).toStrictEqual(['output-write-failed'])
})

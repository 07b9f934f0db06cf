import { expect, it } from 'vitest'
import { holdOutput } from '../../../src/host/output/hold-output.ts'
import { openOutput } from '../../../src/host/output/output.ts'
import { createMemoryHost, systemError } from '../../helpers/memory-host.ts'

const work = '/repo/rendered/.fedrender'

it('tries again where another run ends, and removes the work directory, in between', () => {
  const host = createMemoryHost({ '/repo/rendered/a.yaml': '' })
  let refused = 0
  // The directory of the other run is there when this one wants to create it, and gone when this one looks.
  host.onOperation = (operation) => {
    if (operation !== `createDirectory ${work}` || refused === 2) return
    refused += 1
    throw systemError('EEXIST', work)
  }
  const [output] = openOutput(host, { root: '/repo', directory: '/repo/rendered' })
  let hasRun = false
  const diagnostics = holdOutput(output!, () => {
    hasRun = true
    return []
  })
  expect([diagnostics, hasRun, refused]).toStrictEqual([[], true, 2])
  expect(host.dump('/repo/rendered')).toStrictEqual({ 'a.yaml': '' })
})

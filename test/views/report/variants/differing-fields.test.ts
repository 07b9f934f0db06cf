import { expect, it } from 'vitest'
import { differingFields } from '../../../../src/views/report/variants/differing-fields.ts'

it('has a row for each field in which a variant differs from the first, with the value of each', () => {
  const fields = differingFields([
    { kind: 'ConfigMap', data: { a: '1', same: 'x', gone: 'y' } },
    { kind: 'ConfigMap', data: { a: '2', same: 'x', gone: 'y' } },
    { kind: 'ConfigMap', data: { a: '1', same: 'x', new: 'z' } },
  ])
  expect(fields).toStrictEqual([
    { field: '/data/a', values: [{ value: '1' }, { value: '2' }, 'as-a'] },
    { field: '/data/gone', values: [{ value: 'y' }, 'as-a', 'absent'] },
    { field: '/data/new', values: ['absent', 'as-a', { value: 'z' }] },
  ])
})

it('does not say that a variant is as A where another row shows that it is not', () => {
  const fields = differingFields([
    { kind: 'X', spec: { deep: { a: 1, b: 1 } } },
    { kind: 'X', spec: { deep: { a: 2, b: 1 } } },
    { kind: 'X', spec: {} },
  ])
  expect(fields).toStrictEqual([
    { field: '/spec/deep/a', values: [{ value: 1 }, { value: 2 }, 'elsewhere'] },
    { field: '/spec/deep', values: [{ value: { a: 1, b: 1 } }, 'elsewhere', 'absent'] },
  ])
})

it('masks the values of Secrets', () => {
  const secret = (value: string) => ({ kind: 'Secret', apiVersion: 'v1', data: { key: value } })
  expect(differingFields([secret('Y2FuYXJ5MQ=='), secret('Y2FuYXJ5Mg==')])).toStrictEqual([
    { field: '/data/key', values: ['masked', 'masked'] },
  ])
})

it('has no row for one object', () => {
  expect(differingFields([{ kind: 'X' }])).toStrictEqual([])
  expect(differingFields([])).toStrictEqual([])
})

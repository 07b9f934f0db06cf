import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compareReaders } from '../../helpers/compare-readers.ts'

const directory = new URL('cases/', import.meta.url)
const files = readdirSync(directory).map(
  (name) => [name, readFileSync(new URL(name, directory), 'utf8')] as const,
)

it.each(files)('reads %s without the scanner, as the scanner reads it', (_, text) => {
  expect(compareReaders(text)).toBe('same')
})

it.each(files)('reads %s so where lines end as on Windows', (_, text) => {
  expect(compareReaders(text.replaceAll('\n', '\r\n'))).toBe('same')
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareReaders } from '../../fuzz/compare-readers.ts'

const directory = new URL('cases/', import.meta.url)

describe.each(readdirSync(directory))('a file as people and programs write it, %s', (name) => {
  const text = readFileSync(new URL(name, directory), 'utf8')

  it('is read without the scanner, as the scanner reads it', () => {
    expect(compareReaders(text)).toBe('same')
  })

  it('is read so where lines end as on Windows', () => {
    expect(compareReaders(text.replaceAll('\n', '\r\n'))).toBe('same')
  })
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { answerOfFedrender } from './judge.ts'

const directory = new URL('cases/', import.meta.url)
const names = readdirSync(directory)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''))

it.each(names)('reads %s as apimachinery does, or refuses it', (name) => {
  const answer = answerOfFedrender(readFileSync(new URL(`${name}.yaml`, directory), 'utf8'))
  const expected = new URL(`${name}.json`, directory)
  if (existsSync(expected)) {
    const documents = JSON.parse(readFileSync(expected, 'utf8')) as readonly Json[]
    expect(answer).toStrictEqual({ documents })
  } else expect(answer).toHaveProperty('refused')
})

import { expect, it } from 'vitest'
import { parse } from '../../../src/stages/parse/parse.ts'
import { rememberReadings } from '../../../src/stages/parse/remember-readings.ts'
import { configMapYaml } from '../../helpers/kubefed-yaml.ts'

const file = (path: string, text: string): { readonly path: string; readonly text: string } =>
  Object.freeze({ path, text })

it('gives what is the same on two sides as one value, and reads what is not', () => {
  const readFile = rememberReadings()
  const [one, two] = [configMapYaml('shop/a', 'one'), configMapYaml('shop/a', 'two')]
  const [base] = parse([file('a.yaml', one), file('b.yaml', one)], readFile)
  const [head] = parse([file('a.yaml', `${one}`), file('b.yaml', two), file('c.yaml', one)], readFile)
  expect(head.manifests[0]).toBe(base.manifests[0])
  expect(head.manifests.map((each) => each.file.path)).toEqual(['a.yaml', 'b.yaml', 'c.yaml'])
  expect(head).toEqual(parse([file('a.yaml', one), file('b.yaml', two), file('c.yaml', one)])[0])
})

it('tells the faults of a file each time', () => {
  const readFile = rememberReadings()
  const broken = [file('a.yaml', 'kind: {')]
  expect(parse(broken, readFile)[1]).toHaveLength(1)
  expect(parse(broken, readFile)[1]).toEqual(parse(broken)[1])
})

it('knows the sixteen last texts of a path, however many there are', () => {
  const readFile = rememberReadings()
  const texts = Array.from({ length: 17 }, (_, index) => file('a.yaml', configMapYaml('shop/a', `${index}`)))
  const known = texts.slice(0, 16).map((each) => [each, readFile(each)] as const)
  for (const [each, first] of [...known, ...known]) expect(readFile(each)).toBe(first)
  readFile(texts[16]!)
  const [[oldest, first], [next, second]] = [known[0]!, known[1]!]
  expect(readFile(next)).toBe(second)
  expect(readFile(oldest)).not.toBe(first)
  expect(readFile(oldest)).toEqual(first)
})

it('knows a file as it is and as one in which kinds map to Secret', () => {
  const readFile = rememberReadings()
  const plain = file('a.yaml', configMapYaml('shop/a', 'one'))
  const marked = { ...plain, secretKinds: ['FederatedThing'] }
  const [first, second] = [readFile(plain), readFile(marked)]
  expect(second).not.toBe(first)
  expect([readFile(plain), readFile({ ...marked, secretKinds: ['FederatedThing'] })]).toEqual([first, second])
  expect(readFile(plain)).toBe(first)
})

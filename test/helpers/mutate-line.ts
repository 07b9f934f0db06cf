import * as fc from 'fast-check'
import type { RepositoryTexts } from './diff-repositories.ts'

/** A repository with one line that is another, gone or new, and the places that say so. */
export interface MutatedRepository {
  readonly texts: RepositoryTexts
  readonly path: string
  /** From 1; the mutated line, and those that could as well be it because they read the same. */
  readonly lines: ReadonlySet<number>
  /** The sides that have the line. */
  readonly sides: ReadonlySet<'base' | 'head'>
  readonly description: string
}

/** What is done to one line; the numbers choose among what there is. */
export type Mutation = readonly [kind: MutationKind, file: number, line: number, choice: number]

const kinds = [
  'value',
  'number',
  'suffix',
  'delete',
  'duplicate',
  'indent',
  'outdent',
  'key',
  'swap',
  'comment',
  'copy',
  'replace',
] as const
type MutationKind = (typeof kinds)[number]

const weighted = ['value', 'value', 'number', 'number', 'number', 'suffix', 'suffix', 'delete'] as const

/** Mutations of any line; those that change a value come more often, because they mostly compile. */
export const mutations: fc.Arbitrary<Mutation> = fc.tuple(
  fc.constantFrom(...kinds, ...weighted),
  fc.nat(),
  fc.nat(),
  fc.nat(),
)

/** Applies a mutation to one of the lines that it changes; undefined where there is none. */
export function mutateLine(
  texts: RepositoryTexts,
  [kind, file, line, choice]: Mutation,
): MutatedRepository | undefined {
  const paths = Object.keys(texts)
  const path = paths[file % paths.length] ?? ''
  const before = (texts[path] ?? '').split('\n')
  const pool = paths.flatMap((each) => (texts[each] ?? '').split('\n'))
  const changeable = before.flatMap((each, index) => {
    const lines = mutate[kind](each, choice, pool)
    return lines.length === 1 && lines[0] === each ? [] : [{ index, lines }]
  })
  const { index, lines } = changeable[line % changeable.length] ?? { index: 0, lines: before.slice(0, 1) }
  const after = before.toSpliced(index, 1, ...lines)
  if (after.join('\n') === before.join('\n')) return undefined
  const longer = after.length > before.length ? after : before
  // The new one of two lines comes behind the old one.
  const at = after.length > before.length ? index + 1 : index
  return {
    texts: { ...texts, [path]: after.join('\n') },
    path,
    lines: equalLines(longer, at, after.length === before.length),
    sides: new Set(
      after.length > before.length ? ['head'] : after.length < before.length ? ['base'] : ['base', 'head'],
    ),
    description: `${kind} ${path}:${index + 1}\n-${before[index]}\n+${after.slice(index, index + 1 + after.length - before.length).join('\n+')}`,
  }
}

function equalLines(lines: readonly string[], at: number, alone: boolean): ReadonlySet<number> {
  if (alone) return new Set([at + 1])
  let [first, last] = [at, at]
  while (first > 0 && lines[first - 1] === lines[at]) first--
  while (last + 1 < lines.length && lines[last + 1] === lines[at]) last++
  return new Set(Array.from({ length: last - first + 1 }, (_, offset) => first + offset + 1))
}

type Mutate = (line: string, choice: number, pool: readonly string[]) => readonly string[]

/** What stands in place of a line: none, one or two. */
const mutate: Readonly<Record<MutationKind, Mutate>> = {
  value: (line, choice, pool) => [
    line.replace(value, (_, key: string) => key + (pick(valuesOf(pool, key), choice) ?? 'x')),
  ],
  number: (line, choice) => [
    line.replace(/\d+/, (digits) => String((Number(digits) + 1 + (choice % 3)) % 100)),
  ],
  suffix: (line) => [/["'\]}|>:]$/.test(line) ? line.replace(/\w(?=\W*$)/, '$&x') : `${line}x`],
  delete: () => [],
  duplicate: (line) => [line, line],
  indent: (line) => [`  ${line}`],
  outdent: (line) => [line.replace(/^ {2}/, '')],
  key: (line, choice, pool) => [
    line.replace(/[\w./-]+(?=:(?: |$))/, (key) => pick(keysOf(pool), choice) ?? key),
  ],
  swap: (line, choice) => [swapTokens(line, choice)],
  comment: (line) => [line.replace(/\S.*/, '# $&')],
  copy: (line, choice, pool) => [line, pick(indentedAlike(line, pool), choice) ?? line],
  replace: (line, choice, pool) => [pick(indentedAlike(line, pool), choice) ?? line],
}

function pick<T>(items: readonly T[], choice: number): T | undefined {
  return items[choice % items.length]
}

function indentedAlike(line: string, pool: readonly string[]): readonly string[] {
  return pool.filter((each) => indentation(each) === indentation(line))
}

const value = /^(\s*(?:- )?(?:[^\s:]+: |- )?)(\S.*)$/

/** The values that a key has anywhere. */
const valuesOf = (lines: readonly string[], key: string): readonly string[] =>
  lines.flatMap((line) => {
    const [, other, written] = line.match(value) ?? []
    return written !== undefined && other?.trim() === key.trim() ? [written] : []
  })

const keysOf = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.match(/[\w./-]+(?=:(?: |$))/)?.[0] ?? [])

const indentation = (line: string): number => line.length - line.trimStart().length

function swapTokens(line: string, choice: number): string {
  const tokens = line.split(/(\w+)/)
  const count = (tokens.length - 1) / 2
  if (count < 2) return line
  const [left, right] = [2 * (choice % (count - 1)) + 1, 2 * (choice % (count - 1)) + 3]
  return tokens
    .with(left, tokens[right] ?? '')
    .with(right, tokens[left] ?? '')
    .join('')
}

import { array, assert, asyncProperty, record, string, stringMatching, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mostCharacters,
  mostFiles,
  problemOfFiles,
  problemOfPath,
  readFragment,
  writeFragment,
} from '../../site/playground/page/fleet/link.ts'

const path = array(stringMatching(/^[a-z0-9_-]{1,8}$/), { minLength: 1, maxLength: 3 }).map(
  (parts) => `${parts.join('/')}.yaml`,
)
const files = uniqueArray(record({ path, text: string({ unit: 'grapheme', maxLength: 200 }) }), {
  selector: (each) => each.path,
  minLength: 1,
  maxLength: 6,
})

/** The fragment of a value, whatever it is. */
async function fragmentOf(value: unknown): Promise<string> {
  return writeFragment(value as Parameters<typeof writeFragment>[0])
}

const file = { path: 'a.yaml', text: 'a: 1\n' }

describe('a link', () => {
  it('gives back everything that it holds', async () => {
    const shared = record(
      { files, without: array(string(), { maxLength: 3 }), example: string(), open: string() },
      { requiredKeys: ['files', 'without'] },
    )
    await assert(
      asyncProperty(shared, async (each) => {
        expect(await readFragment(await writeFragment(each))).toEqual({ shared: each })
      }),
    )
  })

  it('has letters, digits, - and _ alone', async () => {
    expect(await writeFragment({ files: [file], without: [] })).toMatch(/^#fleet=[\w-]+$/)
  })

  it.each([
    ['no fragment', '#x=1'],
    ['characters that no link has', '#fleet=a+b'],
    ['what is not compressed', '#fleet=AAAA'],
    ['nothing', '#fleet='],
  ])('of %s is a problem', async (_, fragment) => {
    expect(await readFragment(fragment)).toStrictEqual({ problem: expect.any(String) as string })
  })

  it('that lost its end is a problem', async () => {
    const whole = await writeFragment({ files: [{ path: 'a.yaml', text: 'x'.repeat(999) }], without: [] })
    expect(await readFragment(whole.slice(0, -4))).toStrictEqual({ problem: expect.any(String) as string })
  })

  it.each([
    ['a list', []],
    ['no list of files', {}],
    ['no file', { files: [] }],
    ['a file without a text', { files: [{ path: 'a.yaml' }] }],
    ['a path out of the repository', { files: [{ ...file, path: '../a.yaml' }] }],
    ['an absolute path', { files: [{ ...file, path: '/a.yaml' }] }],
    ['a path that is no source', { files: [{ ...file, path: 'a.html' }] }],
    ['two files of one name', { files: [file, file] }],
    ['clusters that are numbers', { files: [file], without: [1] }],
    [
      'too many files',
      { files: Array.from({ length: mostFiles + 1 }, (_, at) => ({ ...file, path: `${at}.yaml` })) },
    ],
    ['too much text', { files: [{ ...file, text: 'x'.repeat(mostCharacters + 1) }] }],
  ])('that holds %s is a problem', async (_, value) => {
    const fragment = await fragmentOf(value)
    expect(await readFragment(fragment)).toStrictEqual({ problem: expect.any(String) as string })
  })

  it('that unpacks to much more than it is, is given up before that is done', async () => {
    const fragment = await fragmentOf({ files: [{ ...file, text: 'x'.repeat(32 * mostCharacters) }] })
    expect(fragment.length).toBeLessThan(70_000)
    expect(await readFragment(fragment)).toStrictEqual({
      problem: expect.stringContaining('2 MiB') as string,
    })
  })
})

describe('the names of files', () => {
  it.each(['a.yaml', 'shop/web.yml', 'a-b/c_d/e.json', 'a..b.yaml'])('may be %s', (each) => {
    expect(problemOfPath(each)).toBeUndefined()
  })

  it.each([
    '',
    '.yaml/..',
    '../a.yaml',
    'a//b.yaml',
    './a.yaml',
    'a b.yaml',
    '<b>.yaml',
    'a.txt',
    'a\u202Eb.yaml',
  ])('may not be %j', (each) => {
    expect(problemOfPath(each)).toEqual(expect.any(String))
  })

  it('are those of few files', () => {
    expect(problemOfFiles([file])).toBeUndefined()
  })
})

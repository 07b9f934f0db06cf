import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeRun, encodeRun } from '../../../src/host/index/run-record-bytes.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'
import {
  copyWithTimes,
  createIndexedRepository,
  type IndexedRepository,
  sourceTexts,
} from './indexed-repository.ts'

/** How many renders are compared; `FEDRENDER_INDEX_RENDERS=100000` takes half an hour. */
const renders = Number(process.env['FEDRENDER_INDEX_RENDERS'] ?? 150)
/** What the histories follow from, as far as they do not follow from the clock. */
const seed = Number(process.env['FEDRENDER_INDEX_SEED'] ?? Date.now() % 2 ** 31)
const rendersOfOne = 10

/** How exactly file systems keep times, in nanoseconds: most of them, exFAT, older ones, and FAT. */
const granularities = [1n, 1n, 1n, 1n, 1n, 10_000_000n, 1_000_000_000n, 2_000_000_000n]

/** Something that happens to the files of a repository; `pick` chooses among the files that there are. */
type Event =
  | { readonly kind: 'edit'; readonly path: string; readonly text: number }
  | { readonly kind: FileEvent; readonly file: number; readonly other: number }
  | {
      readonly kind: 'aged' | 'copied' | 'saveIndex' | 'oldIndex' | 'futureIndex' | 'damagedIndex' | 'noIndex'
    }
  | { readonly kind: 'wait'; readonly milliseconds: number }

const fileEvents = [
  'flip',
  'flipKeepingTime',
  'flipByLink',
  'append',
  'touch',
  'touchLongAgo',
  'touchLater',
  'delete',
  'writeAgain',
  'replaceKeepingTime',
  'swap',
  'moveAway',
  'copyBeside',
  'foreign',
  'foreignDirectory',
  'foreignLink',
  'chmod',
  'makeDirectory',
] as const
type FileEvent = (typeof fileEvents)[number]

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      path: fc.constantFrom(...Object.keys(sourceTexts)),
      text: fc.nat(4),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constantFrom(...fileEvents), file: fc.nat(99), other: fc.nat(99) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'aged',
        'copied',
        'saveIndex',
        'oldIndex',
        'futureIndex',
        'damagedIndex',
        'noIndex',
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(12) }) },
)

/** What happens before each render; often nothing, so that runs are remembered. */
const events = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ kind: 'aged' as const }]) },
  { weight: 3, arbitrary: fc.array(event, { minLength: 1, maxLength: 3 }) },
)

it(
  'an index changes nothing that a render writes or prints, whatever happens to the files in between',
  { timeout: 24 * 3600 * 1000 },
  () => {
    let [recalled, failed] = [0, 0]
    const scratch = scratchDirectory()
    fc.assert(
      fc.property(
        fc.constantFrom(...granularities),
        fc.array(fc.tuple(events, fc.constantFrom([], [], [], ['--verify'])), {
          minLength: rendersOfOne,
          maxLength: rendersOfOne,
        }),
        (granularity, rounds) => {
          const repository = createIndexedRepository(scratch, {}, granularity)
          const saved: Buffer[] = []
          for (const [happening, words] of rounds) {
            for (const each of happening) happen(repository, each, saved)
            const alone = repository.runAlone('render')
            const { exitCode, stdout, stderr } = repository.run('render', ...words)
            if (repository.reads().length === 0) recalled += 1
            if (exitCode !== 0) failed += 1
            expect({ exitCode, stdout, stderr, files: repository.files() }).toStrictEqual(alone)
          }
          for (const name of readdirSync(scratch)) rmSync(join(scratch, name), { recursive: true })
        },
      ),
      { numRuns: Math.max(1, Math.round(renders / rendersOfOne)), endOnFailure: true, seed },
    )
    // A test in which no run was remembered would show nothing.
    expect(recalled).toBeGreaterThan(0)
    expect(failed).toBeLessThan((renders * 2) / 3)
    if (renders > 1000)
      process.stdout.write(
        `${renders} renders of seed ${seed}: ${recalled} remembered, ${failed} with errors\n`,
      )
  },
)

function happen(repository: IndexedRepository, happening: Event, saved: Buffer[]): void {
  const { root } = repository
  switch (happening.kind) {
    case 'edit': {
      const texts = sourceTexts[happening.path] ?? []
      const place = join(root, happening.path)
      rmSync(place, { recursive: true, force: true })
      mkdirSync(dirname(place), { recursive: true })
      return writeFileSync(place, texts[happening.text % texts.length] ?? '')
    }
    case 'aged': {
      // What is set back after an edit is exactly what it was.
      for (const path of filesIn(repository)) utimesSync(path, 1000, 1000)
      return
    }
    case 'copied': {
      copyWithTimes(root, `${root}-copy`)
      rmSync(root, { recursive: true })
      return renameSync(`${root}-copy`, root)
    }
    case 'wait':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, happening.milliseconds)
      return
    case 'saveIndex':
    case 'oldIndex':
    case 'futureIndex':
    case 'damagedIndex':
    case 'noIndex':
      return happenToIndex(repository, happening.kind, saved)
    default:
      return happenToFile(root, repository, happening)
  }
}

function happenToIndex(repository: IndexedRepository, kind: string, saved: Buffer[]): void {
  const path = repository.indexPath()
  if (path === undefined) return
  const content = readFileSync(path)
  const record = decodeRun(content)
  if (kind === 'saveIndex') saved.push(content)
  if (kind === 'oldIndex') writeFileSync(path, saved[0] ?? content)
  // As where the clock is set back after the run.
  if (kind === 'futureIndex' && record) {
    writeFileSync(path, encodeRun({ ...record, moment: record.moment + 10_000_000_000n, said: 'x' }))
  }
  if (kind === 'damagedIndex') writeFileSync(path, content.fill(1, content.length / 2))
  if (kind === 'noIndex') rmSync(path)
}

function filesIn(repository: IndexedRepository): readonly string[] {
  return Object.entries(repository.files())
    .filter(([path, text]) => !path.endsWith('/') && !text.startsWith('-> '))
    .map(([path]) => join(repository.root, path))
}

function happenToFile(
  root: string,
  repository: IndexedRepository,
  { kind, file, other }: Extract<Event, { readonly file: number }>,
): void {
  const paths = filesIn(repository)
  const [path, second] = [paths[file % paths.length], paths[other % paths.length]]
  if (path === undefined || second === undefined) return
  const { atime, mtime } = lstatSync(path)
  const content = readFileSync(path)
  const directory = dirname(path)
  const flipped = flip(content, other)
  const beside = `${path}.${other}.yaml`
  const doings: Record<FileEvent, () => void> = {
    flip: () => writeFileSync(path, flipped),
    flipKeepingTime: () => {
      writeFileSync(path, flipped)
      utimesSync(path, atime, mtime)
    },
    flipByLink: () => {
      linkSync(path, join(dirname(root), `link-${other}`))
      writeFileSync(join(dirname(root), `link-${other}`), flipped)
      utimesSync(path, atime, mtime)
      rmSync(join(dirname(root), `link-${other}`))
    },
    append: () => appendFileSync(path, '# more\n'),
    touch: () => utimesSync(path, new Date(), new Date()),
    touchLongAgo: () => utimesSync(path, 1, 1),
    touchLater: () => utimesSync(path, 4_000_000_000, 4_000_000_000),
    delete: () => rmSync(path),
    writeAgain: () => {
      rmSync(path)
      writeFileSync(path, content)
    },
    replaceKeepingTime: () => {
      writeFileSync(`${path}.new`, flipped)
      utimesSync(`${path}.new`, atime, mtime)
      renameSync(`${path}.new`, path)
    },
    swap: () => {
      if (path === second) return
      renameSync(path, `${path}.old`)
      renameSync(second, path)
      renameSync(`${path}.old`, second)
    },
    moveAway: () => {
      renameSync(path, join(dirname(root), 'away'))
      if (other % 2 === 0) renameSync(join(dirname(root), 'away'), path)
    },
    copyBeside: () => writeFileSync(beside, content),
    foreign: () => writeFileSync(`${directory}/mine-${other % 3}.yaml`, 'kind: Mine\n'),
    foreignDirectory: () => mkdirSync(`${directory}/mine-${other % 3}-d`, { recursive: true }),
    foreignLink: () => {
      if (!existsSync(`${directory}/link.yaml`)) {
        rmSync(`${directory}/link.yaml`, { force: true })
        symlinkSync('nowhere', `${directory}/link.yaml`)
      }
    },
    chmod: () => chmodSync(path, other % 2 === 0 ? 0o600 : 0o644),
    makeDirectory: () => {
      rmSync(path)
      mkdirSync(path)
    },
  }
  doings[kind]()
}

/** The content with another letter near its end. */
function flip(content: Buffer, choice: number): Buffer {
  const flipped = Buffer.from(content)
  const at = flipped.findLastIndex((byte, index) => isLetter(byte) && index < content.length - (choice % 9))
  if (at !== -1) flipped[at] = 0x61 + (((flipped[at] ?? 0) - 0x61 + 1 + (choice % 25)) % 26)
  return flipped
}

function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}

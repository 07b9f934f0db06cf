import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { nameOfSegment } from '../../src/output/layout.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { readRepositoryFile } from '../docs/documents.ts'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { readTree } from '../helpers/read-tree.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

/** What this version renders otherwise than 0.1.0, by object and pointer. Each reason is on docs/how-to/upgrade-fedrender.md. */
const reasons: readonly { readonly of: RegExp; readonly reason: string }[] = [
  {
    of: /^clusters\/.* \/metadata\/annotations\/argocd\.argoproj\.io~1compare-options IgnoreExtraneous$/,
    reason: 'Argo CD compares what it is to keep with nothing once its file has gone',
  },
  {
    of: /^argocd .*\/spec\/generators\/0\/.*\/(?:path|changes) rendered\/clusters\/lab%2Ezip(?:\/\w+)?$/,
    reason: 'The directory of a cluster has another name',
  },
  {
    of: /^flux .*\/spec\/path \.\/rendered\/clusters\/lab%2Ezip(?:\/\w+)?$/,
    reason: 'The directory of a cluster has another name',
  },
  {
    of: /^argocd .*\/namespace (?:|chart|shop|\{\{\.namespace\}\})$/,
    reason: 'Argo CD refuses the Application of a tenant without its namespace as the destination',
  },
]

const here = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const outputs = readdirSync(here).filter((name) => name.startsWith('0.'))
const seen = new Set<RegExp>()
afterAll(() => {
  expect(reasons.filter(({ of }) => !seen.has(of))).toStrictEqual([])
})

/** The objects of an output by what they are to a cluster or an agent, whatever file they are in. */
function objectsIn(directory: string): ReadonlyMap<string, JsonObject> {
  const objects = [...readTree(directory)].flatMap(([path, text]): readonly [string, JsonObject][] => {
    const value = path.endsWith('.yaml') ? parse([{ path, text }])[0].manifests[0]?.value : undefined
    if (value === undefined) return []
    const [folder = '', cluster = ''] = path.split('/')
    const place = folder === 'clusters' ? `${folder}/${nameOfSegment(cluster)}` : folder
    const { namespace = '', name } = value['metadata'] as {
      readonly namespace?: string
      readonly name: string
    }
    return [[`${place} ${String(value['apiVersion'])} ${String(value['kind'])} ${namespace}/${name}`, value]]
  })
  const found = new Map(objects)
  expect(found.size).toBe(objects.length)
  return found
}

/** Where two values differ, as `POINTER VALUE` of the second one. */
function differences(before: Json | undefined, after: Json | undefined, pointer = ''): readonly string[] {
  if (before !== undefined && after !== undefined && equalJson(before, after)) return []
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    const isLeaf = typeof after !== 'object' || after === null || before !== undefined
    return isLeaf
      ? [`${pointer} ${String(after)}`]
      : differences(Array.isArray(after) ? [] : {}, after, pointer)
  }
  const [left, right] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(
      left.get(key),
      right.get(key),
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  )
}

/** A repository that 0.1.0 rendered. */
function renderedBy010(output: string): string {
  const sources = readTree(`${here}/fleet`)
  const more = output === '0.1.0' ? new Map<string, string>() : readTree(`${here}/delivered`)
  return gitRepository(Object.fromEntries([...sources, ...more, ...readTree(`${here}/${output}`)]))
}

describe.each(outputs)('a fleet that %s rendered', (output) => {
  it('keeps every object, and changes none but for the reasons of the table', () => {
    const directory = renderedBy010(output)
    const old = objectsIn(`${directory}/rendered`)
    const { exitCode, stderr } = runInDirectory(directory, 'render')
    expect([exitCode, stderr]).toStrictEqual([0, expect.not.stringMatching(/prune-|retained-replicas/)])
    const now = objectsIn(`${directory}/rendered`)
    expect([...now.keys()].sort()).toStrictEqual([...old.keys()].sort())
    const found = [...now].flatMap(([key, value]) =>
      differences(old.get(key), value).map((difference) => `${key} ${difference}`),
    )
    const unexplained = found.filter((difference) => {
      const known = reasons.find(({ of }) => of.test(difference))
      if (known !== undefined) seen.add(known.of)
      return known === undefined
    })
    expect(unexplained).toStrictEqual([])
  })

  it('has each of its objects where its agents look for it', () => {
    const directory = renderedBy010(output)
    runInDirectory(directory, 'render')
    const files = [...readTree(directory).keys()].filter((path) => path.startsWith('rendered/clusters/'))
    const clusters = new Set(files.map((path) => path.split('/')[2]))
    expect([...clusters]).toStrictEqual(['east', 'lab%2Ezip', 'west'])
    const agents = [...readTree(directory)].filter(([path]) => /^rendered\/(?:argocd|flux)\//.test(path))
    const read = agents.flatMap(([, text]) =>
      [...text.matchAll(/\bpath: (?:\.\/)?(rendered\/\S+)/g)].map(([, path = '']) => path),
    )
    expect(output === '0.1.0' ? read : read.slice(0, 1)).toHaveLength(output === '0.1.0' ? 0 : 1)
    expect(read.filter((path) => !files.some((file) => file.startsWith(`${path}/`)))).toStrictEqual([])
  })

  it('shows each object that differs in diff --rendered, and passes the check of its pull request', () => {
    const directory = renderedBy010(output)
    const old = objectsIn(`${directory}/rendered`)
    git(directory, 'checkout', '-q', '-b', 'upgrade')
    runInDirectory(directory, 'render')
    const now = objectsIn(`${directory}/rendered`)
    const changed = [...now].filter(([key, value]) => differences(old.get(key), value).length > 0)
    const { stdout, exitCode } = runInDirectory(directory, 'diff', '--rendered', '--base', 'main')
    expect(exitCode).toBe(1)
    expect(stdout).not.toMatch(/^ {2}(?:removed|deleted) (?:from|in)/m)
    for (const [key] of changed) {
      const [place = '', , kind = '', name = ''] = key.split(' ')
      const shown = place.startsWith('clusters/')
        ? `${kind.toLowerCase()}s ${name.replace(/^\//, '')}`
        : `rendered/${place}/`
      expect(stdout).toContain(shown)
    }
    const known = ['Argo CD compares what it is to keep with nothing once its file has gone']
    const [fields, reasons] = [/^ {4}[+~-] /gm, new RegExp(`^ {4}since ${known.join('|')}`, 'gm')].map(
      (line) => stdout.match(line) ?? [],
    )
    expect(reasons).toHaveLength(fields?.length ?? 0)
    const files = stdout.match(/^ {2}changed \(.*\)$/gm) ?? []
    expect(new Set(files)).toStrictEqual(new Set(output === '0.1.0' ? [] : ['  changed (as rendered)']))
    commit(directory, {})
    const check = runInDirectory(directory, 'render', '--check', '--base', 'main')
    expect([check.exitCode, check.stdout]).toStrictEqual([0, expect.stringMatching(/^(?:H .*\n)*$/)])
    expect(runInDirectory(directory, 'diff', '--base', 'main').stdout).toBe(
      'Nothing changes in any cluster.\n',
    )
  })
})

it('is on the page, with every reason', () => {
  const page = readRepositoryFile('docs/how-to/upgrade-fedrender.md')
  for (const { reason } of reasons) expect(page).toContain(reason)
})

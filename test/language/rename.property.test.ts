import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { renameCluster } from '../../src/language/names/rename-cluster.ts'
import { repositories } from '../helpers/repository-arbitrary.ts'
import { applyRenaming } from './apply-renaming.ts'
import { openRepository } from './open-repository.ts'

/** A name that occurs nowhere else, and that sorts as the one before. */
const [from, to] = ['eu-1', 'eu-1renamed']

/** What is rendered and reported, with the old name in place of the new one. */
function outcomeOf(files: Readonly<Record<string, string>>): {
  readonly rendered: unknown
  readonly printed: string
} {
  const { repository } = openRepository(files)
  const { stdout } = repository.run('validate', '--format', 'json')
  repository.run('render')
  const back = (text: string): string => text.replaceAll(to, from)
  const rendered = Object.entries(repository.rendered()).map(([path, text]) => [back(path), back(text)])
  // Places on the line of a name are further to the right.
  const { diagnostics } = JSON.parse(back(stdout)) as { diagnostics: { code: string; message: string }[] }
  const printed = diagnostics.map(({ code, message }) => `${code} ${message}`).toSorted()
  return { rendered: Object.fromEntries(rendered), printed: printed.join('\n') }
}

/** KubeFed serves clusters of one weight in the order of hashes of their names, and none where there is nothing to divide. */
function withoutReplicas(files: Readonly<Record<string, string>>): Record<string, string> {
  const texts = Object.entries(files)
  return Object.fromEntries(
    texts.map(([path, text]) => [path, text.replaceAll(/totalReplicas: \d+/g, 'totalReplicas: 0')]),
  )
}

it('a cluster that is renamed gets the very same under its new name, and no other fault', () => {
  fc.assert(
    fc.property(repositories.map(withoutReplicas), (files) => {
      const renaming = renameCluster(openRepository(files).session.snapshot(), from, to)
      if (typeof renaming === 'string') throw new Error(renaming)
      const after = applyRenaming(files, renaming)
      expect(outcomeOf(after)).toStrictEqual(outcomeOf(files))
    }),
    { numRuns: 60 },
  )
})

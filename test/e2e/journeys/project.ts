import { join } from 'node:path'
import { readRepositoryFile, repositoryPath } from '../../docs/documents.ts'
import { git, scratchDirectory } from '../../helpers/git-repository.ts'
import { createMachine, typeInShell } from './shell-session.ts'

/** A project on a forge: the bare repository that it serves, and the tips of its main branch and of the branch `change`. */
export interface Project {
  readonly origin: string
  readonly base: string
  readonly head: string
}

/**
 * A project whose main branch has the quickstart and pipelines of `examples/ci`, and whose branch `change` has another image.
 *
 * @param pipelines a file of `examples/ci`, or a folder of it, each file of which says in its first line where it goes
 * @param isRendered whether the change commits what it renders
 */
export function openProject(pipelines: string | readonly string[], isRendered: boolean): Project {
  const origin = join(scratchDirectory(), 'origin.git')
  const copies = [pipelines].flat().map((file) => {
    const path = `examples/ci/${file}`
    const place =
      /^# (\.github\/workflows\/[\w-]+\.yaml): /.exec(readRepositoryFile(path))?.[1] ?? '.gitlab-ci.yml'
    return `mkdir -p "$(dirname ${place})" && cp '${repositoryPath(path)}' ${place}`
  })
  const typed = `git init -q --bare '${origin}'
git -C '${origin}' config uploadpack.allowAnySHA1InWant true
git -C '${origin}' config receive.advertisePushOptions true
cp -r '${repositoryPath('examples/quickstart')}' fleet && cd fleet && git init -q
${copies.join('\n')}
git add . && git commit -q -m 'A fleet'
git remote add origin 'file://${origin}' && git push -q -u origin main
git switch -q -c change && sed -i 's/nginx:1.27/nginx:1.29/' shop/web.yaml
${isRendered ? 'fedrender render -q' : ''}
git commit -q -a -m 'nginx 1.29' && git push -q origin change
`
  const [{ text, status } = { text: '', status: 1 }] = typeInShell(createMachine(), [typed])
  if (text !== '' || status !== 0) throw new Error(`The project was not made:\n${text}`)
  return { origin, base: git(origin, 'rev-parse', 'main'), head: git(origin, 'rev-parse', 'change') }
}

/** A checkout of a commit in a directory that does not exist yet, as forges make it; a depth of 0 is the whole history. */
export function checkOut(origin: string, commit: string, checkout: string, depth: number): void {
  git(origin, 'init', '-q', checkout)
  git(checkout, 'remote', 'add', 'origin', `file://${origin}`)
  git(checkout, 'fetch', '-q', ...(depth === 0 ? [] : [`--depth=${depth}`]), 'origin', commit)
  git(checkout, 'checkout', '-q', 'FETCH_HEAD')
}

import { posix } from 'node:path'
import { replaceLinks, withoutComments } from '../../docs/writer/links.ts'
import { code, page } from '../../docs/writer/markdown.ts'
import { playableExamples } from './example-modules.ts'
import { filesBelow, kindOf, namesIn, readRepositoryFile } from './repository.ts'

/** Pages of the site as Markdown, by their paths below its source directory. */
export type Pages = ReadonlyMap<string, string>

/** The documents at the top that users and contributors read. */
const topDocuments = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
]

/**
 * The page of the site for a path of the repository: what is below `docs/` is at the top, everything else below
 * `repository/`, a file that is no page of Markdown as the page that shows it.
 */
export function pagePath(path: string): string {
  if (path === 'docs/README.md') return 'documents.md'
  if (path.startsWith('docs/') && path.endsWith('.md')) return path.slice('docs/'.length)
  // A page of a name that begins with a dot is none to the generator.
  const named = path.replaceAll(/(^|\/)\./g, '$1_.')
  return `repository/${named.endsWith('.md') ? named : `${named}.md`}`
}

/**
 * Every page of the documentation, and whatever of the repository these lead to, with links that lead to pages of the site.
 * Throws where a link leads nowhere.
 */
export function documentPages(): Pages {
  const pages = new Map<string, string>()
  const queue = [
    ...topDocuments,
    ...filesBelow('docs').filter((path) => path.endsWith('.md')),
    ...filesBelow('examples').filter((path) => /^examples\/[^/]+\/README\.md$/.test(path)),
  ]
  const playable = new Set(playableExamples())
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const at = pagePath(path)
    if (pages.has(at)) continue
    const [, example = ''] = /^examples\/([^/]+)\/README\.md$/.exec(path) ?? []
    const text = pageOf(path, (linked) => queue.push(linked))
    pages.set(at, playable.has(example) ? page(text, playgroundLink(example)) : text)
  }
  return pages
}

function playgroundLink(example: string): string {
  return `[Try this example in the playground](/playground.html#example=${example})`
}

/** The page for a path; `follow` is given what it leads to. */
function pageOf(path: string, follow: (path: string) => void): string {
  if (kindOf(path) === 'directory') return listing(path)
  const text = readRepositoryFile(path)
  if (!path.endsWith('.md')) return source(path, text)
  return replaceLinks(withoutComments(text), (target) => {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) return target
    const [relative = '', anchor] = target.split('#')
    const linked = documentAt(posix.join(posix.dirname(path), relative), path)
    follow(linked)
    return `/${pagePath(linked)}${anchor === undefined ? '' : `#${anchor}`}`
  })
}

/** The document that a link leads to: of a directory its README, where there is one. */
function documentAt(linked: string, from: string): string {
  const path = linked.replace(/\/$/, '')
  const kind = kindOf(path)
  if (path.startsWith('..') || kind === 'absent')
    throw new Error(`${from} leads to ${linked}, which is not there`)
  return kind === 'directory' && kindOf(`${path}/README.md`) === 'file' ? `${path}/README.md` : path
}

function listing(path: string): string {
  return page(
    `# ${code(`${path}/`)}`,
    namesIn(path)
      .map((name) => `- ${code(name)}`)
      .join('\n'),
  )
}

const languages: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  ts: 'ts',
  mjs: 'ts',
}

function source(path: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'text'
  return page(`# ${code(path)}`, `${fence}${language}\n${text.trimEnd()}\n${fence}`)
}

import type { DefaultTheme } from 'vitepress'
import { pagePath } from './document-pages.ts'
import { readRepositoryFile } from './repository.ts'

type Item = DefaultTheme.SidebarItem

/** The pages of the documentation as `docs/README.md` lists them: a group for each heading, those of "How to" one lower. */
export function sidebar(): Item[] {
  const groups: (Item & { items: Item[] })[] = []
  let topic: (Item & { items: Item[] }) | undefined
  for (const line of readRepositoryFile('docs/README.md').split('\n')) {
    const heading = /^## (.*)$/.exec(line)?.[1]
    const subject = /^([A-Z][a-z ]+):$/.exec(line)?.[1]
    const [, text, path = ''] = /^- \[([^\]]*)\]\(([^)]*\.md)\)/.exec(line) ?? []
    if (heading !== undefined) {
      groups.push((topic = { text: heading, items: [] }))
    } else if (subject !== undefined) {
      topic = { text: subject, items: [] }
      groups.at(-1)?.items.push(topic)
    } else if (text !== undefined && topic !== undefined) {
      topic.items.push({ text, link: linkOf(path) })
    }
  }
  return groups
}

function linkOf(path: string): string {
  const inRepository = path.startsWith('../') ? path.slice('../'.length) : `docs/${path}`
  return `/${pagePath(inRepository).replace(/\.md$/, '')}`
}

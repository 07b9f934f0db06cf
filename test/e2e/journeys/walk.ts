import { dirname } from 'node:path/posix'
import { isShown, readSteps, type Step } from '../../docs/console/console-page.ts'
import { readRepositoryFile } from '../../docs/documents.ts'
import { pagesLinkedFrom, sectionOf } from '../../docs/linked-pages.ts'
import { typeInShell, type Machine } from './shell-session.ts'

/** A page of a journey, or some sections of it, whose blocks are typed in their order. */
export interface Part {
  readonly page: string
  /** The headings of the sections that are read, with what is below them; `''` is what comes before the first. */
  readonly sections?: readonly string[]
  /** What the page asks for in words: commands that are typed before its blocks. */
  readonly inWords?: string
}

/** A difference between what a page shows and what a shell printed. */
export interface Difference {
  readonly page: string
  readonly typed: string
  readonly shown: string
  readonly printed: string
}

interface Typed {
  readonly page: string
  readonly block: string
  /** What the page shows that it prints; nothing where the page does not say, and no command may fail. */
  readonly shown?: string
}

/** Walks the parts of a journey in one shell, and gives where it printed something else, or failed. */
export function walk(machine: Machine, parts: readonly Part[]): readonly Difference[] {
  const typed = parts.flatMap(typedOf)
  const printed = typeInShell(
    machine,
    typed.map(({ block }) => block),
  )
  return typed.flatMap(({ page, block, shown }, index) => {
    const { text = '', status = 0 } = printed[index] ?? {}
    const same = shown === undefined ? status === 0 : isShown(steady(text), steady(shown))
    return same
      ? []
      : [{ page, typed: block, shown: shown ?? 'nothing fails', printed: `${text}[${status}]` }]
  })
}

/** The pages of a journey to which no page before them links; the first is where a reader begins. */
export function findUnlinked(parts: readonly Part[]): readonly string[] {
  const pages = parts.map(({ page }) => page)
  return pages.filter((page, index) => {
    const before = pages.slice(0, index)
    return index > 0 && !before.includes(page) && !before.some((each) => pagesLinkedFrom(each).has(page))
  })
}

function typedOf({ page, sections, inWords }: Part): readonly Typed[] {
  const blocks = sectionsOf(readRepositoryFile(page), sections).flatMap((section) =>
    readSteps(section).flatMap((step) => blocksOf(page, step)),
  )
  return inWords === undefined ? blocks : [{ page, block: `${inWords}\n` }, ...blocks]
}

/** The texts of sections, each after the line that says in which scene it is. */
function sectionsOf(page: string, headings: readonly string[] | undefined): readonly string[] {
  if (headings === undefined) return [page]
  return headings.map((heading) => {
    if (heading === '') return page.slice(0, page.indexOf('\n## '))
    const before = page.slice(0, page.indexOf(`\n${heading}\n`))
    return `${before.match(/^<!-- scene: .*$/gm)?.at(-1) ?? ''}\n${sectionOf(page, heading)}`
  })
}

function blocksOf(page: string, step: Step): readonly Typed[] {
  if (step.kind === 'console') {
    return step.lines.map(({ commandLine, shown }) => ({ page, block: `${commandLine}\n`, shown }))
  }
  if (step.kind === 'script') return [{ page, block: step.text }]
  // Files of the scene "quickstart" are shown, and there already.
  if (step.scene === 'quickstart') return []
  const write = `mkdir -p '${dirname(step.path)}'\ncat > '${step.path}' <<'end of ${step.path}'\n${step.text}end of ${step.path}\n`
  return [{ page, block: write }]
}

/** A text without what differs from run to run: times, and ids of commits. */
function steady(text: string): string {
  return text
    .replaceAll(/\d+\.\d\d s$/gm, '<time> s')
    .replaceAll(/^[0-9a-f]{40}$/gm, '<commit>')
    .replaceAll(/(?<=^published |output of )[0-9a-f]{12}\b/gm, '<commit>')
}

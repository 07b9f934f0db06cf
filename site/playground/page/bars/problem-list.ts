import type { CompiledFleet, Problem } from '../../protocol.ts'
import { element } from '../parts/elements.ts'
import { pageLink } from '../parts/page-link.ts'
import { placeButton } from '../parts/place-button.ts'
import type { PlaygroundContext } from '../parts/playground-context.ts'

/** Lists the problems of the sources, each with its place, its fix and the page of its code; the keyboard stays in the list. */
export function showProblems(
  list: HTMLElement,
  fleet: Pick<CompiledFleet, 'problems' | 'more'>,
  context: Pick<PlaygroundContext, 'jump' | 'fix'>,
): void {
  const hadFocus = list.contains(document.activeElement)
  list.replaceChildren(...problemItems(fleet, context))
  if (hadFocus) list.focus()
}

function problemItems(
  { problems, more }: Pick<CompiledFleet, 'problems' | 'more'>,
  context: Pick<PlaygroundContext, 'jump' | 'fix'>,
): readonly HTMLElement[] {
  if (problems.length === 0) return [element('li', {}, 'No errors, no warnings.')]
  return [
    ...problems.map((each) => problemItem(each, context)),
    ...(more.problems > 0 ? [element('li', {}, `${more.problems} more`)] : []),
  ]
}

const levels = { error: 'critical', warning: 'medium', info: 'note' } as const
const words = { error: 'error', warning: 'warning', info: 'note' } as const

function problemItem(problem: Problem, context: Pick<PlaygroundContext, 'jump' | 'fix'>): HTMLElement {
  const { severity, code, message, hint, at, related, isFixable } = problem
  return element(
    'li',
    {},
    element('b', { class: `pg-level pg-${levels[severity]}` }, words[severity]),
    ' ',
    ...(at ? [placeButton(context, at), ' '] : []),
    pageLink(`reference/diagnostics/${code}.html`, code),
    ` ${message}`,
    ...related.flatMap((each) => [` ${each.message}: `, placeButton(context, each.at)]),
    hint !== undefined && element('span', { class: 'pg-fix' }, ` Fix: ${hint}`),
    isFixable &&
      element('button', { type: 'button', class: 'pg-do', click: () => context.fix(problem) }, 'Fix'),
  )
}

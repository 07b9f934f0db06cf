import type { ShownFix } from '../../language-protocol.ts'
import type { Problem } from '../../protocol.ts'
import { choiceList, closeAnswer, showAnswer } from './answer-panel.ts'
import type { LanguageContext } from './language-context.ts'

const nothing = 'There is nothing that fedrender knows how to fix.'

/** Fixes one problem, and shows where. */
export async function fixProblem(context: LanguageContext, problem: Problem): Promise<void> {
  const { at, code, message } = problem
  if (at === undefined) return
  const range = { from: at.from, to: at.to }
  const fixes = await context.ask('fixes', { path: at.path, range, problem: { code, message } })
  if (fixes === undefined) return
  const [fix] = fixes
  if (fix === undefined) return context.say(nothing)
  if (at.path !== context.open()) context.jump(at, false)
  applyFix(context, fix)
}

/** Lists the fixes of the problems at a range of the open file, to choose one. */
export async function showFixes(
  context: LanguageContext,
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  const fixes = await context.ask('fixes', { path: context.open(), range })
  if (fixes === undefined) return
  if (fixes.length === 0) return context.say('No problem there has a fix that fedrender knows.')
  const version = context.version()
  const choices = fixes.map((fix) => ({
    content: [fix.title],
    choose: () => {
      closeAnswer(context)
      if (version === context.version()) applyFix(context, fix)
      else context.say('The sources have changed since. Ask for the fixes again.')
    },
  }))
  showAnswer(context, 'Fixes', choiceList(choices))
}

/** Fixes at once what fedrender knows how to fix in the open file. */
export async function fixFile(context: LanguageContext): Promise<void> {
  const fixes = await context.ask('fixes', { path: context.open() })
  if (fixes === undefined) return
  const [fix] = fixes
  if (fix === undefined) return context.say(nothing)
  applyFix(context, fix)
}

function applyFix(context: LanguageContext, { title, change }: ShownFix): void {
  context.say(context.apply(change) ?? `Done: ${title}`)
}

import { count } from '../../../../src/text/count.ts'
import { quote } from '../../../../src/text/quote.ts'
import { unlessFailed } from '../compiler/ask.ts'
import { element } from '../parts/elements.ts'
import { closeAnswer, showAnswer } from './answer-panel.ts'
import type { LanguageContext } from './language-context.ts'

/** Asks for another name of the cluster that is named at an offset of the open file, and gives it that in all files. */
export async function startRename(context: LanguageContext, offset: number): Promise<void> {
  const found = await context.ask('clusterName', { path: context.open(), offset })
  if (found === undefined) return context.say('The names of clusters can be changed, and no others.')
  const input = element('input', {
    id: 'cm-new-name',
    type: 'text',
    class: 'cm-textfield',
    maxlength: '253',
    value: found.name,
  })
  const problem = element('p', { class: 'cm-answer-problem', role: 'alert' })
  const submit = async (): Promise<void> => {
    const refused = await rename(context, found.name, input.value.trim())
    problem.replaceChildren(refused ?? '')
  }
  const form = element(
    'form',
    {
      submit: (event) => {
        event.preventDefault()
        void unlessFailed(submit())
      },
    },
    element('label', { for: 'cm-new-name' }, 'New name '),
    input,
    ' ',
    element('button', { type: 'submit', class: 'cm-button' }, 'Rename'),
    problem,
  )
  showAnswer(context, `Rename cluster ${quote(found.name)}`, form)
  input.select()
}

/** Renames a cluster; gives why not. */
async function rename(context: LanguageContext, from: string, to: string): Promise<string | undefined> {
  const answer = await context.ask('renameCluster', { from, to })
  if (answer === undefined) return 'The sources have changed meanwhile. Try it again.'
  if ('problem' in answer) return answer.problem
  const { length } = answer.change.files
  const problem = length > 0 ? context.apply(answer.change) : undefined
  if (problem !== undefined) return problem
  closeAnswer(context)
  if (length === 0) return undefined
  context.say(
    `${quote(from)} is ${quote(to)} now, in ${count(length, 'file')}. Undo undoes it in all of them.`,
  )
  return undefined
}

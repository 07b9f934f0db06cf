import type { ShownPlaces } from '../../language-protocol.ts'
import { element } from '../parts/elements.ts'
import { choiceList, showAnswer } from './answer-panel.ts'
import type { LanguageContext } from './language-context.ts'

/** Goes to where that is declared which is named at an offset of the open file; from there, to the places that name it. */
export async function goToDefinition(context: LanguageContext, offset: number): Promise<void> {
  const path = context.open()
  const found = await context.ask('definitions', { path, offset })
  if (found === undefined) return
  const [first, ...others] = found.places
  if (first === undefined) return context.say('Nothing that a file declares is named there.')
  if (others.length > 0) return showPlaces(context, 'Declared at', found)
  const isThere = first.path === path && first.from <= offset && offset <= first.to
  if (isThere) return showReferences(context, offset)
  context.jump(first, true)
  return context.say(`Declared at ${first.path}:${first.line}.`)
}

/** Lists the places that name what is named at an offset of the open file. */
export async function showReferences(context: LanguageContext, offset: number): Promise<void> {
  const found = await context.ask('references', { path: context.open(), offset })
  if (found === undefined) return
  if (found.places.length === 0) return context.say('Nothing that other places name is named there.')
  const count = found.places.length + found.more
  showPlaces(context, `${count} ${count === 1 ? 'place names' : 'places name'} this`, found)
}

function showPlaces(context: LanguageContext, title: string, { places, more }: ShownPlaces): void {
  const choices = places.map((place) => ({
    content: [`${place.path}:${place.line} `, element('code', {}, place.text)],
    choose: () => context.jump(place, true),
  }))
  showAnswer(context, title, choiceList(choices), more > 0 && element('p', {}, `${more} more places`))
}

import type { FilePlace } from '../../protocol.ts'
import { element } from './elements.ts'
import type { PlaygroundContext } from './playground-context.ts'

/** A button that leads to a place of the sources. */
export function placeButton(context: Pick<PlaygroundContext, 'jump'>, place: FilePlace): HTMLButtonElement {
  const click = (): void => context.jump(place, true)
  return element('button', { type: 'button', class: 'pg-place', click }, `${place.path}:${place.line}`)
}

import { formatMarkup, type Markup } from './markup.ts'

/** Takes pieces of a page, one after the other; gives whether there is room for the piece. */
export type Allowance = (piece: Markup) => boolean

/** Room for so many characters: what does not fit, and all that comes after it, is left out. */
export function createAllowance(mostCharacters: number): Allowance {
  let characters = 0
  return (piece) => {
    if (characters > mostCharacters) return false
    characters += formatMarkup(piece).length
    return characters <= mostCharacters
  }
}

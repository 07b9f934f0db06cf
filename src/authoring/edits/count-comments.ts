/** How many comments a text of YAML has, at the most: a `#` in a quoted value counts too. */
export function countComments(text: string): number {
  return text.match(/(?<=^|\s)#/gm)?.length ?? 0
}

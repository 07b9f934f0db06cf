import { printable } from '../text/quote.ts'

/** Objects as `explain` and `--type` take them, a line each: the type and the name. */
export function formatNames(objects: readonly { readonly type: string; readonly name: string }[]): string {
  const names = new Set(objects.map(({ type, name }) => `${type}/${name}`))
  return [...names].map((each) => `${printable(each)}\n`).join('')
}

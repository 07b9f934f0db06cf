import { styleText } from 'node:util'

type Style = 'red' | 'yellow' | 'cyan' | 'green' | 'bold' | 'dim'

/** Functions that colour a text, or leave it as it is. */
export type Paint = Readonly<Record<Style, (text: string) => string>>

/** Colours where they are wanted; the caller decides that, from the terminal and NO_COLOR. */
export function createPaint(color: boolean): Paint {
  const style =
    (name: Style) =>
    (text: string): string =>
      color ? styleText(name, text, { validateStream: false }) : text
  return {
    red: style('red'),
    yellow: style('yellow'),
    cyan: style('cyan'),
    green: style('green'),
    bold: style('bold'),
    dim: style('dim'),
  }
}

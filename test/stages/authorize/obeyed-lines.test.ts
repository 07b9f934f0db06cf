import { expect, it } from 'vitest'
import { obeyedLines } from '../../../src/stages/authorize/obeyed-lines.ts'

it('leaves blank lines and comments of a .sourceignore out, whatever ends its lines', () => {
  const text = '# all\r\n\r\n  \n/*\r\na\rb\n!/clusters\n \\#x \n'
  expect(obeyedLines('source-ignore', text, [])).toStrictEqual(['/*', 'a\rb', '!/clusters', ' \\#x '])
})

it('takes of a .gitattributes only what may alter rendered files, on the way to which it is', () => {
  const text = 'other/x.yaml text\nrendered/x.yaml text\n* diff=x\n'
  expect(obeyedLines('checkout-attributes', text, ['rendered'])).toStrictEqual(['rendered/x.yaml text'])
  expect(obeyedLines('source-ignore', text, ['rendered'])).toHaveLength(3)
})

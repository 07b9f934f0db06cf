import { expect, it } from 'vitest'
import { checkoutLines } from '../../../src/stages/authorize/checkout-attributes.ts'

it.each([
  '* text=auto',
  '*.yaml eol=crlf',
  '*.YAML -text',
  'rendered/** filter=lfs',
  '/rendered/clusters ident',
  '/r* working-tree-encoding=UTF-16',
  '**/x export-ignore',
  '*.json merge=ours',
  '"*.png" ident',
  '[attr]mine filter=evil',
  '* mine',
  '  * binary',
  'rendered\\/x text',
  '[a-z]* text',
  '*.yml text',
  '[attr]mine -diff',
  '"docs/a" text',
  '* diff text',
  'rendered/a.b/* text',
  'docs text',
  'docs/ text',
])('takes %j for a line that may alter rendered files', (line) => {
  expect(checkoutLines(`# c\n\n${line}\r\n`, ['rendered'])).toStrictEqual([line.trim()])
})

it.each([
  '# * text',
  '*.png binary',
  '/docs/** text',
  '* diff=x linguist-generated',
  '* -diff',
  'other/x.yaml text',
  '/docs text',
  '*  diff=x \t -whitespace',
  '*.xjson text',
  '*.yamlx text',
])('leaves %j out, which concerns none', (line) => {
  expect(checkoutLines(line, ['rendered'])).toStrictEqual([])
})

it('reads the first line behind a byte order mark', () => {
  expect(checkoutLines('\ufeff/docs/x.yaml text\n/rendered/x text\n', ['rendered'])).toStrictEqual([
    '/rendered/x text',
  ])
  expect(checkoutLines('\ufeff# comment', [])).toStrictEqual([])
})

it('takes every directory for one of the output where the file is in it', () => {
  expect(checkoutLines('other/x.yaml text', [])).toStrictEqual(['other/x.yaml text'])
})

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { repositoryPath } from '../docs/documents.ts'

/** The directory of the built site. */
export const builtSite: string = repositoryPath('site/dist')

type Element = DefaultTreeAdapterTypes.Element

/** A page of the built site, as a browser reads it. */
export interface BuiltPage {
  /** Below the directory, as `how-to/roll-back.html`. */
  readonly path: string
  readonly text: string
  readonly elements: readonly Element[]
}

/** Every page of the built site. */
export function readPages(): readonly BuiltPage[] {
  return readdirSync(builtSite, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html'))
    .sort()
    .map(readPage)
}

function readPage(path: string): BuiltPage {
  const text = readFileSync(`${builtSite}/${path}`, 'utf8')
  return { path, text, elements: elementsBelow(parse(text)) }
}

function elementsBelow(node: DefaultTreeAdapterTypes.ParentNode): readonly Element[] {
  return node.childNodes.flatMap((each) => ('tagName' in each ? [each, ...elementsBelow(each)] : []))
}

/** The value of an attribute. */
export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value
}

/** The digest of a text as a policy has it. */
export function digestOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** The text in an element. */
export function textIn(element: DefaultTreeAdapterTypes.ParentNode): string {
  return element.childNodes
    .map((each) => ('value' in each ? each.value : 'childNodes' in each ? textIn(each) : ''))
    .join('')
}

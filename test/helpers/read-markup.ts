import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

/** What a browser finds in a page: its elements with their attributes, its comments, and what it shows as text. */
export interface ReadMarkup {
  readonly elements: readonly MarkupElement[]
  readonly comments: readonly string[]
  readonly text: string
}

/** An element of a page. */
export interface MarkupElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Reads a page as browsers do (WHATWG, HTML Living Standard, section 13.2, by parse5). */
export function readPage(page: string): ReadMarkup {
  return readNodes(parse(page).childNodes)
}

/** Reads a comment as forges do: GitHub's Markdown made into HTML, with the HTML that it holds, then read as a page. */
export function readComment(comment: string): ReadMarkup {
  const options = { allowDangerousHtml: true, allowDangerousProtocol: true }
  const html = micromark(comment, { ...options, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return readNodes(parseFragment(html).childNodes)
}

function readNodes(nodes: readonly DefaultTreeAdapterTypes.Node[]): ReadMarkup {
  const elements: MarkupElement[] = []
  const comments: string[] = []
  const texts: string[] = []
  const waiting = nodes.toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('attrs' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
      elements.push({ name: node.nodeName, attributes })
    }
    if (node.nodeName === '#comment' && 'data' in node) comments.push(node.data)
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value)
    if ('childNodes' in node) waiting.push(...node.childNodes.toReversed())
  }
  return { elements, comments, text: texts.join('') }
}

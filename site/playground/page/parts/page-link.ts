import { element } from './elements.ts'

/** A link to a page of the site, in a tab of its own: who leaves the playground loses what is written there. */
export function pageLink(address: string, text: string): HTMLAnchorElement {
  return element('a', { href: address, target: '_blank', title: 'opens in a new tab' }, text)
}

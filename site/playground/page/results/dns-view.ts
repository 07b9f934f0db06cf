import type { CompiledFleet, ShownNames } from '../../protocol.ts'
import { bar } from './bar.ts'
import { element } from '../parts/elements.ts'
import { placeButton } from '../parts/place-button.ts'
import type { PlaygroundContext, ResultView } from '../parts/playground-context.ts'

/** The names in DNS, from left to right: name, cluster, address. */
export function createDNSView(context: PlaygroundContext): ResultView {
  const content = element('div', {})
  return {
    title: 'DNS',
    content,
    show: ({ dns, more }: CompiledFleet) =>
      content.replaceChildren(
        ...(dns.length === 0
          ? [element('p', {}, 'No record gives a name. The example dns has some.')]
          : dns.map((each) => nameTree(each, context))),
        ...(more.dns > 0 ? [element('p', {}, `${more.dns} more names`)] : []),
      ),
  }
}

function nameTree(
  { record, at, names, ttl, targets, moreTargets }: ShownNames,
  context: PlaygroundContext,
): HTMLElement {
  return element(
    'section',
    { class: 'pg-dns' },
    element('h3', {}, record, ' ', placeButton(context, at)),
    element(
      'ul',
      { class: 'pg-tree' },
      element(
        'li',
        {},
        element(
          'div',
          { class: 'pg-node' },
          ...names.map((name) => element('code', {}, name)),
          element('small', {}, `TTL ${ttl} s`),
        ),
        element(
          'ul',
          {},
          ...targets.map(targetItem),
          moreTargets > 0 && element('li', {}, `${moreTargets} more`),
        ),
      ),
    ),
  )
}

function targetItem({ cluster, weight, ofWeights, addresses }: ShownNames['targets'][number]): HTMLElement {
  const share =
    weight !== undefined &&
    ofWeights !== undefined &&
    element('small', {}, `weight ${weight} of ${ofWeights}`, bar([weight], ofWeights))
  return element(
    'li',
    {},
    element('div', { class: 'pg-node' }, element('b', {}, cluster ?? 'another name of the record'), share),
    element(
      'ul',
      {},
      ...addresses.map((each) =>
        element('li', {}, element('div', { class: 'pg-node' }, element('code', {}, each))),
      ),
    ),
  )
}

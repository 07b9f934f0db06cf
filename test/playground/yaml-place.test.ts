import { expect, it } from 'vitest'
import { yamlPlace } from '../../site/playground/worker/yaml-place.ts'

/** The place at the mark `┆` of a text. */
function placeAt(marked: string): string | undefined {
  const offset = marked.indexOf('┆')
  const place = yamlPlace(marked.replace('┆', ''), offset)
  return place && `${place.part} ${place.path.join('/')} ${marked.slice(place.from, offset)}`
}

it.each([
  ['a key at the top', 'ki┆', 'key  ki'],
  ['a key below a key', 'spec:\n  pla┆', 'key spec pla'],
  ['a key on an empty line', 'spec:\n  placement:\n    ┆', 'key spec/placement '],
  ['a key beside others', 'spec:\n  placement: {}\n  ov┆', 'key spec ov'],
  ['a value', 'kind: Fed┆', 'value kind Fed'],
  ['a value without a character', 'spec:\n  a: ┆', 'value spec/a '],
  ['a quoted value', 'kind: "Fed┆', 'value kind Fed'],
  [
    'an item of a list as far in as its key',
    'spec:\n  clusters:\n  - name: e┆',
    'value spec/clusters/-/name e',
  ],
  ['an item further in', 'spec:\n  clusters:\n    - name: e┆', 'value spec/clusters/-/name e'],
  ['a second key of an item', 'c:\n- name: a\n  im┆', 'key c/- im'],
  ['a second item', 'c:\n- name: a\n- na┆', 'key c/- na'],
  [
    'an item of an item',
    'o:\n- clusterName: a\n  clusterOverrides:\n  - path: /s┆',
    'value o/-/clusterOverrides/-/path /s',
  ],
  ['a key after a deeper list', 'o:\n  a:\n    - b: 1\n  c┆', 'key o c'],
  ['comments and empty lines between', 'spec:\n# so\n\n  pla┆', 'key spec pla'],
  ['another document', 'spec:\n  a: 1\n---\nki┆', 'key  ki'],
  ['items of items', 'a:\n- - b: c┆', 'value a/-/-/b c'],
])('finds %s', (_, marked, place) => {
  expect(placeAt(marked)).toBe(place)
})

it.each(['# com┆', 'a: 1 # com┆', 'key:┆'])('finds nothing to write in %s', (marked) => {
  expect(placeAt(marked)).toBeUndefined()
})

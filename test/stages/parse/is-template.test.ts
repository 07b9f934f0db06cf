import { expect, it } from 'vitest'
import { isTemplate } from '../../../src/stages/parse/is-template.ts'
import { readDocument } from '../../../src/yaml/read/read-document.ts'

function judge(text: string): boolean {
  return isTemplate(text, readDocument(text))
}

it.each([
  ['an action as a value', 'apiVersion: v1\nkind: A\nspec:\n  replicas: {{ .Values.replicas }}\n'],
  ['an action as a name', 'metadata:\n  name: "{{ .name }}-web"\n'],
  ['a part of a namespace', 'metadata:\n  namespace: {{ .ns }}\n'],
  ['a value of the chart in a plain scalar', 'spec:\n  image: web:{{ .Values.tag }}\n'],
  ['lines of actions', 'spec:\n  {{- with .x }}\n  a: 1\n  {{- end }}\n'],
  ['an action at the left margin', '{{ if .x }}\na: [\n{{ end }}\n'],
  ['an action as an item', 'args:\n- {{ .arg }}\n- b: [\n'],
  ['Jinja', 'a: {{ a }}\n{% if b %}\nb: 1\n{% endif %}\n'],
])('takes a document with %s for a template', (_name, text) => {
  expect(judge(text)).toBe(true)
})

it.each([
  ['alerts in quotes', 'kind: PrometheusRule\nspec:\n  summary: "{{ $labels.pod }} is down"\n'],
  ['alerts in a plain scalar', 'kind: PrometheusRule\nspec:\n  summary: Pod {{ $labels.pod }} is down\n'],
  [
    'templates in a block',
    'kind: FederatedConfigMap\nspec:\n  t: |\n    {{ range .Values }}\n    {{ end }}\n',
  ],
  ['a quoted value of a chart', 'kind: FederatedConfigMap\nspec:\n  t: "{{ .Values.x }}"\n'],
  ['a comment', '# {{ .Values.x }}\nkind: A\n'],
  ['a fault beside the templates in a block', 'spec:\n  t: |\n    key: {{ .x }}\n    {{ end }}\n  a: b: c\n'],
  ['no action at all', 'a: [\n'],
])('reads a document with %s', (_name, text) => {
  expect(judge(text)).toBe(false)
})

it('is quick with actions that nobody closes', () => {
  const start = performance.now()
  expect(judge(`a: [\nb: x${'{{'.repeat(20_000)}\n`)).toBe(false)
  expect(performance.now() - start).toBeLessThan(10_000)
})

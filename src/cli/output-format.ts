import { stringify } from 'yaml'

/** How a view is written. */
export type OutputFormat = 'table' | 'json' | 'yaml'

/** The names of the formats, for the command line. */
export const outputFormats: readonly OutputFormat[] = ['table', 'json', 'yaml']

/** A view's plain data as JSON or YAML; the YAML is quoted for readers of version 1.1 too. */
export function formatData(data: unknown, format: 'json' | 'yaml'): string {
  if (format === 'json') return `${JSON.stringify(data, null, 2)}\n`
  return stringify(data, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false })
}

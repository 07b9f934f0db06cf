import { stringify } from 'yaml'

/** How a view is written. */
export type OutputFormat = 'table' | 'json' | 'yaml'

/** The names of the formats, for the command line. */
export const outputFormats: readonly OutputFormat[] = ['table', 'json', 'yaml']

/**
 * A view's plain data as JSON or YAML. The YAML is quoted for readers of version 1.1 too; in JSON, whose readers have
 * doubles, an integer beyond 2^53 is a text.
 */
export function formatData(data: unknown, format: 'json' | 'yaml'): string {
  if (format === 'json') return `${JSON.stringify(data, textOfBigInt, 2)}\n`
  return stringify(data, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false })
}

function textOfBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

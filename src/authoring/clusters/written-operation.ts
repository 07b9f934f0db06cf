import type { PatchOperation } from '../../json/patch.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** An operation as overrides have it: `replace` is what one does that names no operation. */
export function writtenOperation({ op, path, value }: PatchOperation): JsonObject {
  const operation: Record<string, Json> = { path }
  if (op !== 'replace') operation['op'] = op
  if (op !== 'remove') operation['value'] = value
  return operation
}

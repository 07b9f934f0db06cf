import type { Json } from '../../model/json.ts'
import { parseQuantity } from '../quantity.ts'

/**
 * The fields that hold quantities, those of the type `resource.Quantity` (kubernetes/api: core/v1 and autoscaling/v2
 * types.go).
 */
const quantityFields: readonly RegExp[] = [
  /\/(?:limits|requests)\/[^/]+$/,
  /^\/spec\/(?:hard|capacity)\/[^/]+$/,
  /^\/spec\/limits\/\*\/(?:max|min|default|defaultRequest|maxLimitRequestRatio)\/[^/]+$/,
  /\/overhead\/[^/]+$/,
  /\/emptyDir\/sizeLimit$/,
  /\/resourceFieldRef\/divisor$/,
  /^\/spec\/metrics\/\*\/.*\/(?:averageValue|value)$/,
]

/**
 * Whether two values of a field are one quantity, as `1000m` and `1` of `/spec/hard/cpu`.
 *
 * @param pattern the pointer of the field, with `*` for the items of lists
 */
export function isSameQuantity(pattern: string, left: Json, right: Json): boolean {
  const quantity = parseQuantity(left)
  return (
    quantity !== undefined &&
    quantity === parseQuantity(right) &&
    quantityFields.some((each) => each.test(pattern))
  )
}

import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { DeliveryPlace } from '../model/delivery-config.ts'
import type { Reference } from '../model/place.ts'
import { joinPath } from '../text/join-path.ts'

/**
 * Checks the `path` of an agent, whose part of the configuration is `setting`. Reports `delivery-path-differs` where the
 * output is known to be delivered from another place: the agent would find nothing there.
 */
export function checkPath(
  setting: string,
  { path, pathAt: at }: { readonly path?: string; readonly pathAt?: Reference },
  place: DeliveryPlace,
): readonly Diagnostic[] {
  if (!place.isKnown || path === undefined || joinPath(path) === joinPath(place.path)) return []
  const parameters = { setting: `${setting}.path`, path, actual: place.path }
  return [createDiagnostic('delivery-path-differs', parameters, { at })]
}

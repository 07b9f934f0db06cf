import { createDiagnostic, type Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { childPointer } from '../../../json/pointer.ts'
import { valueAt } from '../../../model/place.ts'
import type { WaveOrder } from '../../../model/wave.ts'
import { nearest } from '../../../text/nearest.ts'
import { quote } from '../../../text/quote.ts'

/** Reports `config-invalid` where `waves.unlisted` names no wave of `waves.order`. */
export function checkWaveOrder(manifest: Manifest, waves: WaveOrder | undefined): readonly Diagnostic[] {
  if (waves?.unlisted === undefined || waves.order.includes(waves.unlisted)) return []
  const pointer = '/waves/unlisted'
  const meant = nearest(waves.unlisted, waves.order)
  const problem = `names no wave of waves.order${meant === undefined ? '' : `; did you mean ${quote(meant)}?`}`
  return [createDiagnostic('config-invalid', { pointer, problem }, { at: valueAt(manifest, pointer) })]
}

/** The order of waves with the places of its values, for what is found wrong with these later. */
export function placeWaves(order: WaveOrder, manifest: Manifest): WaveOrder {
  const at = order.order.map((_, index) => valueAt(manifest, childPointer('/waves/order', String(index))))
  return { ...order, at }
}

import { getOwn, isObject } from '../json/own.ts'
import type { Manifest } from '../model/manifest.ts'

/** The label of every propagated object (KubeFed: pkg/controller/util/managedlabel.go). */
export const managedLabel = 'kubefed.io/managed'
/** The annotation that asks KubeFed to leave member objects when a federated object is deleted (pkg/controller/util/orphaning.go). */
export const orphanAnnotation = 'kubefed.io/orphan'
/** The label of a federated object by which it passes the waves of fedrender, which KubeFed ignores. */
const waveLabel = 'fedrender.dev/wave'

/** Whether a federated object goes to the clusters of all waves at once, as it is rendered: its wave label is `now`. */
export function passesWaves({ value }: Manifest): boolean {
  const metadata = getOwn(value, 'metadata')
  const labels = isObject(metadata) ? getOwn(metadata, 'labels') : undefined
  return isObject(labels) && getOwn(labels, waveLabel) === 'now'
}

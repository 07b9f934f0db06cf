import { getOwn } from '../../json/own.ts'
import type { FluxConfig } from '../../model/delivery-config.ts'
import type { Fleet } from '../../model/fleet.ts'
import { createAgent, type Agent } from '../agent.ts'
import { checkPath } from '../check-path.ts'
import { checkUnitNames } from '../check-unit-names.ts'
import { deliveryUnits, unitPath } from '../delivery-units.ts'
import { isKustomization } from '../is-kustomization.ts'
import { checkRetained } from './check-retained.ts'
import { fluxFiles } from './flux-files.ts'

/** Flux prunes no object with `disabled` here (Flux: docs/spec/v1/kustomizations.md, Prune). */
const pruneAnnotation = 'kustomize.toolkit.fluxcd.io/prune'

/**
 * Flux: Kustomizations for each cluster, and an OCIRepository where there are artifacts. It reads YAML and kustomizations
 * (Flux: pkg/kustomize/kustomize_generator.go), and obeys `.sourceignore` in the source and in every directory of it
 * (pkg/sourceignore/sourceignore.go).
 */
export const flux: Agent = createAgent<FluxConfig>({
  folder: 'flux',
  settings: (config) => config.flux,
  files: ({ fleet, output }, settings) => fluxFiles(fleet, settings, output),
  check: (fleet, config, place) => [
    ...(readsGit(config) ? checkPath('delivery.flux', config, place) : []),
    ...checkUnitNames(deliveryUnits(fleet, config.granularity), 'Kustomization'),
    ...checkRetained(fleet),
  ],
  units: unitPaths,
  prunesLast: () => false,
  // Fluxcd.io: kustomize/kustomizations, Path and Prune.
  emptiable: unitPaths,
  reads: (name) => /\.ya?ml$/.test(name) || isKustomization(name),
  obeys: (name) => (name === '.sourceignore' ? 'source-ignore' : undefined),
  keep: () => ({ [pruneAnnotation]: 'disabled' }),
  isKept: (annotations) => getOwn(annotations, pruneAnnotation) === 'disabled',
})

function unitPaths(fleet: Fleet, { granularity }: FluxConfig): readonly string[] {
  return deliveryUnits(fleet, granularity).map((unit) => unitPath(unit))
}

/** Whether its paths are those of a Git repository; who fills a bucket or an artifact chooses where the output is. */
function readsGit({ source, oci }: FluxConfig): boolean {
  return oci === undefined && source.kind === 'GitRepository'
}

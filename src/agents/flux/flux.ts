import { getOwn } from '../../json/own.ts'
import type { FluxConfig } from '../../model/delivery-config.ts'
import { quote } from '../../text/quote.ts'
import { createAgent, type Agent } from '../agent.ts'
import { checkPath } from '../check-path.ts'
import { checkUnitNames } from '../check-unit-names.ts'
import { deliveryUnits, unitPlaces } from '../delivery-units.ts'
import { isKustomization } from '../is-kustomization.ts'
import { checkRetained } from './check-retained.ts'
import { fluxBootstrap } from './flux-bootstrap.ts'
import { fluxFiles, granularityIn } from './flux-files.ts'

/** Flux prunes no object with `disabled` here (Flux: docs/spec/v1/kustomizations.md, Prune). */
const pruneAnnotation = 'kustomize.toolkit.fluxcd.io/prune'

/**
 * Flux: Kustomizations for each cluster, and an OCIRepository where there are artifacts. It reads YAML and kustomizations
 * (Flux: pkg/kustomize/kustomize_generator.go), and obeys `.sourceignore` in the source and in every directory of it
 * (pkg/sourceignore/sourceignore.go).
 */
export const flux: Agent = createAgent<FluxConfig>({
  title: 'Flux',
  folder: 'flux',
  settings: (config) => config.flux,
  files: ({ fleet, output }, settings) => fluxFiles(fleet, settings, output),
  check: (fleet, config, place) => [
    ...(readsGit(config) ? checkPath('delivery.flux', config, place) : []),
    ...checkUnitNames(deliveryUnits(fleet, config.granularity), 'Kustomization'),
    ...checkRetained(fleet),
  ],
  units: unitPlaces,
  granularity: ({ granularity }) => granularity,
  granularityIn,
  prunesLast: () => false,
  // It knows them by the inventory in the status of the Kustomization (fluxcd.io: kustomize/kustomizations, Inventory).
  recallsOrphans: false,
  // Fluxcd.io: kustomize/kustomizations, Path and Prune.
  emptiable: (fleet, config) => unitPlaces(fleet, config).map(({ directory }) => directory),
  bootstrap: fluxBootstrap,
  renames: ({ kubeConfigSecret, oci, granularity }, from, to) => {
    const [old, next] =
      granularity === 'namespace'
        ? [`the Kustomizations of ${quote(from)} go`, 'the new ones take']
        : [`the Kustomization ${quote(from)} goes`, `${quote(to)} takes`]
    const secret = kubeConfigSecret?.includes('{cluster}')
      ? [`there is the Secret ${quote(kubeConfigSecret.replaceAll('{cluster}', () => to))}`]
      : []
    const needed = [...secret, ...(oci ? [`the artifact of ${quote(to)} is pushed`] : [])]
    return `${old} and what was applied stays; ${next} it over${needed.length === 0 ? '' : `, once ${needed.join(' and ')}`}`
  },
  reads: (name) => /\.ya?ml$/.test(name) || isKustomization(name),
  obeys: (name) => (name === '.sourceignore' ? 'source-ignore' : undefined),
  keep: () => ({ [pruneAnnotation]: 'disabled' }),
  reasonOf: (annotation) =>
    annotation === pruneAnnotation
      ? 'Flux is to leave the object in the cluster when its file goes'
      : undefined,
  isKept: (annotations) => getOwn(annotations, pruneAnnotation) === 'disabled',
  neverDeletes: () => false,
})

/** Whether its paths are those of a Git repository; who fills a bucket or an artifact chooses where the output is. */
function readsGit({ source, oci }: FluxConfig): boolean {
  return oci === undefined && source.kind === 'GitRepository'
}

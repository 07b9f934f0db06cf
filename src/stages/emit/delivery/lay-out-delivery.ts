import type { DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import type { ArgoCDConfig } from '../../../model/delivery-config.ts'
import type { DeliveryFile } from '../../../model/delivery-file.ts'
import type { HeldRule } from '../../../model/file-tree.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import { appProject } from './app-project.ts'
import { applicationSet } from './application-set.ts'
import { checkDelivery } from './check-delivery.ts'
import { fluxFiles } from './flux-files.ts'

/**
 * The files that tell the configured agents what to deliver; always of the whole fleet, whichever clusters are
 * rendered. None where everything that is not rendered is held, and so these: the plan then lacks what it cannot know, and
 * a list made of it would make the agents forget that. Reports what `checkDelivery` does.
 */
export function layOutDelivery(
  fleet: Fleet,
  { delivery, output }: Pick<RenderConfig, 'delivery' | 'output'>,
): DiagnosticResult<readonly DeliveryFile[]> {
  if (fleet.held.some(holdsEverything)) return [[], []]
  const { argocd, flux } = delivery
  const files = [
    ...(argocd ? argoCDFiles(fleet, argocd, output) : []),
    ...(flux ? fluxFiles(fleet, flux, output) : []),
  ]
  return [files, checkDelivery(fleet, delivery)]
}

function argoCDFiles(fleet: Fleet, config: ArgoCDConfig, output: string): readonly DeliveryFile[] {
  const projects = config.projects.map((project) => appProject(project, fleet, config))
  return [applicationSet(fleet, config, output), ...projects]
}

function holdsEverything({ clusterDirectory, typeDirectory, file, path }: HeldRule): boolean {
  return [clusterDirectory, typeDirectory, file, path].every((part) => part === undefined)
}

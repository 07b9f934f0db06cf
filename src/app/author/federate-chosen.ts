import { federateAll, type FederateAllOptions } from '../../authoring/objects/federate-all.ts'
import { parsePlacement } from '../../authoring/objects/parse-placement.ts'
import type { Authored } from '../../authoring/edits/authored.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Workspace } from '../workspace.ts'
import type { AuthoringRepository } from './authoring-repository.ts'
import { chooseObjects, type ObjectChoice } from './choose-objects.ts'

/** How objects are federated, as a command line has it; the rest is the repository's own. */
export type FederateOptions = Omit<
  FederateAllOptions,
  'types' | 'knownTypes' | 'manifests' | 'placement' | 'keepAnnotations'
>

/**
 * Federates objects that a command line names. Reports what `chooseObjects`, `parsePlacement` and `federateAll` do.
 *
 * @param placement names of clusters or a label selector, as written; default: every cluster
 * @param isWhole whether each object is written whole, whatever the repository has
 */
export function federateChosen(
  workspace: Workspace,
  source: AuthoringRepository,
  choice: ObjectChoice,
  { placement: text, isWhole, ...options }: FederateOptions & { placement?: string; isWhole: boolean },
): DiagnosticResult<readonly Authored[]> {
  const { repository, types, knownTypes, manifests } = source
  const [objects, choosing] = chooseObjects(workspace, source, choice)
  const [placement, placing] = text === undefined ? [undefined, []] : parsePlacement(text)
  const [authored, federating] = federateAll(objects, {
    ...options,
    types,
    knownTypes,
    manifests: isWhole ? [] : manifests,
    ...(placement && { placement }),
    keepAnnotations: repository.config.templateAnnotations === 'keep',
  })
  return [authored, [...choosing, ...placing, ...federating]]
}

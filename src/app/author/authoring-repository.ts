import { knownTypes } from '../../authoring/types/known-types.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Resources } from '../../model/resources.ts'
import { parse } from '../../stages/parse/parse.ts'
import { resolveTypes } from '../../stages/resolve/type-registry.ts'
import { validate } from '../../stages/validate/validate.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/** A repository as a command sees it that adds to it. */
export interface AuthoringRepository {
  readonly repository: Repository
  readonly manifests: readonly Manifest[]
  readonly resources: Resources
  /** The FederatedTypeConfigs in force. */
  readonly types: readonly FederatedTypeConfig[]
  /** Kubernetes' own types, those that CustomResourceDefinitions of the repository define, and the targets of `types`. */
  readonly knownTypes: readonly KnownType[]
}

/** Which repository is read, and what of it. */
export interface AuthoringOptions extends Pick<RepositoryOptions, 'config' | 'out'> {
  readonly dir: string
  /** Only the files that have one of these texts are parsed. Default: all. */
  readonly mentions?: readonly string[] | undefined
}

/**
 * Reads a repository to add to it. Faults of its objects are not looked at, because the command may be there to fix
 * one. Reports why the configuration or a file cannot be read, and then gives no repository.
 */
export function readAuthoringRepository(
  workspace: Workspace,
  { dir, config, out, mentions }: AuthoringOptions,
): DiagnosticResult<AuthoringRepository | undefined> {
  // A command's own --file names plain objects, and takes no place of the sources.
  const place = { ...(config !== undefined && { config }), ...(out !== undefined && { out }) }
  const repository = readRepository(workspace, dir, place)
  const { files, diagnostics } = repository
  if (hasErrors(diagnostics)) return [undefined, diagnostics]
  const [{ manifests }] = parse(
    mentions ? files.filter(({ text }) => mentions.some((each) => text.includes(each))) : files,
  )
  return [toAuthoringRepository(repository, manifests), []]
}

/** A repository whose files were parsed already. */
function toAuthoringRepository(repository: Repository, manifests: readonly Manifest[]): AuthoringRepository {
  const { config, schema } = repository
  const [resources] = validate(manifests, schema, config)
  const types = resolveTypes(resources, config, () => undefined)
  return { repository, manifests, resources, types, knownTypes: knownTypes(resources.customTypes, types) }
}

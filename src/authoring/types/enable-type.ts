import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { equalJson } from '../../json/equal.ts'
import { typeConfigFor, type FederatedName } from '../../kubefed/type-config-for.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource, KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { pathSegment } from '../../output/path-segment.ts'
import { joinPath } from '../../text/join-path.ts'
import type { Authored } from '../edits/authored.ts'
import { placeObject } from '../objects/place-object.ts'
import { federatedDefinition } from './federated-definition.ts'
import { typeConfigObject } from './type-config-object.ts'

/** How types are enabled. */
export interface EnableOptions {
  readonly federated: FederatedName
  /** The directory of new files, relative to the repository. */
  readonly directory: string
  readonly systemNamespace: string
  readonly force: boolean
}

/**
 * Writes the FederatedTypeConfig of a type, or sets the propagation of the one that is there to Enabled. A type that is
 * built in as it is wanted needs none. Reports `federated-type-taken` and `object-differs`.
 */
export function enableType(
  type: KnownType,
  inForce: readonly FederatedTypeConfig[],
  manifests: readonly Manifest[],
  options: EnableOptions,
): DiagnosticResult<Authored> {
  const wanted = typeConfigFor(type, options.federated)
  const owner = inForce.find((each) => each.name !== wanted.name && isSameFederatedType(each, wanted))
  if (owner !== undefined) {
    const { group, kind } = wanted.federatedType
    const parameters = { federatedType: groupKind(group, kind), name: wanted.name, owner: owner.name }
    const ownGroup = `kubefed.${type.group === '' ? 'example.com' : type.group}`
    return [{}, [createDiagnostic('federated-type-taken', { ...parameters, group: ownGroup })]]
  }
  const present = inForce.find(({ name }) => name === wanted.name)
  const isAsWanted = present !== undefined && isSame(present, wanted)
  if (isAsWanted && present.manifest === undefined) return [{}, []]
  // A field that a FederatedTypeConfig leaves out equals its default.
  const kept = isAsWanted ? ['/spec/targetType', '/spec/federatedType'] : []
  return placeObject(typeConfigObject(wanted, options.systemNamespace), manifests, {
    path: typeConfigPath(wanted, options.directory),
    force: options.force,
    free: ['/spec/propagation'],
    kept,
  })
}

/** Writes the CustomResourceDefinition of a federated type. Reports `object-differs`. */
export function defineFederatedType(
  type: KnownType,
  manifests: readonly Manifest[],
  { federated, directory, force }: EnableOptions,
): DiagnosticResult<Authored> {
  const config = typeConfigFor(type, federated)
  const path = joinPath(directory, pathSegment(definitionName(config), '.yaml'))
  return placeObject(federatedDefinition(config, type), manifests, { path, force, exact: ['/spec'] })
}

/** The name of the CustomResourceDefinition of a federated type. */
export function definitionName({ federatedType: { pluralName, group } }: FederatedTypeConfig): string {
  return `${pluralName}.${group}`
}

/** The path of a new FederatedTypeConfig. */
export function typeConfigPath({ name }: FederatedTypeConfig, directory: string): string {
  return joinPath(directory, pathSegment(name, '.yaml'))
}

/** Whether two FederatedTypeConfigs claim one federated type. */
export function isSameFederatedType(left: FederatedTypeConfig, right: FederatedTypeConfig): boolean {
  return (
    left.federatedType.group === right.federatedType.group &&
    left.federatedType.kind === right.federatedType.kind
  )
}

/** Whether two FederatedTypeConfigs are equal except for the propagation. */
function isSame(left: FederatedTypeConfig, right: FederatedTypeConfig): boolean {
  const fields = (each: ApiResource): JsonObject => ({ ...each })
  return (
    equalJson(fields(left.targetType), fields(right.targetType)) &&
    equalJson(fields(left.federatedType), fields(right.federatedType))
  )
}

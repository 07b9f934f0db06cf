import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Manifest } from '../../model/manifest.ts'
import { serialize } from '../../yaml/write/serialize.ts'
import type { Authored } from '../edits/authored.ts'
import { definitionName, typeConfigPath } from './enable-type.ts'
import { typeConfigObject } from './type-config-object.ts'

/** Sets the propagation of a type to Disabled, in a file of its own where the type is built in. */
export function disableType(
  config: FederatedTypeConfig,
  directory: string,
  systemNamespace: string,
): Authored {
  const { manifest } = config
  if (manifest !== undefined) {
    return { edits: [{ manifest, edits: [{ pointer: '/spec/propagation', value: 'Disabled' }] }] }
  }
  const object = typeConfigObject({ ...config, propagation: 'Disabled' }, systemNamespace)
  return { files: [{ path: typeConfigPath(config, directory), after: serialize(object) }] }
}

/**
 * Removes the FederatedTypeConfig of a type, and the CustomResourceDefinition of its federated type where the
 * repository has it. Reports `type-builtin`.
 */
export function removeType(
  config: FederatedTypeConfig,
  manifests: readonly Manifest[],
): DiagnosticResult<Authored> {
  const { manifest, name } = config
  if (manifest === undefined) return [{}, [createDiagnostic('type-builtin', { name })]]
  const definitions = manifests.filter(
    ({ value }) =>
      value['kind'] === 'CustomResourceDefinition' &&
      atPointer(value, '/metadata/name') === definitionName(config),
  )
  return [{ removals: [manifest, ...definitions] }, []]
}

import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { findBase, type Base } from '../host/find-base.ts'
import { readSchemas } from '../host/schemas.ts'
import type { Tenant } from '../model/tenant.ts'
import { createSchemaValidator } from '../stages/validate/schema-validator.ts'
import { errorsOf, readBase } from './diff-sides.ts'
import { readConfigFile } from './read-config-file.ts'
import { findRoot } from './repository.ts'
import type { Terminal } from './terminal.ts'

/** The tenants that the configuration of a base has, at places that are told with the base's name. */
export function readBaseTenants(
  terminal: Terminal,
  root: string,
  base: Base,
  named: string | undefined,
): DiagnosticResult<readonly Tenant[]> {
  const schema = createSchemaValidator(readSchemas())
  const [read, diagnostics] = readBase(terminal, { root, output: root }, base, (atBase) =>
    readConfigFile(atBase, root, named, schema),
  )
  return [(read?.config.tenants ?? []).map((tenant) => nameBase(tenant, base)), errorsOf(diagnostics)]
}

function nameBase(tenant: Tenant, { name }: Base): Tenant {
  if (tenant.at === undefined) return tenant
  const { manifest } = tenant.at
  const file = { ...manifest.file, path: `${name}:${manifest.file.path}` }
  return { ...tenant, at: { ...tenant.at, manifest: { ...manifest, file } } }
}

/** What a check is told of the base. */
interface CheckOptions {
  readonly base?: string
  readonly config?: string
}

/**
 * The tenants by which a check judges beside the work tree's own. Where there is no base, that is an error only if there
 * are tenants or a base is asked for: most repositories have neither. Reports `tenants-base-unknown` with the reason.
 */
export function findBaseTenants(
  terminal: Terminal,
  directory: string,
  { base: reference, config }: CheckOptions,
): DiagnosticResult<readonly Tenant[]> {
  const root = findRoot(terminal, directory)
  if (terminal.host.kindOf(root) !== 'directory') return [[], []]
  const [found, finding] = findBase(terminal.host, root, reference)
  const [tenants, reading] = found ? readBaseTenants(terminal, root, found, config) : [[], errorsOf(finding)]
  if (reading.length === 0) return [tenants, []]
  const [own] = readConfigFile(terminal, root, config, createSchemaValidator(readSchemas()))
  if (reference === undefined && own.config.tenants.length === 0) return [[], []]
  return [[], [...reading, createDiagnostic('tenants-base-unknown', {})]]
}

import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { findBase, type Base } from '../host/find-base.ts'
import { readSchemas } from '../host/schemas.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ConfigSide } from '../stages/authorize/judge-settings.ts'
import { createSchemaValidator } from '../stages/validate/schema-validator.ts'
import { errorsOf, readBase } from './diff-sides.ts'
import { readConfigFile } from './read-config-file.ts'
import { findRoot } from './repository.ts'
import type { Terminal } from './terminal.ts'

/**
 * The settings of a base, at places that are told with the base's name. Undefined where the base has no such repository
 * yet, so that there is nothing to weaken.
 */
export function readBaseConfig(
  terminal: Terminal,
  root: string,
  base: Base,
  named: string | undefined,
): DiagnosticResult<ConfigSide | undefined> {
  const schema = createSchemaValidator(readSchemas())
  const [read, diagnostics] = readBase(terminal, { root, output: root }, base, (atBase) =>
    atBase.host.kindOf(root) === 'absent' ? [undefined, []] : readConfigFile(atBase, root, named, schema),
  )
  return [read && nameBase(read, base), errorsOf(diagnostics)]
}

function nameBase({ config, manifest }: ConfigSide, { name }: Base): ConfigSide {
  const rename = (each: Manifest): Manifest => ({
    ...each,
    file: { ...each.file, path: `${name}:${each.file.path}` },
  })
  const tenants = config.tenants.map((tenant) => {
    const { at } = tenant
    return at ? { ...tenant, at: { ...at, manifest: rename(at.manifest) } } : tenant
  })
  return { config: { ...config, tenants }, ...(manifest && { manifest: rename(manifest) }) }
}

/** What a check is told of the base. */
interface CheckOptions {
  readonly base?: string
  readonly config?: string
}

/**
 * The settings by which a check judges beside the work tree's own. Where there is no base, that is an error only if there
 * are tenants or a base is asked for: most repositories have neither. Reports `tenants-base-unknown` with the reason.
 */
export function findBaseConfig(
  terminal: Terminal,
  directory: string,
  { base: reference, config }: CheckOptions,
): DiagnosticResult<ConfigSide | undefined> {
  const root = findRoot(terminal, directory)
  if (terminal.host.kindOf(root) !== 'directory') return [undefined, []]
  const [found, finding] = findBase(terminal.host, root, reference)
  const [base, reading] = found
    ? readBaseConfig(terminal, root, found, config)
    : [undefined, errorsOf(finding)]
  if (reading.length === 0) return [base, []]
  const [own] = readConfigFile(terminal, root, config, createSchemaValidator(readSchemas()))
  if (reference === undefined && found === undefined && own.config.tenants.length === 0)
    return [undefined, []]
  return [undefined, [...reading, createDiagnostic('tenants-base-unknown', {})]]
}

import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { errorsOf } from '../../diagnostics/severities.ts'
import { findBase, type Base } from '../../host/git/find-base.ts'
import { linksToDirectory } from '../../host/git/links-to-directory.ts'
import { readSchemas } from '../../host/schemas.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { ConfigSide } from '../../stages/authorize/judge-settings.ts'
import { createSchemaValidator } from '../../stages/validate/schema-validator.ts'
import { readBase } from '../compare/diff-sides.ts'
import type { Workspace } from '../workspace.ts'
import { checkBasePaths } from './check-base-paths.ts'
import { readConfigFile } from './read-config-file.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/**
 * The settings of a base, at places that are reported with the base's name. Undefined where the base has no such
 * repository yet, so that there is nothing to weaken.
 */
export function readBaseConfig(
  workspace: Workspace,
  root: string,
  base: Base,
  named: string | undefined,
): DiagnosticResult<ConfigSide | undefined> {
  const schema = createSchemaValidator(readSchemas())
  const [read, diagnostics] = readBase(workspace, { root, output: root }, base, (atBase) =>
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

/** The base of a check. */
export interface CheckBase {
  readonly base: Base
  /** Its settings; absent where it has no such repository yet. */
  readonly settings?: ConfigSide
}

/** The facts of the base that a check needs. */
type CheckOptions = Pick<RepositoryOptions, 'config' | 'out'> & { readonly base?: string }

/**
 * The base by whose settings a check judges beside the work tree's own. Where there is none, that is an error only if
 * there are tenants or a base is asked for: most repositories have neither. Reports `base-path-linked`,
 * `tenants-base-unknown` with the reason, and `base-directory-missing` as a note.
 */
export function findCheckBase(
  workspace: Workspace,
  repository: Repository,
  options: CheckOptions,
): DiagnosticResult<CheckBase | undefined> {
  const { root, config: own } = repository
  if (workspace.host.kindOf(root) !== 'directory') return [undefined, []]
  const [base, finding] = findBase(workspace.host, root, options.base)
  const [settings, reading] = base
    ? readBaseConfig(workspace, root, base, options.config)
    : [undefined, errorsOf(finding)]
  if (base !== undefined && reading.length === 0) {
    const missing = settings === undefined ? reportMissing(workspace, repository, base) : []
    return [
      { base, ...(settings && { settings }) },
      [...checkBasePaths(workspace, repository, options), ...missing],
    ]
  }
  // A repository that Git cannot be asked about may have had tenants.
  const isUnreadable =
    finding.some(({ code }) => code === 'base-unreadable') &&
    workspace.host.findRepository(root) !== undefined
  const isNeeded = options.base !== undefined || base !== undefined || own.tenants.length > 0 || isUnreadable
  if (!isNeeded) return [undefined, []]
  return [undefined, [...reading, createDiagnostic('tenants-base-unknown', {})]]
}

/** A directory that the base lacks is new, or it was moved, and a link leads to where it is now. */
function reportMissing(
  { host }: Workspace,
  { named, root }: Repository,
  { name }: Base,
): readonly Diagnostic[] {
  const links = linksToDirectory(host, root)
  if (links.length > 0)
    return links.map((link) => createDiagnostic('base-path-linked', { path: named, link }))
  return [createDiagnostic('base-directory-missing', { base: name, directory: named })]
}

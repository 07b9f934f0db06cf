import type { Tenant, Weakening } from '../../model/tenant.ts'
import { judgeSettings, type ConfigSide } from '../../stages/authorize/judge-settings.ts'
import type { Repository } from './repository.ts'

/** A repository with the settings by which it is judged. */
export interface JudgedRepository {
  /** Its configuration is the stricter of the base's and its own. */
  readonly repository: Repository
  readonly baseTenants: readonly Tenant[]
  /** What its own configuration makes weaker. */
  readonly weakenings: readonly Weakening[]
}

/**
 * Puts the settings that judge a repository in place of its own. Without a base those are its own; and where its own are
 * in error, nothing is weakened by them.
 */
export function judgeByBase(repository: Repository, base: ConfigSide | undefined): JudgedRepository {
  if (base === undefined) return { repository, baseTenants: [], weakenings: [] }
  const { config: own, configFile, configManifest } = repository
  const baseTenants = base.config.tenants
  if (configFile !== undefined && configManifest === undefined)
    return { repository, baseTenants, weakenings: [] }
  const head = { config: own, ...(configManifest && { manifest: configManifest }) }
  const { config, weakenings } = judgeSettings(base, head)
  return { repository: { ...repository, config }, baseTenants, weakenings }
}

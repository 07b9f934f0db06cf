import type { RenderConfig } from '../../model/render-config.ts'

/** The name of the configuration, at the root of the repository. */
export const configName = 'fedrender.yaml'

/** The name of the lock file of host names, at the root of the repository. */
export const dnsLockName = 'dns.lock.yaml'

/** The name of the ledger of waves, at the root of the repository; any other file where no waves are configured. */
export const waveLedgerName = 'waves.yaml'

/** The directory of what was observed, where no setting names another. */
export const defaultObserved = 'observed'

/** The globs of what was observed: the configured ones, or all of the directory `observed`. */
export function observedPatterns({ observed }: Pick<RenderConfig, 'observed'>): readonly string[] {
  return observed ?? [`${defaultObserved}/**`]
}

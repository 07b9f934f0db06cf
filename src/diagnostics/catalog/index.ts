import { adoptionCatalog } from './adoption.ts'
import { authoringCatalog } from './authoring.ts'
import { betweenObjectsCatalog } from './between-objects.ts'
import { clusterOverridesCatalog } from './cluster-overrides.ts'
import { commandLineCatalog } from './command-line.ts'
import { configCatalog } from './config.ts'
import { deliveryCatalog } from './delivery.ts'
import { diffCatalog } from './diff.ts'
import { dnsCatalog } from './dns.ts'
import { drillCatalog } from './drill.ts'
import { fleetCatalog } from './fleet.ts'
import { foreignCatalog } from './foreign.ts'
import { invariantsCatalog } from './invariants.ts'
import { kubernetesCatalog } from './kubernetes.ts'
import { outputCatalog } from './output.ts'
import { overridesCatalog } from './overrides.ts'
import { placementCatalog } from './placement.ts'
import { policiesCatalog } from './policies.ts'
import { publishCatalog } from './publish.ts'
import { safeguardsCatalog } from './safeguards.ts'
import { schedulingCatalog } from './scheduling.ts'
import { sourcesCatalog } from './sources.ts'
import { templateCatalog } from './template.ts'
import { tenantsCatalog } from './tenants.ts'
import { typesCatalog } from './types.ts'
import { wavesCatalog } from './waves.ts'

/** Every diagnostic that fedrender can give, by code; a code is stable and never used again for something else. */
export type Catalog = typeof adoptionCatalog &
  typeof authoringCatalog &
  typeof betweenObjectsCatalog &
  typeof clusterOverridesCatalog &
  typeof commandLineCatalog &
  typeof configCatalog &
  typeof deliveryCatalog &
  typeof diffCatalog &
  typeof dnsCatalog &
  typeof drillCatalog &
  typeof fleetCatalog &
  typeof foreignCatalog &
  typeof invariantsCatalog &
  typeof kubernetesCatalog &
  typeof outputCatalog &
  typeof overridesCatalog &
  typeof placementCatalog &
  typeof policiesCatalog &
  typeof publishCatalog &
  typeof safeguardsCatalog &
  typeof schedulingCatalog &
  typeof sourcesCatalog &
  typeof templateCatalog &
  typeof tenantsCatalog &
  typeof typesCatalog &
  typeof wavesCatalog

/** A code of the catalogue. */
export type DiagnosticCode = keyof Catalog

/** Every diagnostic that fedrender can give, by code. */
export const catalog: Catalog = {
  ...adoptionCatalog,
  ...authoringCatalog,
  ...betweenObjectsCatalog,
  ...clusterOverridesCatalog,
  ...commandLineCatalog,
  ...configCatalog,
  ...deliveryCatalog,
  ...diffCatalog,
  ...dnsCatalog,
  ...drillCatalog,
  ...fleetCatalog,
  ...foreignCatalog,
  ...invariantsCatalog,
  ...kubernetesCatalog,
  ...outputCatalog,
  ...overridesCatalog,
  ...placementCatalog,
  ...policiesCatalog,
  ...publishCatalog,
  ...safeguardsCatalog,
  ...schedulingCatalog,
  ...sourcesCatalog,
  ...templateCatalog,
  ...tenantsCatalog,
  ...typesCatalog,
  ...wavesCatalog,
}

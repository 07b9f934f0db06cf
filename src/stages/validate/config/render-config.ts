import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import { catalog } from '../../../diagnostics/catalog/index.ts'
import { foreignCatalog } from '../../../diagnostics/catalog/foreign.ts'
import { invariantsCatalog } from '../../../diagnostics/catalog/invariants.ts'
import { safeguardsCatalog } from '../../../diagnostics/catalog/safeguards.ts'
import { tenantsCatalog } from '../../../diagnostics/catalog/tenants.ts'
import { wavesCatalog } from '../../../diagnostics/catalog/waves.ts'
import { nearest } from '../../../text/nearest.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import { builtinTypes } from '../../../kubefed/builtin-types.ts'
import { compareVersions } from '../../../text/compare-versions.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import {
  defaultArgoCDConfig,
  defaultFluxConfig,
  defaultOCIConfig,
  type ArgoCDConfig,
  type DeliveryConfig,
  type FluxConfig,
  type FluxSource,
  type OCIConfig,
} from '../../../model/delivery-config.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import {
  defaultRenderConfig,
  type ChecksConfig,
  type ClusterConfig,
  type DNSConfig,
  type PruneLimits,
  type RenderConfig,
  type SchedulingConfig,
} from '../../../model/render-config.ts'
import { readConfiguredInvariants } from '../invariants/fleet-invariant.ts'
import { checkWaves } from './delivery-waves.ts'
import { boundGlobs } from './glob-bounds.ts'
import { placePaths } from './place-paths.ts'
import { checkWaveOrder, placeWaves } from './wave-order.ts'
import type { SchemaValidator } from '../schema-validator.ts'
import type { Severity } from '../../../model/severity.ts'

const schemaPath = 'fedrender.dev/v1alpha1/RenderConfig.json'

/**
 * Reads `fedrender.yaml`, defaults filled in. Reports `config-invalid`, `config-version`, `config-unknown-code`,
 * `config-unknown-builtin`, `config-glob-too-complex`, `tenant-severity-fixed` and what `checkWaves` does; an error of the
 * configuration leaves nothing to render by.
 */
export function readRenderConfig(
  manifest: Manifest,
  schema: SchemaValidator,
  version: string,
): DiagnosticResult<RenderConfig> {
  const { value } = manifest
  const diagnostics: Diagnostic[] = schema(schemaPath, value).map(({ pointer, kind, problem, known }) =>
    createDiagnostic(
      'config-invalid',
      { pointer, problem, near: nearest(pointerSegments(pointer).at(-1) ?? '', known) },
      { at: kind === 'unknown-field' ? keyAt(manifest, pointer) : valueAt(manifest, pointer) },
    ),
  )
  const { requiredVersion: required, output } = value
  if (typeof required === 'string' && compareVersions(required, version) > 0) {
    const at = valueAt(manifest, '/requiredVersion')
    diagnostics.push(createDiagnostic('config-version', { required, actual: version }, { at }))
  }
  if (typeof output === 'string' && leavesRepository(output)) {
    const problem = 'leaves the repository; only --out may name such a directory'
    const at = valueAt(manifest, '/output')
    diagnostics.push(createDiagnostic('config-invalid', { pointer: '/output', problem }, { at }))
  }
  const errors = diagnostics.length === 0 ? boundGlobs(manifest) : diagnostics
  if (errors.length > 0) return [defaultRenderConfig, errors]
  const config = toConfig(value)
  const tenants = config.tenants.map((tenant, index) => ({
    ...tenant,
    at: valueAt(manifest, `/tenants/${index}`),
  }))
  const clusters = new Map(
    [...config.clusters].map(([name, each]) => [
      name,
      { ...each, at: keyAt(manifest, childPointer('/clusters', name)) },
    ]),
  )
  const found = [
    ...unknownCodes(manifest),
    ...unknownBuiltins(manifest),
    ...repeatedNames(manifest, config),
    ...fixedSeverities(manifest),
    ...checkWaves(manifest, config.delivery),
    ...checkWaveOrder(manifest, config.waves),
  ]
  const invariants = readConfiguredInvariants(manifest)
  return [
    {
      ...config,
      tenants,
      invariants,
      clusters,
      delivery: placePaths(config.delivery, manifest),
      ...(config.waves && { waves: placeWaves(config.waves, manifest) }),
    },
    found,
  ]
}

/** A commit must not choose where on a machine a run writes; the person at the command line may. */
function leavesRepository(path: string): boolean {
  return /^(?:[A-Za-z]:|[\\/])/.test(path) || path.split(/[\\/]/).includes('..')
}

/** The settings of a value that follows the schema. */
function toConfig(value: JsonObject): RenderConfig {
  const {
    $schema: _,
    apiVersion: _apiVersion,
    kind: _kind,
    metadata: _metadata,
    severities,
    clusters,
    checks,
    prune,
    dns,
    scheduling,
    delivery,
    invariants: _invariants,
    ...settings
  } = value
  return {
    ...defaultRenderConfig,
    ...(settings as Partial<RenderConfig>),
    checks: toChecks(checks),
    prune: { ...defaultRenderConfig.prune, ...(isObject(prune) && (prune as Partial<PruneLimits>)) },
    dns: { ...defaultRenderConfig.dns, ...(isObject(dns) && (dns as Partial<DNSConfig>)) },
    scheduling: {
      ...defaultRenderConfig.scheduling,
      ...(isObject(scheduling) && (scheduling as Partial<SchedulingConfig>)),
    },
    delivery: toDelivery(delivery),
    clusters: new Map(Object.entries(isObject(clusters) ? clusters : {}) as [string, ClusterConfig][]),
    severities: new Map(
      Object.entries(isObject(severities) ? severities : {}).map(([code, severity]) => [
        code,
        // An unquoted off is a boolean to readers of YAML 1.1.
        severity === false ? 'off' : (severity as Severity | 'off'),
      ]),
    ),
  }
}

function toChecks(value: Json | undefined): ChecksConfig {
  const kubernetes = isObject(value) ? value['kubernetes'] : undefined
  // An unquoted off is a boolean to readers of YAML 1.1.
  if (kubernetes === false) return { kubernetes: 'off' }
  return kubernetes === undefined
    ? defaultRenderConfig.checks
    : { kubernetes: kubernetes as ChecksConfig['kubernetes'] }
}

function toDelivery(value: Json | undefined): DeliveryConfig {
  const { argocd, flux } = isObject(value) ? value : {}
  return {
    ...(isObject(argocd) && { argocd: { ...defaultArgoCDConfig, ...(argocd as unknown as ArgoCDConfig) } }),
    ...(isObject(flux) && { flux: toFlux(flux) }),
  }
}

function toFlux({ source, oci, ...settings }: JsonObject): FluxConfig {
  return {
    ...defaultFluxConfig,
    ...(settings as Partial<FluxConfig>),
    source: { ...defaultFluxConfig.source, ...(isObject(source) && (source as Partial<FluxSource>)) },
    ...(isObject(oci) && { oci: { ...defaultOCIConfig, ...(oci as unknown as OCIConfig) } }),
  }
}

function unknownCodes(manifest: Manifest): readonly Diagnostic[] {
  const { severities } = manifest.value
  return Object.keys(isObject(severities) ? severities : {})
    .filter((code) => !Object.hasOwn(catalog, code))
    .map((code) => {
      const at = keyAt(manifest, childPointer('/severities', code))
      return createDiagnostic(
        'config-unknown-code',
        { code, nearest: nearest(code, Object.keys(catalog)) },
        { at },
      )
    })
}

/** What judges a change, and so keeps its severity. */
const fixedCatalogs = [tenantsCatalog, safeguardsCatalog, foreignCatalog, wavesCatalog, invariantsCatalog]

/** A change that could make light of what it may not declare could declare everything. */
function fixedSeverities(manifest: Manifest): readonly Diagnostic[] {
  const { severities } = manifest.value
  return Object.keys(isObject(severities) ? severities : {})
    .filter((code) => fixedCatalogs.some((catalogue) => Object.hasOwn(catalogue, code)))
    .map((code) => {
      const at = keyAt(manifest, childPointer('/severities', code))
      return createDiagnostic('tenant-severity-fixed', { code }, { at })
    })
}

function unknownBuiltins(manifest: Manifest): readonly Diagnostic[] {
  const known = builtinTypes.map((type) => type.name)
  const named: readonly Json[] = isArray(manifest.value['builtinTypes']) ? manifest.value['builtinTypes'] : []
  return named.flatMap((name, index) => {
    if (known.includes(String(name))) return []
    const at = valueAt(manifest, `/builtinTypes/${index}`)
    return [createDiagnostic('config-unknown-builtin', { name: String(name), known }, { at })]
  })
}

function repeatedNames(manifest: Manifest, { delivery, tenants }: RenderConfig): readonly Diagnostic[] {
  const lists = [
    { pointer: '/delivery/argocd/projects', items: delivery.argocd?.projects ?? [], what: 'a project' },
    { pointer: '/tenants', items: tenants, what: 'a tenant' },
  ]
  return lists.flatMap(({ pointer: list, items, what }) => {
    const names = items.map((each) => each.name)
    return names.flatMap((name, index) => {
      if (names.indexOf(name) === index) return []
      const pointer = `${list}/${index}/name`
      const problem = `names ${what} a second time`
      return [createDiagnostic('config-invalid', { pointer, problem }, { at: valueAt(manifest, pointer) })]
    })
  })
}

import { findCausesBetween } from '../../dist/app/compare/find-causes.js'
import { checkRepository } from '../../dist/app/repository/check-repository.js'
import { compareSides } from '../../dist/app/compare/compare-sides.js'
import { fixRepository } from '../../dist/app/author/fix-repository.js'
import { formatDataPieces } from '../../dist/cli/results/format-data.js'
import { formatDiagnostics } from '../../dist/cli/terminal/format-diagnostics.js'
import { createNodeHost } from '../../dist/host/node-host.js'
import { createPackageHost } from '../../dist/host/package-host.js'
import { readSchemas } from '../../dist/host/schemas.js'
import { defaultRenderConfig as config } from '../../dist/model/render-config.js'
import { compile, render } from '../../dist/render.js'
import { parseObserved } from '../../dist/stages/parse/parse-observed.js'
import { rememberReadings } from '../../dist/stages/parse/remember-readings.js'
import { fieldOrigins } from '../../dist/stages/plan/field-origins.js'
import { createSchemaValidator } from '../../dist/stages/validate/schema-validator.js'
import { explainObject } from '../../dist/views/explain/explain-object.js'
import { formatExplanation, mostExplained } from '../../dist/views/explain/format-explanation.js'
import { adoptFleet } from '../../dist/views/adopt/adopt-fleet.js'
import { findFieldCauses } from '../../dist/views/adopt/field-causes.js'
import { formatAdoption } from '../../dist/views/adopt/format-text.js'
import { indexLiveObjects } from '../../dist/views/adopt/live-objects.js'
import { formatFileChange } from '../../dist/views/file-changes.js'
import { findObjects } from '../../dist/views/find/find-objects.js'
import { parseFieldQuery } from '../../dist/views/find/field-query.js'
import { formatFound, mostFound } from '../../dist/views/find/format-found.js'
import { objectFilter } from '../../dist/views/object-filter.js'
import { formatJson, jsonDiff } from '../../dist/views/fleet-diff/format/json.js'
import { formatMarkdown } from '../../dist/views/fleet-diff/format/markdown.js'
import { formatText } from '../../dist/views/fleet-diff/format/text.js'

const schema = createSchemaValidator(readSchemas())
const host = createPackageHost(createNodeHost(), '/', new Map())
const nothing = () => undefined
const progress = { begin: nothing, count: nothing, end: nothing }
const workspace = { host, directory: '/', environment: nothing, progress }

/**
 * What the commands do with sources in memory, from their texts to what is printed: reading the schemas, which costs
 * the same whatever the size, is left out, and so are disk and Git.
 */

export function validate(files) {
  const { result, ...compiled } = compiledOf(files, render)
  const { compiling, checking } = checkRepository({ ...compiled, result }, {})
  formatDiagnostics([...compiling, ...checking], 'text', false)
}

export function fix(files) {
  const { changes, diagnostics } = fixRepository(workspace, repositoryOf(files), { stdout: true })
  changes.map(formatFileChange)
  formatDiagnostics(diagnostics, 'text', false)
}

export function validateAsJson(files) {
  formatDiagnostics(compiledOf(files).diagnostics, 'json', false)
}

export function diff(files, base) {
  const found = compared(files, base)
  formatText(found, false)
  formatMarkdown(found)
}

export function diffAsJson(files, base) {
  formatJson(compared(files, base))
}

export function diffAsYaml(files, base) {
  formatPieces(jsonDiff(compared(files, base)), 'yaml')
}

/** A result for programs, as it is written. */
function formatPieces(data, format) {
  for (const piece of formatDataPieces(data, format)) if (piece === '') throw new Error('nothing is no piece')
}

function compared(files, base) {
  const readFile = rememberReadings()
  const sides = [base, files].map((each) => {
    const { repository, result } = compiledOf(each, compile, { readFile })
    return { files: repository.files, observed: [], fleet: result.fleet, result }
  })
  const [before, after] = sides
  const causesOf = findCausesBetween(before, after)
  return compareSides({ base: before.fleet, head: after.fleet, causesOf, files: [] })
}

/** Every field of every ConfigMap that has data. */
export function find(files) {
  const { objects, fleet } = found(files, mostFound)
  formatFound(objects, fleet.clusters)
}

export function findAsJson(files) {
  formatPieces(found(files).objects, 'json')
}

export function findAsYaml(files) {
  formatPieces(found(files).objects, 'yaml')
}

function found(files, most) {
  const { fleet, plan } = compiledOf(files).result
  const [filter] = objectFilter({}, plan.federation)
  const { query } = parseFieldQuery('/data/*')
  const originsOf = (each, cluster) => fieldOrigins(each, cluster, config)
  return { ...findObjects(fleet, { filter, queries: [query], most, originsOf }), fleet }
}

export function explain(files) {
  formatExplanation(explained(files, mostExplained))
}

export function explainAsJson(files) {
  formatPieces(explained(files), 'json')
}

export function explainAsYaml(files) {
  formatPieces(explained(files), 'yaml')
}

function explained(files, most) {
  const { result } = compiledOf(files)
  const { plan, diagnostics } = result
  const object = plan.objects.find(({ federatedObject }) => federatedObject.name === 'a')
  if (object === undefined) throw new Error('the sources have no object to explain')
  return explainObject({
    object,
    cluster: plan.federation.clusters[0],
    pointer: '',
    most,
    path: '',
    plan,
    diagnostics,
    originsOf: (each, cluster) => fieldOrigins(each, cluster, config),
  })
}

/** The last of the live files is of the first cluster. */
export function adopt(files, live) {
  const { fleet } = compiledOf(files).result
  const [manifests] = parseObserved(live.slice(-1))
  const objects = indexLiveObjects(manifests.map(({ value }) => value))
  const causesOf = findFieldCauses(fleet, (each, cluster) => fieldOrigins(each, cluster, config))
  formatAdoption(adoptFleet(fleet, new Map([[fleet.clusters[0].name, objects]]), { causesOf }), false)
}

function compiledOf(files, run = compile, options = {}) {
  const result = run(files, schema, { ...options, config })
  return { repository: repositoryOf(files), result, diagnostics: result.diagnostics }
}

function repositoryOf(files) {
  return { config, files, observed: [], schema, diagnostics: [], root: '/', output: '/rendered' }
}

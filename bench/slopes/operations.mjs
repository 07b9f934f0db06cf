import { findCausesBetween } from '../../dist/app/compare/find-causes.js'
import { checkRepository } from '../../dist/app/repository/check-repository.js'
import { compareSides } from '../../dist/app/compare/compare-sides.js'
import { fixRepository } from '../../dist/app/author/fix-repository.js'
import { formatDiagnostics } from '../../dist/cli/terminal/format-diagnostics.js'
import { readSchemas } from '../../dist/host/schemas.js'
import { defaultRenderConfig as config } from '../../dist/model/render-config.js'
import { compile, render } from '../../dist/render.js'
import { rememberReadings } from '../../dist/stages/parse/remember-readings.js'
import { fieldOrigins } from '../../dist/stages/plan/field-origins.js'
import { createSchemaValidator } from '../../dist/stages/validate/schema-validator.js'
import { explainObject } from '../../dist/views/explain/explain-object.js'
import { formatExplanation } from '../../dist/views/explain/format-explanation.js'
import { formatFileChange } from '../../dist/views/file-changes.js'
import { formatMarkdown } from '../../dist/views/fleet-diff/format/markdown.js'
import { formatText } from '../../dist/views/fleet-diff/format/text.js'

const schema = createSchemaValidator(readSchemas())

/**
 * What the commands do with sources in memory, from their texts to what is printed: reading the schemas, which costs
 * the same whatever the size, is left out, and so are disk and Git.
 */

export function validate(files) {
  const { result, ...compiled } = compiledOf(files, render)
  formatDiagnostics(checkRepository({ ...compiled, result }, {}), 'text', false)
}

export function fix(files) {
  const { changes, diagnostics } = fixRepository({}, compiledOf(files), { stdout: true })
  changes.map(formatFileChange)
  formatDiagnostics(diagnostics, 'text', false)
}

export function validateAsJson(files) {
  formatDiagnostics(compiledOf(files).diagnostics, 'json', false)
}

export function diff(files, base) {
  const readFile = rememberReadings()
  const sides = [base, files].map((each) => {
    const { repository, result } = compiledOf(each, compile, { readFile })
    return { files: repository.files, observed: [], fleet: result.fleet, result }
  })
  const [before, after] = sides
  const causesOf = findCausesBetween(before, after)
  const found = compareSides({ base: before.fleet, head: after.fleet, causesOf, files: [] })
  formatText(found, false)
  formatMarkdown(found, 65_000)
}

export function explain(files) {
  const { result } = compiledOf(files)
  const { plan, diagnostics } = result
  const object = plan.objects.find(({ federatedObject }) => federatedObject.name === 'a')
  const explanation = explainObject({
    object,
    cluster: plan.federation.clusters[0],
    pointer: '',
    path: '',
    plan,
    diagnostics,
    originsOf: (each, cluster) => fieldOrigins(each, cluster, config),
  })
  formatExplanation(explanation)
}

function compiledOf(files, run = compile, options = {}) {
  const result = run(files, schema, { ...options, config })
  const repository = { config, files, observed: [], schema, diagnostics: [], root: '/', output: '/rendered' }
  return { repository, result, diagnostics: result.diagnostics }
}

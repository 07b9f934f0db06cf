import { errorsOf } from '../../src/diagnostics/severities.ts'
import { readSchemas } from '../../src/host/schemas.ts'
import type { RenderConfig } from '../../src/model/render-config.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { readRenderConfig } from '../../src/stages/validate/config/render-config.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'

const schema = createSchemaValidator(readSchemas())

/** The configuration that the text of a `fedrender.yaml` gives; throws where it is in error. */
export function readConfigFile(text: string): RenderConfig {
  const [{ manifests }] = parse([{ path: 'fedrender.yaml', text }])
  const [manifest] = manifests
  if (manifest === undefined) throw new Error('no RenderConfig')
  const [config, diagnostics] = readRenderConfig(manifest, schema, '0.1.0')
  const errors = errorsOf(diagnostics)
  if (errors.length > 0) throw new Error(JSON.stringify(errors.map((each) => each.message)))
  return config
}

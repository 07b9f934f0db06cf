import { emptyDNSLock } from '../../src/model/dns-lock.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { readSchemas } from '../../src/host/schemas.ts'
import type { Federation } from '../../src/model/federation.ts'
import type { ListedFileTree } from '../../src/model/file-tree.ts'
import type { Fleet } from '../../src/model/fleet.ts'
import type { Json } from '../../src/model/json.ts'
import type { ParsedSources } from '../../src/model/parsed-sources.ts'
import { defaultRenderConfig, type RenderConfig } from '../../src/model/render-config.ts'
import type { RenderPlan } from '../../src/model/render-plan.ts'
import type { Resources } from '../../src/model/resources.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { emit } from '../../src/stages/emit/emit.ts'
import { layOut } from '../../src/stages/emit/lay-out.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { plan as planResources } from '../../src/stages/plan/plan.ts'
import { resolve } from '../../src/stages/resolve/resolve.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { validate } from '../../src/stages/validate/validate.ts'
import { deepFreeze } from './deep-freeze.ts'
import { listedTree } from './file-tree.ts'
import { documents } from './kubefed-objects.ts'

/** What every stage made of the sources, and everything that it reported. */
export interface Compilation {
  readonly sources: ParsedSources
  readonly resources: Resources
  readonly federation: Federation
  readonly plan: RenderPlan
  readonly fleet: Fleet
  readonly tree: ListedFileTree
  readonly diagnostics: readonly Diagnostic[]
  /** The codes, in the order of the reports. */
  readonly codes: readonly string[]
}

const schema = createSchemaValidator(readSchemas())

/** Runs one stage after the other without the gate between, and freezes what each hands to the next. */
export function compileFrozen(
  files: readonly SourceFile[],
  settings: Partial<RenderConfig> = {},
): Compilation {
  const config = deepFreeze({ ...defaultRenderConfig, ...settings })
  const [sources, parsing] = deepFreeze(parse(deepFreeze(files)))
  const [resources, validating] = deepFreeze(validate(sources.manifests, schema, config))
  const [federation, resolving] = deepFreeze(resolve(resources, [], emptyDNSLock, config))
  const scheduling = {
    division: config.scheduling.division,
    current: 'none',
    lastReplicas: new Map(),
    assumedCapacity: new Map(),
  } as const
  const [plan, planning] = deepFreeze(planResources(federation, config, scheduling))
  const [fleet, emitting] = deepFreeze(layOut(plan))
  const tree = listedTree(emit(fleet))
  const diagnostics = [...parsing, ...validating, ...resolving, ...planning, ...emitting]
  return {
    sources,
    resources,
    federation,
    plan,
    fleet,
    tree,
    diagnostics,
    codes: diagnostics.map((each) => each.code),
  }
}

/** The same for objects in one file. */
export function compileObjects(objects: readonly Json[], settings: Partial<RenderConfig> = {}): Compilation {
  return compileFrozen([{ path: 'all.yaml', text: documents(...objects) }], settings)
}

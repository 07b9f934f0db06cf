import type { FieldOrigins } from '../../model/field-origin.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { CompileResult } from '../../render.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'

/** Why each field of what a cluster gets is as it is: by the plan and the settings of the commit that its wave is held at. */
export function originsInWaves(
  result: Pick<CompileResult, 'plan' | 'held'> | undefined,
  config: RenderConfig,
): (object: ObjectPlan, cluster: string) => FieldOrigins {
  const { plan, held = [] } = result ?? {}
  const parts = new Map<string, ObjectPlan[]>()
  for (const each of plan?.objects ?? []) {
    if (each.part === undefined) continue
    const known = parts.get(keyOf(each))
    if (known) known.push(each)
    else parts.set(keyOf(each), [each])
  }
  return (object, cluster) => {
    const part = parts.get(keyOf(object))?.find((each) => each.part?.clusters.includes(cluster)) ?? object
    const ofCommit = held.find((each) => each.held.commit === part.part?.held?.commit)
    return fieldOrigins(part, cluster, ofCommit?.config ?? config)
  }
}

function keyOf({ federatedObject }: ObjectPlan): string {
  return `${federatedObject.type.name} ${qualifiedName(federatedObject)}`
}

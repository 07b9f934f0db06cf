import type { ObjectPlan, RenderPlan, ReplicaDivision } from '../../../model/render-plan.ts'
import type { DivisionMethod } from '../../../model/replica-scheduling-preference.ts'
import { scheduleObject, type SchedulingState } from '../scheduling/schedule-object.ts'

/** The two divisions of one object; that of `method` is the plan's. */
export interface BothDivisions extends Readonly<Record<DivisionMethod, ReplicaDivision>> {
  readonly object: ObjectPlan
  readonly method: DivisionMethod
}

const methods: readonly DivisionMethod[] = ['kubefed', 'monotone']

/** How the replicas of each object that a preference divides are divided by either method, all else as it is. Reports nothing. */
export function divideBothWays(
  { objects, federation }: RenderPlan,
  state: SchedulingState,
): readonly BothDivisions[] {
  return objects.flatMap((object) => {
    const { division, federatedObject } = object
    if (division === undefined) return []
    const { preference, method } = division
    const [kubefed, monotone] = methods.map((each) =>
      each === method
        ? division
        : scheduleObject(federatedObject, { ...preference, division: each }, federation, state, () => {}),
    ) as [ReplicaDivision, ReplicaDivision]
    return [{ object, method, kubefed, monotone }]
  })
}

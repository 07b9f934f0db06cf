import { count } from '../text/count.ts'
import type {
  AwardStep,
  KeepStep,
  MinimumStep,
  OrderStep,
  OverflowStep,
  PlanStep,
  ShareStep,
} from '../model/replica-plan.ts'

/** A step of a plan in words, without a full stop: `round 1: a: ceil(9 × 1 / 3) = 3, 6 left`. */
export function describePlanStep(step: PlanStep): string {
  switch (step.kind) {
    case 'order':
      return describeOrder(step)
    case 'no-preference':
      return `${step.cluster}: no preference, and there is no "*": 0`
    case 'minimum':
      return describeMinimum(step)
    case 'keep':
      return describeKeep(step)
    case 'share':
      return describeShare(step)
    case 'repeat':
      return `${describeRounds(step.from, step.to)}: as the round before, every share is of replicas kept already`
    case 'end':
      return step.remaining > 0 ? `end: ${step.remaining} left that no cluster takes` : 'end: nothing left'
    case 'overflow':
      return describeOverflow(step)
    case 'award':
      return step.phase === 'minimum' ? describeGuaranteed(step) : describeAwards(step)
  }
}

function describeOrder({ totalReplicas, clusters }: OrderStep): string {
  const served = clusters.map(({ cluster, weight, hash }) => `${cluster} (weight ${weight}, hash ${hash})`)
  return `${totalReplicas} replicas, clusters by weight, then hash: ${served.join(', ') || 'none'}`
}

function describeMinimum({
  cluster,
  minReplicas,
  available,
  capacity,
  replicas,
  remaining,
}: MinimumStep): string {
  const limits = [`minReplicas ${minReplicas}`, `${available} left`]
  if (capacity !== undefined) limits.push(`capacity ${capacity}`)
  return `minimum: ${cluster}: the least of ${limits.join(', ')} = ${replicas}, ${remaining} left`
}

function describeKeep(step: KeepStep): string {
  const { cluster, current, planned, maxReplicas, capacity, extra, remaining } = step
  const limits = [`current ${current}`]
  if (maxReplicas !== undefined) limits.push(`maxReplicas ${maxReplicas}`)
  if (capacity !== undefined) limits.push(`capacity ${capacity}`)
  const target = limits.length === 1 ? limits.join() : `the least of ${limits.join(', ')}`
  return `keep: ${cluster}: ${target}, planned ${planned}, so ${extra} more, ${remaining} left`
}

function describeShare(step: ShareStep): string {
  const { round, cluster, distributable, weight, weightSum, share, granted, preallocated, start } = step
  const parts = [`ceil(${distributable} × ${weight} / ${weightSum}) = ${share}`]
  if (granted < share) parts.push(`only ${granted} left`)
  if (preallocated > 0) parts.push(`${preallocated} of them kept already`)
  const wanted = start + granted - preallocated
  if (start > 0) parts.push(`${start} + ${granted - preallocated} = ${wanted}`)
  if (step.limit !== undefined) parts.push(`${step.limit} allows ${step.replicas}`)
  if (step.overflow !== undefined && step.overflow > 0) parts.push(`overflow ${step.overflow}`)
  return `round ${round}: ${cluster}: ${parts.join(', ')}, ${step.remaining} left`
}

function describeRounds(from: number, to: number): string {
  return from === to ? `round ${from}` : `rounds ${from} to ${to}`
}

function describeOverflow({ cluster, overflow, rebalance, remaining, added }: OverflowStep): string {
  return rebalance
    ? `overflow: ${cluster}: ${overflow} beyond capacity, asked for all the same`
    : `overflow: ${cluster}: the lesser of ${overflow} beyond capacity and ${remaining} left = ${added}`
}

function describeGuaranteed({ cluster, wanted = 0, replicas, limit }: AwardStep): string {
  if (replicas === wanted) return `minimum: ${cluster}: minReplicas ${wanted}`
  const stop = limit ? `${limit} allows ${replicas}` : `the total is enough for ${replicas}`
  return `minimum: ${cluster}: minReplicas ${wanted}, ${stop}`
}

/** Every last quotient is at least as high as every next one: so a person can check the awards. */
function describeAwards({ cluster, weight, start, replicas, limit }: AwardStep): string {
  const quotient = (has: number): string => {
    const divisor = 2 * has + 1
    return `${weight}/${divisor} = ${Number((Number(weight) / divisor).toPrecision(4))}`
  }
  const parts = [
    replicas > start
      ? `${count(replicas - start, 'replica')}, the last at ${quotient(replicas - 1)}`
      : 'none',
  ]
  parts.push(limit ? `${limit} allows ${replicas}` : `the next at ${quotient(replicas)}`)
  return `weight: ${cluster}: ${parts.join(', ')}`
}

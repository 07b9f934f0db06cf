import { compareText } from '../text/compare-text.ts'

/**
 * Compares versions of an API group by Kubernetes' priority, the preferred one first: `v2`, `v1`, `v1beta1`, `v1alpha1`,
 * then all others by name (apimachinery: pkg/version/helpers.go, CompareKubeAwareVersionStrings).
 */
export function compareVersions(left: string, right: string): number {
  const [leftRank, rightRank] = [rankOf(left), rankOf(right)]
  if (!leftRank || !rightRank) return Number(!leftRank) - Number(!rightRank) || compareText(left, right)
  const differing = leftRank.findIndex((each, index) => each !== rightRank[index])
  return (rightRank[differing] ?? 0) - (leftRank[differing] ?? 0)
}

/** Stability, major and minor number, of which more is preferred. */
function rankOf(version: string): readonly number[] | undefined {
  const parts = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version)
  if (!parts) return undefined
  const [, major, stability, minor] = parts
  return [stability === undefined ? 2 : stability === 'beta' ? 1 : 0, Number(major), Number(minor ?? 0)]
}

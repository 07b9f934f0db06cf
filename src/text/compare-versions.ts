/** Orders two versions of three numbers each; a pre-release counts as its release. Negative where `left` is the lower. */
export function compareVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [left, right].map((each) =>
    (each.split(/[-+]/, 1)[0] ?? '').split('.').map(Number),
  )
  const difference = leftParts
    ?.map((part, index) => part - (rightParts?.[index] ?? 0))
    .find((each) => each !== 0)
  return difference ?? 0
}

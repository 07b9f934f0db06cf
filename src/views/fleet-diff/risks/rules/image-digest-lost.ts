import { quote } from '../../../../text/quote.ts'
import { imageChanges } from '../image-changes.ts'
import type { RiskRule } from '../risk-rule.ts'

/** An image was pinned and is not any more. */
export const imageDigestLost: RiskRule = {
  name: 'image-digest-lost',
  level: 'medium',
  about: 'An image loses its digest, so the pulled image can change without a commit.',
  citation: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  find: (change) =>
    imageChanges(change)
      .filter(
        ({ fromReference, toReference }) =>
          fromReference.digest !== undefined && toReference.digest === undefined,
      )
      .map(({ from, to, field }) => ({
        reason: `The image moves from ${quote(from)} to ${quote(to)} and is no longer pinned by a digest.`,
        field,
      })),
}

import { quote } from '../../../../text/quote.ts'
import { imageTag, parseImageReference } from '../../../../kubernetes/image-reference.ts'
import { imageChanges } from '../image-changes.ts'
import type { RiskRule } from '../risk-rule.ts'

/** An image moves to the tag that names whatever was pushed last. */
export const imageLatest: RiskRule = {
  name: 'image-latest',
  level: 'medium',
  about: 'An image moves to the tag `latest`, which is also that of an image without a tag.',
  citation: 'https://kubernetes.io/docs/concepts/containers/images/#updating-images',
  find: (change) =>
    imageChanges(change)
      .filter(({ from, to }) => isLatest(to) && !isLatest(from))
      .map(({ from, to, field }) => ({
        reason: `The image moves from ${quote(from)} to ${quote(to)}, which is whatever was pushed last.`,
        field,
      })),
}

/** A digest decides, whatever tag comes before it. */
function isLatest(image: string): boolean {
  return imageTag(image) === 'latest' && parseImageReference(image).digest === undefined
}

/** An image as a container names it (github.com/distribution/reference: `[domain/]path[:tag][@digest]`). */
export interface ImageReference {
  readonly repository: string
  /** Absent where none is written. */
  readonly tag?: string
  /** As `sha256:…`; absent where none is written. */
  readonly digest?: string
}

/** Takes an image reference apart; a colon before the last slash belongs to a registry's port. */
export function parseImageReference(image: string): ImageReference {
  const [name = '', digest] = image.split('@', 2)
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1)
  return {
    repository: colon < 0 ? name : name.slice(0, colon),
    ...(colon >= 0 && { tag: name.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  }
}

/** The tag, `latest` where neither a tag nor a digest is written (kubernetes: pkg/util/parsers/parsers.go). */
export function imageTag(image: string): string | undefined {
  const { tag, digest } = parseImageReference(image)
  return tag ?? (digest === undefined ? 'latest' : undefined)
}

/**
 * The lines of a `.gitattributes` that may alter what a checkout or an archive has of the rendered files, trimmed, in
 * their order. Git gives a file the attributes of every `.gitattributes` on the way to it (gitattributes(5)). A line is
 * left out only where it is certain to concern no file that agents read: its pattern ends in another extension, or begins
 * with another directory than those on the way to the output; or all of its attributes are of no consequence there.
 *
 * @param way the segments from the directory of the `.gitattributes` to the output directory; empty at or below it
 */
export function checkoutLines(text: string, way: readonly string[]): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && mayAlter(line, way))
}

function mayAlter(line: string, way: readonly string[]): boolean {
  const [pattern = '', ...attributes] = line.split(/[ \t\r]+/)
  // A macro, or a quoted pattern, which may hold blanks.
  if (pattern.startsWith('[attr]') || pattern.startsWith('"')) return true
  return attributes.some(isOfConsequence) && mayMatch(pattern, way)
}

/** What Git or a forge does by these shows in no file (gitattributes(5); linguist, GitLab). */
const harmless =
  /^[-!]?(?:diff|whitespace|encoding|delta|conflict-marker-size|(?:linguist|gitlab)-[a-z-]+)(?:=|$)/

function isOfConsequence(attribute: string): boolean {
  return !harmless.test(attribute)
}

/** Extensions of files that agents read, and of no extension at all. */
const readExtension = /^(?:ya?ml|json|jsonnet|libsonnet)$/i

function mayMatch(pattern: string, way: readonly string[]): boolean {
  const [, extension] = /\.([A-Za-z0-9_]+)$/.exec(pattern) ?? []
  if (extension !== undefined && !readExtension.test(extension)) return false
  const isAnchored = pattern.slice(0, -1).includes('/')
  if (!isAnchored) return true
  const segments = pattern.replace(/^\//, '').split('/')
  const literal = segments.findIndex((segment) => /[*?[\\]/.test(segment))
  const known = literal === -1 ? segments : segments.slice(0, literal)
  return known.every(
    (segment, index) => index >= way.length || segment.toLowerCase() === way[index]?.toLowerCase(),
  )
}

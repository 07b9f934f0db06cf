/** A block of code, code between backticks, a comment, or the target of a link or an image. */
const part = /^( *)(```+|~~~+)[^\n]*\n[^]*?^\1\2$|`[^`\n]*`|<!--[^]*?-->|\]\(([^)\s]+)\)/gm

/** A page of Markdown with each target of its links and images replaced; what looks like a link in code is none. */
export function replaceLinks(page: string, replace: (target: string) => string): string {
  return page.replaceAll(part, (whole: string, _indent, _fence, target?: string) =>
    target === undefined ? whole : `](${replace(target)})`,
  )
}

/** The targets of the links and images of a page that are on this machine, in their order. */
export function localLinks(page: string): readonly string[] {
  const targets: string[] = []
  replaceLinks(page, (target) => {
    if (!/^[a-z]+:/.test(target)) targets.push(target)
    return target
  })
  return targets
}

/** A page without its comments, those in its code left. */
export function withoutComments(page: string): string {
  return page.replaceAll(part, (whole: string) => (whole.startsWith('<!--') ? '' : whole))
}

/** The anchor that GitHub gives a heading, as Markdown or as its text. */
export function headingAnchor(heading: string): string {
  return heading
    .replaceAll(/\]\([^)]*\)/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

/** The anchors of all headings of a page; equal headings are numbered. */
export function anchorsIn(page: string): ReadonlySet<string> {
  const prose = page.replaceAll(/^( *)(```+|~~~+)[^\n]*\n[^]*?^\1\2$/gm, '')
  const counts = new Map<string, number>()
  const anchors = new Set<string>()
  for (const [, heading = ''] of prose.matchAll(/^#+ (.*)$/gm)) {
    const anchor = headingAnchor(heading)
    const count = counts.get(anchor) ?? 0
    counts.set(anchor, count + 1)
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`)
  }
  return anchors
}

/** Where a reader finds the sources of a diff. */
export interface SourcePlace {
  /** The path of the rendered repository inside the Git repository: '', or one that ends in '/'. */
  readonly prefix: string
  /** An address with `{path}`, `{line}` and `{commit}`, as `isSourceTemplate` takes it. Default: places are no links. */
  readonly template?: string
  /** The commits of the two sides, where they are known. */
  readonly commits?: { readonly base?: string; readonly head?: string }
}

/** The sources at the top of a Git repository, without links. */
export const noSourcePlace: SourcePlace = { prefix: '' }

/**
 * Whether a text is an address with which links to sources can be made: http or https, and nothing in it that could end
 * the link in Markdown or in HTML.
 */
export function isSourceTemplate(text: string): boolean {
  return isWebAddress(text.replaceAll(/\{(?:path|line|commit)\}/g, 'x')) && text.includes('{path}')
}

/** Whether a text is an address of the web that a link can have as it is. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[\w.~:/?#@!$&*+,;=%[\]-]+$/.test(text)
}

/**
 * The address of a line of a file, whose path is the one from the top of the Git repository; undefined where there is no template, the file is none of the Git repository, or the
 * commit is not known. Every byte of a path that an address does not take as it is, is encoded, so that no name of a file
 * ends a link or leads elsewhere.
 */
export function sourceUrl(
  { template, commits = {} }: SourcePlace,
  { side, file, line }: { readonly side: 'base' | 'head'; readonly file: string; readonly line: number },
): string | undefined {
  const commit = commits[side]
  if (template === undefined || /^(?:\.\.\/|\/|<)/.test(file)) return undefined
  if (commit === undefined && template.includes('{commit}')) return undefined
  const values: Readonly<Record<string, string>> = {
    '{path}': encodePath(file),
    '{line}': String(line),
    '{commit}': encodePath(commit ?? ''),
  }
  return template.replaceAll(/\{(?:path|line|commit)\}/g, (each) => values[each] ?? each)
}

/** The path of an address; half of a surrogate pair is a replacement character. */
function encodePath(path: string): string {
  const encode = (segment: string): string =>
    encodeURIComponent(Buffer.from(segment).toString()).replaceAll(
      /[!'()*]/g,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  return path.split('/').map(encode).join('/')
}

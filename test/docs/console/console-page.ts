/** A part of a page that the test of its console blocks acts on, in the order of the page. */
export type Step =
  | {
      /** A file that the reader is asked to write: its path in backticks on a line of its own, then its text. */
      readonly kind: 'file'
      readonly scene: string
      readonly path: string
      readonly text: string
    }
  | {
      /** A console block: command lines after `$ `, each with what it prints. */
      readonly kind: 'console'
      readonly scene: string
      readonly lines: readonly ConsoleLine[]
      /** Where its text begins in the page, and how long it is. */
      readonly offset: number
      readonly length: number
    }
  | {
      /** A block of shell commands of which the page does not say what they print. */
      readonly kind: 'script'
      readonly scene: string
      readonly text: string
    }

/** A command line and what the page shows of what it prints; a line `…` is any number of lines. */
export interface ConsoleLine {
  readonly commandLine: string
  readonly shown: string
}

const part =
  /^<!-- scene: (?<scene>[a-z0-9-]+) -->$|^```console\n(?<console>.*?)^```$|^```sh\n(?<script>.*?)^```$|^`(?<path>[\w./-]+)`:?\n\n(?:<!-- prettier-ignore -->\n)?```(?:ya?ml|json|text)\n(?<text>.*?)^```$/gms

/**
 * The steps of a page. `<!-- scene: NAME -->` says where what follows it happens, up to the next such line; before
 * the first it is the scene `quickstart`, in which shown files are not written, since they are those of an example.
 */
export function readSteps(page: string): readonly Step[] {
  let scene = 'quickstart'
  return [...page.matchAll(part)].flatMap(({ 0: whole, index, groups = {} }): Step[] => {
    if (groups['scene'] !== undefined) {
      scene = groups['scene']
      return []
    }
    if (groups['script'] !== undefined) return [{ kind: 'script', scene, text: groups['script'] }]
    const text = groups['console']
    if (text === undefined) {
      return [{ kind: 'file', scene, path: groups['path'] ?? '', text: groups['text'] ?? '' }]
    }
    const offset = index + whole.indexOf('\n') + 1
    return [{ kind: 'console', scene, lines: readLines(text), offset, length: text.length }]
  })
}

/** The command lines of a console block, each with what stands below it. */
export function readLines(block: string): readonly ConsoleLine[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((each) => {
      const end = each.indexOf('\n')
      return { commandLine: each.slice(0, end), shown: each.slice(end + 1) }
    })
}

/** Whether a page shows what was printed; a line `…` stands for any lines. */
export function isShown(printed: string, shown: string): boolean {
  const [first = '', ...others] = shown.split(/^…\n/m)
  if (!printed.startsWith(first)) return false
  let at = first.length
  for (const [index, each] of others.entries()) {
    const found = index === others.length - 1 ? printed.length - each.length : printed.indexOf(each, at)
    if (found < at || !printed.startsWith(each, found)) return false
    at = found + each.length
  }
  return at === printed.length
}

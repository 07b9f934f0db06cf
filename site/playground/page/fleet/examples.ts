import type { PlaygroundFile } from '../../protocol.ts'

/** An example in the list of examples. */
export interface ListedExample {
  readonly name: string
  readonly title: string
}

/** Every example, as the build of the site found them. */
export async function listExamples(): Promise<readonly ListedExample[]> {
  const { examples } = (await import(new URL('examples/list.js', import.meta.url).href)) as {
    readonly examples: readonly ListedExample[]
  }
  return examples
}

/** The files of an example; undefined where there is none of that name. */
export async function loadExample(name: string): Promise<readonly PlaygroundFile[] | undefined> {
  const isListed = (await listExamples()).some((each) => each.name === name)
  if (!isListed) return undefined
  const { files } = (await import(new URL(`examples/${name}.js`, import.meta.url).href)) as {
    readonly files: readonly PlaygroundFile[]
  }
  return files
}

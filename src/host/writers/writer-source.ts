/**
 * The code of the second writer: a file beside this one or, where all is one file, its text. TypeScript runs in no thread, so
 * tests of what is not built have none.
 */
export const writerSource: URL | string | undefined = import.meta.url.endsWith('.ts')
  ? undefined
  : new URL('./worker.js', import.meta.url)

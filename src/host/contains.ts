import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path is a directory itself or lies below it, by their names; both are absolute. */
export function contains(directory: string, path: string): boolean {
  const way = relative(directory, path)
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

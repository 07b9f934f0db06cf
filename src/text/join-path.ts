/** Joins paths of a repository with `/`; parts that are empty or `.` are left out, as are slashes around them. */
export function joinPath(...parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split('/'))
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/')
}

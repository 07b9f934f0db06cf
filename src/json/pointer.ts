/** A key as one segment of a JSON pointer (RFC 6901): `~` and `/` escaped. */
export function escapeSegment(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
}

/** The pointer one level below `pointer`. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${typeof key === 'number' ? key : escapeSegment(key)}`
}

/** The keys of a JSON pointer, unescaped; `''` is the root and has none. */
export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '') return []
  const segments = pointer.slice(1).split('/')
  return pointer.includes('~')
    ? segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    : segments
}

/** A JSON pointer and those of all that holds what is there, up to the whole document's. */
export function pointersTo(pointer: string): readonly string[] {
  const pointers = [pointer]
  for (
    let end = pointer.lastIndexOf('/');
    end >= 0;
    end = end === 0 ? -1 : pointer.lastIndexOf('/', end - 1)
  ) {
    pointers.push(pointer.slice(0, end))
  }
  return pointers
}

/** Whether a pointer is another one, or one of something in what is there. */
export function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

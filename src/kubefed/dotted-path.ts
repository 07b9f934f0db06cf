/** Keys between dots, as KubeFed 0.1.0-rc1 took them; brackets were never part of it. */
const dottedSyntax = /^[^./~[\]\s]+(?:\.[^./~[\]\s]+)*$/

/** The JSON pointer of a path in the early dotted form, `/spec/replicas` of `spec.replicas`; undefined for any other. */
export function pointerOfDotted(path: string): string | undefined {
  return dottedSyntax.test(path) ? `/${path.replaceAll('.', '/')}` : undefined
}

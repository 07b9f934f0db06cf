/** An object's name with its namespace before it, where it has one (KubeFed: pkg/controller/util/qualifiedname.go). */
export function qualifiedName(object: { readonly namespace?: string; readonly name: string }): string {
  return object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`
}

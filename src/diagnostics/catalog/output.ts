/** TODO */
export const outputCatalog = {}

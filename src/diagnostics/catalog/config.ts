/** TODO */
export const configCatalog = {}

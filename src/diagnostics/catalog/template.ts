/** TODO */
export const templateCatalog = {}

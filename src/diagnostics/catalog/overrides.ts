/** TODO */
export const overridesCatalog = {}

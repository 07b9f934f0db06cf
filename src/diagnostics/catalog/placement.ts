/** TODO */
export const placementCatalog = {}

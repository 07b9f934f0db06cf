/** TODO */
export const fleetCatalog = {}

/**
 * Where a run locks the output and stages new content: below the output directory, so that a rename doesn't cross
 * file systems, and gone when the run is over. Its files have no extension and it ignores itself for Git, so that
 * neither Argo CD nor Flux takes what a killed run left there for a manifest.
 */
export const workDirectory = '.fedrender'

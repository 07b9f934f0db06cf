/** Done, or no difference. */
export const exitDone = 0
/** `--check`, `diff` or `adopt` found a difference, or `find` found nothing. */
export const exitDifference = 1
/** Errors in the sources, the configuration, the command line, or reading and writing. */
export const exitError = 2
/** A bug in fedrender. */
export const exitBug = 70

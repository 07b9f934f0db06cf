/** What can go wrong where a command or a fix writes the files of the user. */
export const authoringCatalog = {
  'edit-refused': {
    severity: 'error' as const,
    about: 'A file cannot be edited in place without touching more than what is to be edited.',
    message: (p: { edit: string; problem: string }): string =>
      `This cannot be edited in place: ${p.problem}.`,
    hint: (p: { edit: string; problem: string }): string => `By hand, ${p.edit}.`,
  },
}

/** Git ran and refused; `message` is what it said. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

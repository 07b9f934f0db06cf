/** Why the action cannot do its work, in words for the person who set it up. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
}

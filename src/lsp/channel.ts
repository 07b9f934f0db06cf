/** The two streams over which a client and a server talk. */
export interface Channel {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Reads no more, so that the process may end. */
  readonly close: () => void
}

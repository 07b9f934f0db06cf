import type { Message, MessageReader, MessageWriter } from 'vscode-languageserver-protocol'
import type { Channel } from './channel.ts'
import { faultOfMessage, type MessageFault } from './fault-of-message.ts'
import type { Protocol } from './load-protocol.ts'

/** What is read, and what becomes of what cannot be. */
export interface ReadOptions {
  readonly protocol: Pick<Protocol, 'ErrorCodes' | 'StreamMessageReader'>
  readonly channel: Pick<Channel, 'input'>
  readonly writer: MessageWriter
  /** Takes a line about each fault. */
  readonly log: (line: string) => void
}

/** So many bytes are kept of a message that is not whole: the largest source, each of its characters escaped, has fewer. */
const longestMessage = 128 * 2 ** 20

/** Whether an error of reading is one of more than a text that is no JSON: where a message begins is not known any more. */
export function isLost(error: Error): boolean {
  return !(error instanceof SyntaxError)
}

/**
 * Reads the messages of a client. One that is malformed is answered by an error of the protocol where it can be, and logged, and the
 * next one is read.
 */
export function readMessages({ protocol, channel, writer, log }: ReadOptions): MessageReader {
  const { ErrorCodes, StreamMessageReader } = protocol
  const reader = new StreamMessageReader(channel.input)
  // Its timer, which says that a message is late, would keep the process for good where an editor goes in the middle of one.
  reader.partialMessageTimeout = 0
  let waiting = 0
  const refuse = (code: number, { problem, id }: Pick<MessageFault, 'problem' | 'id'>): void => {
    log(`A message of the editor is malformed: ${problem}`)
    if (id === undefined) return
    const response = { jsonrpc: '2.0', id, error: { code, message: problem } }
    // Where nobody reads any more, the server ends.
    writer.write(response as Message).catch(() => undefined)
  }
  reader.onError((error) => {
    const [reason] = error.message.split('\n')
    if (isLost(error)) return log(`The messages of the editor cannot be read any more: ${reason}`)
    waiting = 0
    refuse(ErrorCodes.ParseError, { problem: 'It is no JSON.', id: null })
  })
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (take) => {
      const listening = reader.listen((message) => {
        waiting = 0
        const fault = faultOfMessage(message)
        if (fault === undefined) take(message)
        else refuse(ErrorCodes[fault.kind], fault)
      })
      // The reader keeps what it has of a message, however long that says to be.
      channel.input.on('data', ({ length }: Buffer) => {
        waiting += length
        if (waiting <= longestMessage) return
        waiting = Number.NEGATIVE_INFINITY
        channel.input.emit('error', new Error('One has more than 128 MiB.'))
      })
      return listening
    },
  }
}

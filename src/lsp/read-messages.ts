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
  const refuse = (code: number, { problem, id }: Pick<MessageFault, 'problem' | 'id'>): void => {
    log(`A message of the editor is malformed: ${problem}`)
    if (id === undefined) return
    const response = { jsonrpc: '2.0', id, error: { code, message: problem } }
    // Where nobody reads any more, the server ends.
    writer.write(response as Message).catch(() => undefined)
  }
  reader.onError((error) => {
    const [reason] = error.message.split('\n')
    if (isLost(error)) log(`The messages of the editor cannot be read any more: ${reason}`)
    else refuse(ErrorCodes.ParseError, { problem: 'It is no JSON.', id: null })
  })
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (take) =>
      reader.listen((message) => {
        const fault = faultOfMessage(message)
        if (fault === undefined) take(message)
        else refuse(ErrorCodes[fault.kind], fault)
      }),
  }
}

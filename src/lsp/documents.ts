import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Protocol } from './load-protocol.ts'

type ContentChanges = Parameters<typeof TextDocument.update>[1]

/** A document that an editor shows. */
export interface OpenDocument {
  readonly uri: string
  /** Absolute, its directory free of links. */
  readonly path: string
  readonly document: TextDocument
}

/** The documents that an editor shows, by their paths. */
export interface Documents {
  readonly texts: ReadonlyMap<string, string>
  readonly at: (path: string) => OpenDocument | undefined
  readonly all: () => readonly OpenDocument[]
  readonly open: (
    path: string,
    item: { uri: string; languageId: string; version: number; text: string },
  ) => void
  readonly change: (path: string, version: number, changes: ContentChanges) => void
  readonly close: (path: string) => void
}

/** Keeps the documents of an editor; changes are parts of their text. */
export function createDocuments({ TextDocument }: Pick<Protocol, 'TextDocument'>): Documents {
  const open = new Map<string, OpenDocument>()
  const texts = new Map<string, string>()
  return {
    texts,
    at: (path) => open.get(path),
    all: () => [...open.values()],
    open: (path, { uri, languageId, version, text }) => {
      open.set(path, { uri, path, document: TextDocument.create(uri, languageId, version, text) })
      texts.set(path, wellFormed(text))
    },
    change: (path, version, changes) => {
      const known = open.get(path)
      if (known === undefined) return
      const document = TextDocument.update(known.document, changes, version)
      open.set(path, { ...known, document })
      texts.set(path, wellFormed(document.getText()))
    },
    close: (path) => {
      open.delete(path)
      texts.delete(path)
    },
  }
}

/** A text as a file would hold it: a half of a character, which no file can have, is U+FFFD, and offsets stay. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd')
}

import { inflateSync } from 'node:zlib'
import { no } from '#kernel/verdict.ts'

/** The kinds of file that people send as proof: what every office can make and every reader can open. */
export const DOCUMENT_TYPES = ['pdf', 'jpeg', 'png', 'webp'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

export const MEDIA_TYPE: Record<DocumentType, string> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** The first bytes of each kind; in WebP the size stands between. Four rows of our own are less to trust than a library of hundreds. */
const BEGINNING: Record<DocumentType, RegExp> = {
  pdf: /^(?:\u00ef\u00bb\u00bf)?\s{0,8}%PDF-\d/,
  jpeg: /^\u00ff\u00d8\u00ff/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the signature of PNG is made of them
  png: /^\u0089PNG\r\n\u001a\n.{4}IHDR/s,
  webp: /^RIFF.{4}WEBP/s,
}

export type Checked =
  | { ok: true; type: DocumentType }
  | ReturnType<
      typeof no<
        | 'document-empty'
        | 'document-heavy'
        | 'document-unknown'
        | 'document-broken'
        | 'document-locked'
        | 'document-active'
      >
    >

/**
 * What a file is by its content, whatever it is called; or why it cannot be taken. Danger: files from outside are opened by staff. A
 * program, an empty file, half a file and a PDF that does something when it is opened stay outside. The reasons are worded in `web`.
 */
export function checkDocument(
  bytes: Uint8Array,
  { types, maxBytes }: { types: readonly DocumentType[]; maxBytes: number },
): Checked {
  if (bytes.byteLength === 0) return no('document-empty')
  if (bytes.byteLength > maxBytes) return no('document-heavy', { max: megabytes(maxBytes) })
  const beginning = latin(bytes.subarray(0, 64))
  const type = types.find((one) => BEGINNING[one].test(beginning))
  if (!type) return no('document-unknown')
  return type === 'pdf' ? checkPdf(latin(bytes)) : { ok: true, type }
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`
const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Names under which a PDF runs something (ISO 32000-2, 12.6.4: launch and ECMAScript actions). */
const ACTIVE = /\/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])/
const LOCKED = /\/Encrypt(?![A-Za-z0-9])/
const ENDING = 4096

function checkPdf(text: string): Checked {
  if (!text.slice(-ENDING).includes('%%EOF')) return no('document-broken')
  const structure = structureOf(text)
  if (structure === null) return no('document-broken')
  // What is locked cannot be looked into, and a clerk without its password cannot read it.
  if (LOCKED.test(structure)) return no('document-locked')
  return ACTIVE.test(structure) ? no('document-active') : { ok: true, type: 'pdf' }
}

/** Unpacked object streams may weigh so much together: a small file that unpacks to more is a bomb. */
const MOST_UNPACKED = 32 * 1024 * 1024

/** A PDF without the contents of its streams, but with the objects that are packed in some of them; null where they are no PDF's. */
function structureOf(text: string): string | null {
  const parts: string[] = []
  let room = MOST_UNPACKED
  let at = 0
  for (;;) {
    const stream = findStream(text, at)
    if (!stream) break
    const head = text.slice(at, stream.head)
    parts.push(head)
    if (/\/ObjStm/.test(plainNames(head.slice(-1000)))) {
      const packed = unpack(text.slice(stream.from, stream.until), room)
      if (packed === null) return null
      room -= packed.length
      parts.push(packed)
    }
    at = stream.until
  }
  parts.push(text.slice(at))
  return plainNames(parts.join('\n'))
}

function findStream(text: string, from: number): { head: number; from: number; until: number } | null {
  const KEYWORD = /(?<!end)stream\r?\n/g
  KEYWORD.lastIndex = from
  const found = KEYWORD.exec(text)
  if (!found) return null
  const until = text.indexOf('endstream', KEYWORD.lastIndex)
  return until < 0 ? null : { head: found.index, from: KEYWORD.lastIndex, until }
}

/** Objects are packed by Flate in every PDF that is met; what is packed otherwise is looked over as it is. */
function unpack(packed: string, room: number): string | null {
  const bytes = Buffer.from(packed, 'latin1')
  if ((bytes[0] ?? 0) % 16 !== 8) return packed
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, room) }).toString('latin1')
  } catch {
    return null
  }
}

/** Names may be written with escapes: /J#61vaScript is /JavaScript. */
const plainNames = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

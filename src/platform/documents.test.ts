import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { checkDocument, DOCUMENT_TYPES } from './documents.ts'

const rule = { types: DOCUMENT_TYPES, maxBytes: 10 * 1024 * 1024 }
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const pdf = (objects: string) => bytesOf(`%PDF-1.7\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`)
const packed = (objects: string) =>
  `5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >> stream\n${deflateSync(objects).toString('latin1')}\nendstream endobj`
const reasonOf = (bytes: Uint8Array, over = {}) => {
  const checked = checkDocument(bytes, { ...rule, ...over })
  return checked.ok ? checked.type : checked.reason
}

test('a file is what its content says, whatever it is called', async () => {
  const red = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c33' } })
  expect(reasonOf(await red.clone().jpeg().toBuffer())).toBe('jpeg')
  expect(reasonOf(await red.clone().png().toBuffer())).toBe('png')
  expect(reasonOf(await red.clone().webp().toBuffer())).toBe('webp')
  expect(reasonOf(pdf('1 0 obj << /Type /Catalog >> endobj'))).toBe('pdf')
  expect(reasonOf(bytesOf('\u00ef\u00bb\u00bf%PDF-1.4\n%%EOF'))).toBe('pdf')
})

test('a program, a page, a drawing with script and a sheet are no documents, even with a PDF hidden further in', () => {
  for (const other of [
    'MZ\u0090\u0000 a program',
    '\u007fELF',
    '#!/bin/sh\nrm -rf /',
    '<!doctype html><script>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    'PK\u0003\u0004 a sheet',
    'GIF89a',
    'MZ\u0090\u0000%PDF-1.7\n%%EOF',
  ])
    expect(reasonOf(bytesOf(other)), other).toBe('document-unknown')
})

test('what is not asked for is not taken', () => {
  expect(reasonOf(pdf(''), { types: ['jpeg'] })).toBe('document-unknown')
})

test('an empty file, one too heavy and half a PDF say so', () => {
  expect(reasonOf(new Uint8Array())).toBe('document-empty')
  expect(reasonOf(pdf(''), { maxBytes: 20 })).toBe('document-heavy')
  expect(reasonOf(bytesOf('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj'))).toBe('document-broken')
})

test('a PDF that runs something when it is opened is refused, plain, escaped or packed away', () => {
  for (const action of [
    '1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj',
    '1 0 obj << /OpenAction << /S /J#61va#53cript >> >> endobj',
    '1 0 obj << /AA << /O << /S /Launch /F (calc.exe) >> >> >> endobj',
    packed('1 0 << /S /JavaScript /JS (app.alert(1)) >>'),
  ])
    expect(reasonOf(pdf(action)), action.slice(0, 40)).toBe('document-active')
})

test('words that only look like it are no action: a name that goes on, the inside of a picture', () => {
  expect(reasonOf(pdf('1 0 obj << /JSONata 1 /Launcher 2 /OpenAction [3 0 R /Fit] >> endobj'))).toBe('pdf')
  expect(reasonOf(pdf('2 0 obj << /Length 20 >> stream\n\u0001/JS \u0002 /Launch \nendstream endobj'))).toBe('pdf')
  expect(reasonOf(pdf(packed('1 0 << /Type /Catalog /Pages 2 0 R >>')))).toBe('pdf')
})

test('a locked PDF is refused, as neither we nor a clerk can look into it', () => {
  expect(reasonOf(pdf('9 0 obj << /Encrypt 8 0 R >> endobj'))).toBe('document-locked')
})

test('a small PDF that unpacks to more than it should is refused and does not fill the memory', () => {
  expect(reasonOf(pdf(packed(' '.repeat(64 * 1024 * 1024))))).toBe('document-broken')
})

test('whatever the bytes are, there is an answer', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('', '%PDF-1.7\nstream\n', 'RIFF'),
      (bytes, begin) => {
        const text = begin + Buffer.from(bytes).toString('latin1')
        expect(typeof reasonOf(bytesOf(text))).toBe('string')
        expect(typeof reasonOf(bytesOf(`%PDF-1.7 ${text} /ObjStm stream\n${text}endstream %%EOF`))).toBe('string')
      },
    ),
  )
})

import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import type { Delimiter } from './csv-read.ts'
import { LIMITS } from './limits.ts'
import { badRows, readSheet, type Shape, withProblems } from './read.ts'
import { streamCsv, streamXlsx } from './write.ts'

const line = z.object({
  name: z.string().min(1, 'web.required'),
  area: z.string().regex(/^\d*$/, 'web.not-understood'),
  from: z.string(),
})
const shape: Shape<z.output<typeof line>> = {
  columns: [
    { key: 'name', names: ['Name', '名称', 'Nom', 'Nombre', 'Название', 'الاسم'], required: true },
    { key: 'area', names: ['Area', '面积', 'Surface', 'Superficie', 'Площадь', 'المساحة'], required: true },
    { key: 'from', names: ['From', '自', 'Du', 'Desde', 'С', 'من'], required: false },
  ],
  row: line,
}

const bytes = (text: string) => new TextEncoder().encode(text)
const gather = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer())
const rowsOf = async (file: Uint8Array) => (await readSheet(file, shape)).rows.map((one) => one.row)
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (!(error instanceof Refusal)) throw new Error(`not a refusal: ${error}`)
  return error.code
}
const COFFEE = { name: 'Café “Timor”, Ltd', area: '18', from: '2023-11-05' }

/** A workbook of hand-written parts. */
function workbook(sheet: string, more: Record<string, string | Uint8Array> = {}, lie?: number): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="First" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  }
  return zipOf(parts, lie)
}

function zipOf(parts: Record<string, string | Uint8Array>, lie?: number): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt16LE(name.length, 26)
    local.push(head, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(lie ?? plain.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...local, directory, end]))
}
const inline = (...cells: string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
const HEADING = inline('Name', 'Area', 'From')

describe('a CSV file', () => {
  test.each([',', ';', '\t'] as Delimiter[])('parted by %j is read, and says so', async (delimiter) => {
    const file = `${['Name', 'Area', 'From'].join(delimiter)}\r\n"Café “Timor”, Ltd"${delimiter}18${delimiter}2023-11-05\r\n`
    const reading = await readSheet(bytes(file), shape)
    expect(reading.rows).toEqual([{ line: 2, row: COFFEE }])
    expect(reading.how).toEqual({ kind: 'csv', encoding: 'UTF-8', delimiter })
  })

  test.each([
    ['en', 'Name,Area,From'],
    ['zh', '名称，必填*;面积（m²）;自'.replace('，必填', '')],
    ['fr', 'NOM;surface (m²);du'],
    ['es', 'Nombre;Superficie;Desde'],
    ['ru', 'название;Площадь;С'],
    ['ar', 'الاسم;المساحة;من'],
    ['codes', 'from,area,name'.split(',').reverse().join(',')],
  ])('knows its columns by name: %s', async (_, heading) => {
    const sign = heading.includes(';') ? ';' : ','
    expect(await rowsOf(bytes(`${heading}\n${['A', '9', ''].join(sign)}\n`))).toEqual([
      { name: 'A', area: '9', from: '' },
    ])
  })

  test('may have its columns in any order, a title above them, empty lines, and columns nobody reads, which are told', async () => {
    const reading = await readSheet(bytes('Exhibitors of hall 5\n\nArea,Colour,Name\n9,red,A\n\n12,,B\n'), shape)
    expect(reading.rows).toEqual([
      { line: 4, row: { name: 'A', area: '9', from: '' } },
      { line: 6, row: { name: 'B', area: '12', from: '' } },
    ])
    expect(reading.unread).toEqual(['Colour'])
  })

  test('without a column that is needed, or with one twice, is refused by its name', async () => {
    await expect(readSheet(bytes('Name,From\nA,\n'), shape)).rejects.toMatchObject({
      code: 'sheets.missing-columns',
      details: { columns: 'Area' },
    })
    await expect(readSheet(bytes('Name,Area,Nom\nA,1,B\n'), shape)).rejects.toMatchObject({
      code: 'sheets.columns-twice',
      details: { columns: 'Name' },
    })
  })

  test('tells every problem with its line, column and value, and keeps the good rows', async () => {
    const reading = await readSheet(bytes('Name,Area\nA,9\n,x\n"B\nC",many\nD,1,too,much\nE,5\n'), shape)
    expect(reading.rows.map((one) => [one.line, one.row.name])).toEqual([
      [2, 'A'],
      [7, 'E'],
    ])
    expect(reading.problems.map(({ line, column, value, code }) => [line, column, value, code])).toEqual([
      [3, 'name', '', 'web.required'],
      [3, 'area', 'x', 'web.not-understood'],
      [4, 'area', 'many', 'web.not-understood'],
      [6, null, 'too', 'sheets.beyond-columns'],
    ])
  })

  test('with a row twice keeps the first and says which', async () => {
    const once = { ...shape, once: (row: { name: string }) => row.name }
    const reading = await readSheet(bytes('Name,Area\nA,9\nA,8\n'), once)
    expect(reading.rows).toHaveLength(1)
    expect(reading.problems).toMatchObject([{ line: 3, code: 'sheets.row-twice', details: { line: 2 } }])
  })

  test('whose quote never ends is refused with the line it stands on', async () => {
    await expect(readSheet(bytes('Name,Area\nA,9\n"B,9\nC,9\n'), shape)).rejects.toMatchObject({
      code: 'sheets.open-quote',
      details: { line: 3 },
    })
  })

  test('in which a spreadsheet has cut a long number short says so', async () => {
    const reading = await readSheet(bytes('Name,Area\n1.10101E+17,9\n'), shape)
    expect(reading.problems).toMatchObject([{ column: 'name', value: '1.10101E+17', code: 'sheets.rounded' }])
  })

  test('with nothing in it but a heading, or nothing at all, is told so', async () => {
    expect(await refusalOf(readSheet(bytes('Name,Area\n'), shape))).toBe('sheets.no-rows')
    expect(await refusalOf(readSheet(bytes(''), shape))).toBe('sheets.no-rows')
  })

  test('that is something else is refused', async () => {
    const pdf = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a, 0x00, 0xff])
    expect(await refusalOf(readSheet(pdf, shape))).toBe('sheets.not-a-sheet')
    expect(await refusalOf(readSheet(bytes('<html><table><tr><td>Name'), shape))).toBe('sheets.not-a-sheet')
    expect(await refusalOf(readSheet(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), shape))).toBe('sheets.locked')
    expect(await refusalOf(readSheet(zipOf({ 'word/document.xml': '<w/>' }), shape))).toBe('sheets.not-a-workbook')
  })
})

describe('the encoding of a CSV file', () => {
  const TEXTS = {
    'Windows-1252': 'Name;Area\nCafé de Flore, Société Générale;18\nMüller & Söhne GmbH;9\nPeña Nieto, año «dos»;12\n',
    'Windows-1251':
      'Название;Площадь\nОбщество с ограниченной ответственностью «Ромашка»;18\nКофе Тимор;9\nООО «ЕвроХим»;8\n',
    'Windows-1256': 'الاسم;المساحة\nالجمعية التعاونية للبن في تيمور الشرقية;18\nشركة الخليج للتجارة، المحدودة;9\n',
    GB18030: '名称;面积\n东帝汶咖啡合作社;18\n中国国际进口博览局（上海）;9\n',
  } as const
  /** The encoders that the platform lacks: each byte, or pair, is tried for the letter that it is read as. */
  const encode = (text: string, label: string) => {
    const table = new Map<string, number[]>()
    const decoder = new TextDecoder(label)
    for (let a = 0; a < 256; a++) {
      const one = decoder.decode(Uint8Array.of(a))
      if (one !== '\ufffd') table.set(one, [a])
      if (label === 'gb18030' && a > 0x80)
        for (let b = 0x40; b < 255; b++) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b])
    }
    return Uint8Array.from([...text].flatMap((letter) => table.get(letter) ?? [63]))
  }

  test.each(Object.entries(TEXTS))('%s is known by how it reads', async (encoding, text) => {
    const reading = await readSheet(encode(text, encoding.toLowerCase()), shape)
    expect(reading.how).toMatchObject({ encoding })
    expect([...reading.cells.values()].map((cells) => cells.join(';'))).toEqual(text.trim().split('\n').slice(1))
  })

  test('UTF-16 and UTF-8 say what they are', async () => {
    const text = 'Name\tArea\n东帝汶咖啡\t9\n'
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect((await readSheet(new Uint8Array(little), shape)).how).toMatchObject({ encoding: 'UTF-16', delimiter: '\t' })
    expect((await readSheet(new Uint8Array(little.swap16()), shape)).rows[0]?.row.name).toBe('东帝汶咖啡')
    expect((await readSheet(bytes(`\ufeff${text}`), shape)).rows[0]?.row.name).toBe('东帝汶咖啡')
  })

  test('that nobody can be sure of is refused, and asked for as UTF-8', async () => {
    expect(
      await refusalOf(
        readSheet(Uint8Array.from([...bytes('Name,Area\n'), 0xc3, 0x28, 0xe1, 0x81, 0xff, 0x2c, 0x39]), shape),
      ),
    ).toBe('sheets.unknown-encoding')
    expect(await refusalOf(readSheet(Uint8Array.from([0xef, 0xbb, 0xbf, 0xff, 0xfe]), shape))).toBe(
      'sheets.unknown-encoding',
    )
  })
})

describe('a workbook', () => {
  test('is read as its reader sees it', async () => {
    const strings =
      '<sst><si><t>Name</t></si><si><r><t>Kaffee </t></r><r><t xml:space="preserve">&amp; Tee</t></r><rPh><t>reading</t></rPh></si></sst>'
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>'
    const sheet = `<x:worksheet xmlns:x="y"><x:sheetData><x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="B3" t="str"><x:v>Area</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t>From</x:t></x:is></x:c></x:row>
      <x:row r="7"><x:c r="A7" t="s"><x:v>1</x:v></x:c><x:c r="B7"><x:f>9*2</x:f><x:v>18.000000000000004</x:v></x:c><x:c r="D7" s="1"><x:v>45235</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const reading = await readSheet(
      workbook(sheet, { 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles }),
      shape,
    )
    expect(reading.how).toEqual({ kind: 'xlsx', sheet: 'First', others: 0 })
    expect(reading.rows).toEqual([{ line: 7, row: { name: 'Kaffee & Tee', area: '18', from: '2023-11-05' } }])
  })

  test('says where a number has lost its end and where a formula failed', async () => {
    const sheet = `<sheetData>${HEADING}<row><c><v>110101199003078888</v></c><c t="e"><v>#N/A</v></c></row></sheetData>`
    expect((await readSheet(workbook(sheet), shape)).problems.map(({ column, code }) => [column, code])).toEqual([
      ['name', 'sheets.rounded'],
      ['area', 'sheets.formula-failed'],
    ])
  })

  test('whose first sheet is hidden is read from the next', async () => {
    const file = workbook(`<sheetData>${inline('Name', 'Area')}${inline('A', '9')}</sheetData>`, {
      'xl/workbook.xml':
        '<workbook><sheets><sheet name="Lists" state="hidden" r:id="rId2"/><sheet name="Seen" r:id="rId1"/><sheet name="More" r:id="rId1"/></sheets></workbook>',
    })
    expect((await readSheet(file, shape)).how).toEqual({ kind: 'xlsx', sheet: 'Seen', others: 1 })
  })

  test('with a password is refused', async () => {
    const file = workbook(`<sheetData>${HEADING}</sheetData>`)
    const at = Buffer.from(file).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    file[at + 8] = 1
    expect(await refusalOf(readSheet(file, shape))).toBe('sheets.locked')
  })
})

describe('what is written', () => {
  const HOSTILE = [
    '=1+1',
    '+cmd',
    '-2+3',
    '@x',
    '\tx',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
    "''=1",
    "'tis",
    '-5',
    '+5',
    ' lead',
    'a"b',
    'a\nb',
    'a;b',
    '_x000D_',
    '<b>&',
    '\u0007',
    '0012',
    '١٢',
    '𠮷',
    '',
  ]
  const texts = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const tables = fc.array(fc.record({ name: texts, area: texts, from: texts }), { minLength: 1, maxLength: 12 })
  const any: Shape<{ name: string; area: string; from: string }> = {
    ...shape,
    row: z.object({ name: z.string(), area: z.string(), from: z.string() }),
  }
  /** Lone surrogates are no text, and a row of nothing is no row. */
  const whole = (rows: { name: string; area: string; from: string }[]) =>
    rows.map(
      (row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, text]) => [key, text.toWellFormed()]),
        ) as (typeof rows)[number],
    )
  const isSaid = (row: object) => Object.values(row).some((text: string) => text.trim() !== '')

  test('as CSV is read back to the letter, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const said = whole(rows)
          .map((row) => ({ ...row, name: row.name.replace(/[\0]/g, '') }))
          .filter((row) => isSaid(row) && !/\0/.test(Object.values(row).join('')))
        fc.pre(said.length > 0)
        const reading = await readSheet(await gather(streamCsv(said)), any)
        expect(reading.rows.map((one) => one.row)).toEqual(said)
      }),
      { numRuns: 300 },
    )
  })

  test('as a workbook is read back to the letter, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const said = whole(rows).filter(isSaid)
        fc.pre(said.length > 0)
        const reading = await readSheet(await gather(streamXlsx(said, { name: 'x' })), any)
        expect(reading.rows.map((one) => one.row)).toEqual(said)
      }),
      { numRuns: 300 },
    )
  })

  test('nothing that a spreadsheet would compute leaves the house as a formula', async () => {
    const text = new TextDecoder().decode(await gather(streamCsv(HOSTILE.map((name) => ({ name })))))
    for (const cell of text
      .split('\r\n')
      .map((one) => one.replace(/^"/, ''))
      .slice(1))
      expect(/^[=+\-@\t＝＋－＠]/.test(cell) && !/^-?\d+$/.test(cell), cell).toBe(false)
  })

  test('a workbook goes on on a next sheet where one is full, and begins with its heading', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({ name: `n${index}`, area: index }))
    const file = await gather(streamXlsx(rows, { name: 'A/B*C', most: 4 }))
    const reading = await readSheet(file, shape)
    expect(reading.how).toEqual({ kind: 'xlsx', sheet: 'A B C', others: 2 })
    expect(reading.rows.map((one) => one.row.name)).toEqual(['n0', 'n1', 'n2'])
  })

  test('the same rows make the same bytes', async () => {
    const file = () => gather(streamXlsx([COFFEE], { name: 'x', rtl: true }))
    expect(Buffer.compare(await file(), await file())).toBe(0)
  })

  test('an empty list has its columns all the same', async () => {
    expect(new TextDecoder().decode(await gather(streamCsv([], ['a', 'b'])))).toBe('a,b\r\n')
    expect((await gather(streamXlsx([], { name: 'x', columns: ['a', 'b'] }))).length).toBeGreaterThan(500)
  })

  test('rows that fail on the way end the file in an error, not in silence', async () => {
    const failing = (async function* () {
      yield { name: 'A' }
      throw new Error('the database went away')
    })()
    await expect(gather(streamXlsx(failing, { name: 'x' }))).rejects.toThrow('went away')
  })
})

test('bad rows come back exactly, with line, column and reason, and can be sent again as they are', async () => {
  const titles = { line: 'Rialto: line', column: 'Rialto: column', reason: 'Rialto: reason' }
  const say = ({ column, code }: { column: string | null; code: string }) => ({ column: column ?? '', reason: code })
  const reading = await readSheet(bytes('Name;Colour;Area\nA;red;9\n;"b;lue";x\n=B;;5\n'), shape)
  const more = withProblems(reading, [{ line: 4, column: 'name', code: 'web.choose-one', details: {} }])
  expect(more.rows.map((one) => one.line)).toEqual([2])
  const { columns, rows } = badRows(more, titles, say)
  expect(rows.map((row) => columns.map((column) => row[column]))).toEqual([
    [3, 'name; area', 'web.required web.not-understood', '', 'b;lue', 'x'],
    [4, 'name', 'web.choose-one', '=B', '', '5'],
  ])
  for (const file of [await gather(streamCsv(rows, columns)), await gather(streamXlsx(rows, { name: 'x', columns }))]) {
    const again = await readSheet(file, shape)
    expect(again.unread).toEqual(['Colour'])
    expect(again.rows).toEqual([{ line: 3, row: { name: '=B', area: '5', from: '' } }])
    expect(badRows(again, titles, say).columns).toEqual([...Object.values(titles), 'Name', 'Colour', 'Area'])
  }
})

test('what stood beyond the columns comes back too', async () => {
  const reading = await readSheet(bytes('Name,Area\nA,9,more,and more\n,1\n'), shape)
  const { columns, rows } = badRows(reading, { line: 'l', column: 'c', reason: 'r' }, () => ({
    column: '',
    reason: '',
  }))
  expect(columns).toEqual(['l', 'c', 'r', 'Name', 'Area', '(3)', '(4)'])
  expect(rows[0]).toMatchObject({ '(3)': 'more', '(4)': 'and more' })
})

describe('what is meant to do harm', () => {
  /** Work done, not time passed: other tests run beside this one. */
  const secondsSince = (begun: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1_000_000
  }
  const quickly = async (work: () => Promise<unknown>) => {
    const begun = process.cpuUsage()
    const code = await refusalOf(work())
    expect(secondsSince(begun)).toBeLessThan(2)
    return code
  }

  test('a bomb is refused, by what it says of itself and by what it is', async () => {
    const bomb = `<sheetData>${HEADING}${' '.repeat(LIMITS.unpacked)}</sheetData>`
    expect(await quickly(() => readSheet(workbook(bomb), shape))).toBe('sheets.too-large-inside')
    expect(await quickly(() => readSheet(workbook(bomb, {}, 1_000), shape))).toBe('sheets.too-large-inside')
    const small = `<sheetData>${HEADING}</sheetData>`
    expect(await quickly(() => readSheet(workbook(small, {}, LIMITS.unpacked + 1), shape))).toBe(
      'sheets.too-large-inside',
    )
    const inStrings = { 'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(LIMITS.unpacked + 1)}</t></si></sst>` }
    expect(await quickly(() => readSheet(workbook(`<sheetData>${HEADING}</sheetData>`, inStrings, 1_000), shape))).toBe(
      'sheets.too-large-inside',
    )
  })

  test('a billion laughs are not laughed', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><sheetData>${HEADING}</sheetData>`
    expect(await quickly(() => readSheet(workbook(laughs), shape))).toBe('sheets.damaged')
  })

  test.each([
    ['a million rows', `<sheetData>${HEADING}${inline('A', '9').repeat(200_000)}</sheetData>`, 'sheets.too-many-rows'],
    ['a million shared words', '', 'sheets.too-many-cells'],
    [
      'a hundred thousand columns',
      `<sheetData><row>${'<c t="str"><v>x</v></c>'.repeat(100_000)}</row></sheetData>`,
      'sheets.too-many-columns',
    ],
    [
      'a cell beyond all columns',
      `<sheetData>${HEADING}<row><c r="ZZZZZZZZZZZZZ9"><v>1</v></c></row></sheetData>`,
      'sheets.too-many-columns',
    ],
    ['a tag without end', `<sheetData><row a="${'x'.repeat(3_000_000)}`, 'sheets.damaged'],
    ['a tag of quotes', `<sheetData><row a="${'>'.repeat(60_000_000)}`, 'sheets.damaged'],
  ])('%s', async (what, sheet, code) => {
    const more = what.includes('words')
      ? { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(500_000)}</sst>` }
      : {}
    expect(await quickly(() => readSheet(workbook(sheet, more), shape))).toBe(code)
  })

  test('as CSV: a hundred thousand columns, a million rows, one endless cell', async () => {
    expect(await quickly(() => readSheet(bytes(`Name,Area${',x'.repeat(100_000)}\n`), shape))).toBe(
      'sheets.too-many-columns',
    )
    expect(await quickly(() => readSheet(bytes(`Name,Area\n${'a,1\n'.repeat(1_000_000)}`), shape))).toBe(
      'sheets.too-many-rows',
    )
    expect(await quickly(() => readSheet(bytes(`Name,Area\n"${'a""'.repeat(3_000_000)}`), shape))).toBe(
      'sheets.open-quote',
    )
    const reading = await readSheet(bytes(`Name,Area\n${'a'.repeat(5_000_000)},1\nB,2\n`), shape)
    expect(reading.problems).toMatchObject([{ line: 2, column: 'name', code: 'sheets.long-cell' }])
    expect(reading.rows).toHaveLength(1)
  })

  test('the largest that is allowed is read in two seconds, and others are served meanwhile', async () => {
    const rows = Array.from({ length: LIMITS.rows }, (_, index) => ({
      name: `Company ${index} & Söhne`,
      area: index,
      ...Object.fromEntries(Array.from({ length: 17 }, (_, column) => [`c${column}`, `cell ${column}`])),
    }))
    for (const file of [await gather(streamXlsx(rows, { name: 'x' })), await gather(streamCsv(rows))]) {
      let turns = 0
      const watch = setInterval(() => {
        turns += 1
      }, 1)
      const begun = process.cpuUsage()
      const reading = await readSheet(file, shape)
      clearInterval(watch)
      expect(reading.rows).toHaveLength(LIMITS.rows)
      expect(secondsSince(begun)).toBeLessThan(2)
      expect(turns).toBeGreaterThan(10)
    }
  })

  test('whatever bytes come, a refusal is all that is thrown', async () => {
    const sound = workbook(`<sheetData>${HEADING}${inline('A', '9')}</sheetData>`)
    const mangled = fc
      .tuple(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 20 }), fc.nat(sound.length))
      .map(([changes, length]) => {
        const copy = sound.slice()
        for (const [at, byte] of changes) copy[at] = byte
        return copy.subarray(0, length)
      })
    const alike = fc.uint8Array({ maxLength: 2_000 }).map((noise) => Uint8Array.from([0x50, 0x4b, 3, 4, ...noise]))
    const csv = fc
      .string({
        unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', 'Name', 'Area', '=', '\u0000', 'é'),
        maxLength: 200,
      })
      .map(bytes)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), mangled, alike, csv), async (file) => {
        await readSheet(file, shape).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
        })
      }),
      { numRuns: 1_500 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currency } from '#kernel/currency.ts'
import { decimalOf } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readCamt } from './camt.ts'
import { amountIn, dayIn, glanceAt, readBankSheet } from './sheet.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const usd = { currency: currency('USD'), account: 'NL00BANK' }

const entry = (inside: string, over = '') => `<Ntry><Amt Ccy="USD">1500.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>${over}
  <Sts>BOOK</Sts><BookgDt><Dt>2023-06-12</Dt></BookgDt><AcctSvcrRef>B-77</AcctSvcrRef>${inside}</Ntry>`
const details = (inside: string) => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`
const camt = (entries: string, version = '02') => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
<Stmt><Id>S-1</Id><Acct><Id><IBAN>NL00 BANK 0001</IBAN></Id><Ccy>USD</Ccy></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

describe('camt.053', () => {
  test('says who paid what when, with what words and which reference', async () => {
    const inside = details(`<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
      <RltdPties><Dbtr><Nm>Timor Coffee &amp; Co</Nm></Dbtr></RltdPties>
      <RmtInf><Ustrd>Deposit booth</Ustrd><Ustrd>A07</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>`)
    const read = await readCamt(bytes(camt(entry(inside))))
    expect(read).toMatchObject({ account: 'NL00BANK0001', unread: [], pending: 0 })
    expect(read.entries).toEqual([
      {
        bankReference: 'B-77',
        on: '2023-06-12',
        amount: { minor: 150050n, currency: 'USD' },
        payer: 'Timor Coffee & Co',
        text: 'Deposit booth A07',
        reference: 'RF18539007547034',
        reversal: false,
      },
    ])
  })

  test('is read in its newer versions too, with prefixes, and in the encoding that it declares', async () => {
    const inside = details('<RltdPties><Dbtr><Pty><Nm>Müller</Nm></Pty></Dbtr></RltdPties>')
    const newer = camt(entry(inside).replace('<Sts>BOOK</Sts>', '<Sts><Cd>BOOK</Cd></Sts>'), '08')
    expect((await readCamt(bytes(newer))).entries[0]?.payer).toBe('Müller')
    const prefixed = newer.replace(/<(\/?)(?=[A-Z])/g, '<$1ns2:').replace('xmlns=', 'xmlns:ns2=')
    expect((await readCamt(bytes(prefixed))).entries[0]?.payer).toBe('Müller')
    const latin = Buffer.from(newer.replace('UTF-8', 'ISO-8859-1'), 'latin1')
    expect((await readCamt(latin)).entries[0]?.payer).toBe('Müller')
  })

  test('what leaves is below nought, a reversal says so, and what is not booked yet waits for another day', async () => {
    const out = entry('').replace('CRDT', 'DBIT')
    const back = entry('', '<RvslInd>true</RvslInd>').replace('CRDT', 'DBIT').replace('B-77', 'B-78')
    const later = entry('').replace('BOOK</Sts>', 'PDNG</Sts>')
    const read = await readCamt(bytes(camt(out + back + later)))
    expect(read.entries.map((one) => [decimalOf(one.amount), one.reversal])).toEqual([
      ['-1500.50', false],
      ['-1500.50', true],
    ])
    expect(read.pending).toBe(1)
  })

  test('what is taken back under the reference that it came in by is an entry of its own', async () => {
    const back = entry('', '<RvslInd>true</RvslInd>').replace('CRDT', 'DBIT')
    const references = (await readCamt(bytes(camt(entry('') + back)))).entries.map((one) => one.bankReference)
    expect(new Set(references).size).toBe(2)
    const alone = (await readCamt(bytes(camt(back)))).entries.map((one) => one.bankReference)
    expect(alone).toEqual(references.slice(1))
  })

  test('a sum of several payments is taken apart where they add up to it, and left whole where they do not', async () => {
    const part = (
      amount: string,
      name: string,
    ) => `<TxDtls><AmtDtls><TxAmt><Amt Ccy="USD">${amount}</Amt></TxAmt></AmtDtls>
      <RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties></TxDtls>`
    const batch = (a: string, b: string) => camt(entry(`<NtryDtls>${part(a, 'One')}${part(b, 'Two')}</NtryDtls>`))
    const read = await readCamt(bytes(batch('1000.00', '500.50')))
    expect(read.entries.map((one) => [one.bankReference, decimalOf(one.amount), one.payer])).toEqual([
      ['B-77/1', '1000.00', 'One'],
      ['B-77/2', '500.50', 'Two'],
    ])
    const whole = await readCamt(bytes(batch('1000.00', '500.00')))
    expect(whole.entries.map((one) => decimalOf(one.amount))).toEqual(['1500.50'])
  })

  test('an entry without a reference has one of its own making, the same whenever it is read', async () => {
    const bare = entry('').replace('<AcctSvcrRef>B-77</AcctSvcrRef>', '')
    const [first, again] = await Promise.all([readCamt(bytes(camt(bare + bare))), readCamt(bytes(camt(bare + bare)))])
    expect(first.entries).toEqual(again.entries)
    expect(new Set(first.entries.map((one) => one.bankReference)).size).toBe(2)
  })

  test('an entry in no currency, of no amount or of no day is told, and the others are read', async () => {
    const wrong = [
      entry('').replace('Ccy="USD"', 'Ccy="XXX"'),
      entry('').replace('1500.50', '15,50'),
      entry('').replace('1500.50', '1.005'),
      entry('').replace('2023-06-12', '2023-02-30'),
    ]
    const read = await readCamt(bytes(camt(wrong.join('') + entry(''))))
    expect(read.unread).toEqual([
      { at: 1, code: 'fees.entry-without-currency' },
      { at: 2, code: 'fees.entry-without-amount' },
      { at: 3, code: 'fees.entry-without-amount' },
      { at: 4, code: 'fees.entry-without-day' },
    ])
    expect(read.entries).toHaveLength(1)
  })

  test.each([
    [
      'a billion laughs',
      '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Document>&b;</Document>',
      'sheets.damaged',
    ],
    [
      'a file of the machine',
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>',
      'sheets.damaged',
    ],
    ['another message', camt('').replace(/BkToCstmrStmt/g, 'BkToCstmrAcctRpt'), 'fees.not-a-statement'],
    ['half a file', camt(entry('')).slice(0, 400), 'sheets.damaged'],
    ['tags that cross', '<Document><a><b></a></b></Document>', 'sheets.damaged'],
    ['endless depth', '<a>'.repeat(5000), 'sheets.damaged'],
    ['no XML', 'Date;Amount\n', 'fees.not-a-statement'],
  ])('%s is refused', async (_, text, code) => {
    expect(await codeOf(readCamt(bytes(text)))).toBe(code)
  })

  test('ten megabytes of entries are refused or read within bounds, not sat upon', async () => {
    const begun = performance.now()
    expect(await codeOf(readCamt(bytes(camt(entry('').repeat(25_000)))))).toBe('sheets.too-many-rows')
    expect(await codeOf(readCamt(new Uint8Array(11 * 1024 * 1024)))).toBe('sheets.too-heavy')
    expect(performance.now() - begun).toBeLessThan(8_000)
  })

  test('whatever the bytes are, they are read or refused', async () => {
    const base = camt(entry(details('<RltdPties><Dbtr><Nm>X</Nm></Dbtr></RltdPties>')))
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: base.length }), fc.string({ maxLength: 12 }), async (place, junk) => {
        expect(await codeOf(readCamt(bytes(base.slice(0, place) + junk + base.slice(place))))).toMatch(
          /^(read|sheets\.|fees\.)/,
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('a bank’s sheet', () => {
  test('is guessed by what banks write over their columns, in any language', async () => {
    const german =
      'Buchungstag;Betrag;Währung;Verwendungszweck;Auftraggeber\n12.06.2023;1.500,50;USD;RF18 5390 0754 7034;Timor Coffee\n'
    const glance = await glanceAt(bytes(german))
    expect(glance.guess).toMatchObject({
      titles: { day: 'Buchungstag', amount: 'Betrag', currency: 'Währung', payer: 'Auftraggeber', debit: '' },
      days: 'dmy',
      point: ',',
    })
    const read = await readBankSheet(bytes(german), glance.guess, usd)
    expect(read.entries).toMatchObject([{ on: '2023-06-12', amount: { minor: 150050n }, text: 'RF18 5390 0754 7034' }])
    const chinese = await glanceAt(
      bytes('交易日期,贷方发生额,借方发生额,对方户名,摘要,交易流水号\n20230612,"1,500.50",,东帝汶咖啡,展位,778\n'),
    )
    expect(chinese.guess).toMatchObject({
      days: 'ymd',
      point: '.',
      titles: { debit: '借方发生额', 'bank-reference': '交易流水号' },
    })
  })

  test('with a column for what came and one for what left is read from both', async () => {
    const text =
      'Date,Paid in,Paid out,Text\n06/13/2023,10.00,,in\n06/14/2023,,4.00,out\n06/15/2023,,-4.00,out\n06/16/2023,,,none\n'
    const { guess } = await glanceAt(bytes(text))
    expect(guess.days).toBe('mdy')
    const read = await readBankSheet(bytes(text), guess, usd)
    expect(read.entries.map((one) => decimalOf(one.amount))).toEqual(['10.00', '-4.00', '-4.00'])
    expect(read.unread).toEqual([{ at: 5, code: 'fees.entry-without-amount' }])
  })

  test('whose columns are not there any more says which', async () => {
    const { guess } = await glanceAt(bytes('Date,Amount\n2023-06-12,10\n'))
    expect(await codeOf(readBankSheet(bytes('Day,Sum\n2023-06-12,10\n'), guess, usd))).toBe('sheets.missing-columns')
  })

  test.each([
    ['1,234.50', '.', '1234.50'],
    ['1.234,50', ',', '1234.50'],
    ['1 234,5', ',', '1234.50'],
    ['-12.00', '.', '-12.00'],
    ['12.00-', '.', '-12.00'],
    ['(12.00)', '.', '-12.00'],
    ['+12', '.', '12.00'],
    ['USD 12.00', '.', '12.00'],
    ['$12.00', '.', '12.00'],
    ['', '.', '0.00'],
    ['12.345', '.', null],
    ['1.2.3', ',', null],
    ['1,23,456.00', '.', '123456.00'],
    ['twelve', '.', null],
    ['1e5', '.', null],
    ['١٢', '.', null],
  ])('%s with %s is %s', (text, point, decimal) => {
    const amount = amountIn(text, point as '.', currency('USD'))
    expect(amount && decimalOf(amount)).toBe(decimal)
  })

  test.each([
    ['2023-06-12', 'ymd', '2023-06-12'],
    ['20230612', 'dmy', '2023-06-12'],
    ['2023-06-12T10:00:00', 'dmy', '2023-06-12'],
    ['12.06.2023', 'dmy', '2023-06-12'],
    ['6/12/23', 'mdy', '2023-06-12'],
    ['12.06.2023 09:15', 'dmy', '2023-06-12'],
    ['31.02.2023', 'dmy', null],
    ['2023', 'ymd', null],
    ['', 'ymd', null],
  ])('the day %s written %s is %s', (text, order, day) => expect(dayIn(text, order as 'ymd')).toBe(day))
})

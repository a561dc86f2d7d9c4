import { isCurrency } from '#kernel/currency.ts'
import { isDay } from '#kernel/day.ts'
import { fromDecimal, type Money, negate } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { LIMITS, unreadable } from '#platform/sheets/limits.ts'
import { attribute, readXml } from '#platform/sheets/xml.ts'
import { tidy } from '#web/form.ts'
import {
  type BankStatement,
  MOST_ENTRIES,
  type Told,
  tooManyEntries,
  type Unread,
  withReferences,
} from './statement.ts'

/** An element with what stands in it. */
interface Element {
  name: string
  attributes: string
  text: string
  children: Element[]
}

const DEEPEST = 40

/**
 * Reads a bank's statement in camt.053 (ISO 20022), of whatever version: names are taken bare of their namespaces, and what moved between
 * versions is looked for in both places. A document type is refused before it says anything, so no entity of anybody's is ever opened. An
 * entry is forgotten as soon as it has been read, so a file of a day's ten thousand payments needs little memory.
 */
export async function readCamt(bytes: Uint8Array): Promise<BankStatement> {
  if (bytes.length > LIMITS.bytes) throw unreadable('sheets.too-heavy', { max: `${LIMITS.bytes / 1024 / 1024} MB` })
  const statement = { account: '', id: '', told: [] as Told[], unread: [] as Unread[], pending: 0, seen: 0 }
  const stack: Element[] = []
  let found = false
  await readXml(pieces(inUtf8(bytes)), {
    open(name, attributes) {
      if (stack.length >= DEEPEST) throw unreadable('sheets.damaged')
      stack.push({ name, attributes, text: '', children: [] })
      if (name === 'BkToCstmrStmt') found = true
      if (name === 'Stmt') Object.assign(statement, { id: '' })
    },
    text(text) {
      const last = stack.at(-1)
      if (last) last.text += text
    },
    close(name) {
      const closed = stack.pop()
      if (closed?.name !== name) throw unreadable('sheets.damaged')
      const parent = stack.at(-1)
      if (name === 'Id' && parent?.name === 'Stmt') statement.id = closed.text.trim()
      if (name === 'Acct' && parent?.name === 'Stmt') {
        const id = at(closed, 'Id')
        statement.account ||= (textAt(id, 'IBAN') || textAt(at(id, 'Othr'), 'Id')).replace(/\s/g, '')
      }
      if (name !== 'Ntry') return void (parent && KEPT.has(parent.name) && parent.children.push(closed))
      statement.seen += 1
      if (statement.seen > MOST_ENTRIES) throw tooManyEntries()
      readEntry(closed, statement)
    },
  })
  if (!found) throw new Refusal('invalid', 'fees.not-a-statement', {}, 'file')
  if (stack.length > 0) throw unreadable('sheets.damaged')
  const { account, told, unread, pending } = statement
  if (told.length + unread.length > MOST_ENTRIES) throw tooManyEntries()
  return { account: account || null, entries: withReferences(account, told), unread, pending }
}

/** Whatever holds something that is asked for; of everything else the inside is let go. */
const KEPT = new Set(
  `Acct Id Othr Ntry Sts BookgDt ValDt NtryDtls TxDtls Refs AmtDtls TxAmt RltdPties Dbtr Cdtr Pty RmtInf Strd CdtrRefInf`.split(
    ' ',
  ),
)

const at = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child) => child.name === name)
const all = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? []
const textAt = (element: Element | undefined, name: string): string => at(element, name)?.text.trim() ?? ''

interface Gathered {
  id: string
  told: Told[]
  unread: Unread[]
  pending: number
  seen: number
}

function readEntry(entry: Element, into: Gathered): void {
  const state = textAt(at(entry, 'Sts'), 'Cd') || textAt(entry, 'Sts')
  if (state !== '' && state !== 'BOOK') {
    into.pending += 1
    return
  }
  const whole = toldOf(entry, undefined, into.id)
  if (typeof whole === 'string') return void into.unread.push({ at: into.seen, code: whole })
  const details = all(entry, 'NtryDtls').flatMap((one) => all(one, 'TxDtls'))
  const [only] = details
  if (details.length <= 1 || !only) {
    const one = only ? toldOf(entry, only, into.id, whole.amount) : whole
    return void into.told.push(typeof one === 'string' ? whole : one)
  }
  // Many payments booked as one sum: each is an entry of its own, if they say what each amounts to and it comes out.
  const parts = details.map((one) => toldOf(entry, one, into.id))
  const read = parts.filter((one): one is Told => typeof one !== 'string')
  const sum = read.reduce((so, one) => so + one.amount.minor, 0n)
  const right =
    read.length === parts.length &&
    sum === whole.amount.minor &&
    read.every((one) => one.amount.currency === whole.amount.currency)
  if (!right) return void into.told.push(whole)
  into.told.push(
    ...read.map((one, index) => ({ ...one, bankReference: one.bankReference && `${one.bankReference}/${index + 1}` })),
  )
}

/** What an entry says, or one payment in it; or the code of what is wrong with it. */
function toldOf(entry: Element, details: Element | undefined, statementId: string, fixed?: Money): Told | string {
  const from = details ?? entry
  const amount = fixed ?? amountOf(at(from, 'Amt') ?? at(at(at(details, 'AmtDtls'), 'TxAmt'), 'Amt'))
  if (typeof amount === 'string') return amount
  const leaves = (textAt(details, 'CdtDbtInd') || textAt(entry, 'CdtDbtInd')) === 'DBIT'
  const [on = ''] = [at(entry, 'BookgDt'), at(entry, 'ValDt')].flatMap((one) => {
    const day = textAt(one, 'Dt') || textAt(one, 'DtTm').slice(0, 10)
    return isDay(day) ? [day] : []
  })
  if (!isDay(on)) return 'fees.entry-without-day'
  const parties = at(details, 'RltdPties')
  const other = at(parties, leaves ? 'Cdtr' : 'Dbtr')
  const remittance = at(details, 'RmtInf')
  const refs = at(details, 'Refs')
  const numbered = textAt(entry, 'NtryRef')
  const endToEnd = textAt(refs, 'EndToEndId')
  const text = [
    ...all(remittance, 'Ustrd').map((one) => one.text.trim()),
    endToEnd === 'NOTPROVIDED' ? '' : endToEnd,
    textAt(details, 'AddtlTxInf'),
    textAt(entry, 'AddtlNtryInf'),
  ]
  const structured = all(remittance, 'Strd').map((one) => textAt(at(one, 'CdtrRefInf'), 'Ref'))
  return {
    bankReference: clean(
      textAt(refs, 'AcctSvcrRef') || textAt(entry, 'AcctSvcrRef') || (numbered && `${statementId}/${numbered}`),
      120,
    ),
    on,
    amount: leaves && fixed === undefined ? negate(amount) : amount,
    payer: clean(textAt(other, 'Nm') || textAt(at(other, 'Pty'), 'Nm'), 140),
    text: clean(text.filter(Boolean).join(' '), 1000),
    reference: clean(structured.filter(Boolean).join(' '), 200),
    reversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
  }
}

const clean = (text: string, most: number) => tidy(text.replace(/\s+/g, ' ')).slice(0, most)

function amountOf(element: Element | undefined): Money | string {
  const currency = attribute(element?.attributes ?? '', 'Ccy') ?? ''
  if (!isCurrency(currency)) return 'fees.entry-without-currency'
  try {
    const amount = fromDecimal(element?.text.trim() ?? '', currency)
    return amount.minor < 0n ? 'fees.entry-without-amount' : amount
  } catch {
    return 'fees.entry-without-amount'
  }
}

const DECLARED = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]{1,40})["']/i

/** The file in UTF-8: older systems still declare the encoding of their country. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const [, declared = 'utf-8'] = DECLARED.exec(Buffer.from(bytes.subarray(0, 300)).toString('latin1')) ?? []
  if (/^utf-?(8|16)/i.test(declared)) return bytes
  try {
    return new TextEncoder().encode(new TextDecoder(declared).decode(bytes))
  } catch {
    throw unreadable('sheets.unknown-encoding')
  }
}

const PIECE = 64 * 1024

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE)
}

import { z } from 'zod'
import type { Currency } from '#kernel/currency.ts'
import { isCurrency } from '#kernel/currency.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { fromDecimal, type Money, subtract, zero } from '#kernel/money.ts'
import { type Column, readSheet } from '#platform/sheets/read.ts'
import { tidy } from '#web/form.ts'
import type { DayOrder, Field } from '../words.ts'
import { FIELDS } from '../words.ts'
import { type BankStatement, type Told, type Unread, withReferences } from './statement.ts'

/** How a bank writes its sheets: the title over each column that is read, empty where there is none, and its habits. Remembered per bank. */
export interface Mapping {
  titles: Record<Field, string>
  days: DayOrder
  point: '.' | ','
}

/** What banks write over their columns. A guess that a person sees and corrects once. */
const USUAL: Record<Field, string> = {
  day: 'Booking date|Value date|Date|Transaction date|Posting date|Buchungstag|Buchungsdatum|Datum|Date de comptabilisation|Date opération|Fecha|Fecha contable|Fecha operación|Дата|Дата операции|Дата проводки|交易日期|记账日期|日期|交易时间|التاريخ|تاريخ العملية|تاريخ القيد',
  amount:
    'Amount|Credit|Credit amount|Paid in|Betrag|Umsatz|Montant|Crédit|Importe|Haber|Abono|Сумма|Кредит|Поступление|金额|交易金额|贷方发生额|收入金额|收入|贷方金额|المبلغ|دائن',
  debit: 'Debit|Debit amount|Paid out|Soll|Débit|Debe|Cargo|Дебет|Списание|借方发生额|支出金额|支出|借方金额|مدين',
  currency: 'Currency|Ccy|Währung|Devise|Moneda|Divisa|Валюта|币种|货币|العملة',
  payer:
    'Payer|Name|Counterparty|Remitter|Ordering party|From|Auftraggeber|Beguenstigter/Zahlungspflichtiger|Name Zahlungsbeteiligter|Donneur d’ordre|Contrepartie|Ordenante|Плательщик|Контрагент|对方户名|对方名称|付款人名称|付款人|الدافع|اسم المرسل',
  text: 'Text|Description|Details|Remittance information|Narrative|Memo|Purpose|Verwendungszweck|Libellé|Motif|Concepto|Descripción|Назначение платежа|摘要|附言|用途|备注|البيان|الوصف',
  reference:
    'Reference|Creditor reference|Customer reference|Payment reference|Referenz|Référence|Referencia|Основание|参考号|客户参考号|المرجع',
  'bank-reference':
    'Bank reference|Transaction ID|Transaction reference|Entry reference|ID|Bankreferenz|Référence banque|Número de operación|Номер документа|交易流水号|流水号|凭证号|رقم العملية',
}

/** What stands in a bank's sheet, before anybody has said what is what: titles, some rows, and a guess. */
export interface Glance {
  titles: string[]
  rows: string[][]
  guess: Mapping
}

const SHOWN = 5

export async function glanceAt(bytes: Uint8Array): Promise<Glance> {
  const columns = FIELDS.map((key): Column => ({ key, names: USUAL[key].split('|'), required: false }))
  const { header, cells } = await readSheet(bytes, { columns, row: z.record(z.string(), z.string()) })
  const titles = Object.fromEntries(FIELDS.map((field) => [field, header.titles[header.keys.indexOf(field)] ?? '']))
  const rows = [...cells.values()]
  const inColumn = (field: Field) => rows.map((row) => row[header.keys.indexOf(field)] ?? '').filter(Boolean)
  const guess = {
    titles: titles as Record<Field, string>,
    days: orderOf(inColumn('day')),
    point: pointOf([...inColumn('amount'), ...inColumn('debit')]),
  }
  return { titles: header.titles.filter(Boolean), rows: rows.slice(0, SHOWN), guess }
}

function orderOf(days: string[]): DayOrder {
  if (days.some((text) => /^\d{4}/.test(text))) return 'ymd'
  return days.some((text) => Number(/^\d{1,2}\D(\d{1,2})/.exec(text)?.[1] ?? 0) > 12) ? 'mdy' : 'dmy'
}

const pointOf = (amounts: string[]): '.' | ',' => (amounts.some((text) => /,\d{2}\D*$/.test(text)) ? ',' : '.')

/** Reads a bank's sheet as it was said to be; without a column for it, amounts are in the account's currency. */
export async function readBankSheet(
  bytes: Uint8Array,
  mapping: Mapping,
  { currency, account }: { currency: Currency; account: string },
): Promise<BankStatement> {
  const titles = [...new Set(FIELDS.map((field) => mapping.titles[field]).filter(Boolean))]
  const columns = titles.map((title, index): Column => ({ key: `c${index}`, names: [title], required: true }))
  const reading = await readSheet(bytes, { columns, row: z.record(z.string(), z.string()) })
  const unread: Unread[] = reading.problems.map(({ line, code }) => ({ at: line, code }))
  const told: Told[] = []
  for (const { line, row } of reading.rows) {
    const cell = (field: Field) => tidy(row[`c${titles.indexOf(mapping.titles[field])}`] ?? '')
    const read = toldOf(cell, mapping, currency)
    if (typeof read === 'string') unread.push({ at: line, code: read })
    else told.push(read)
  }
  return { account: null, entries: withReferences(account, told), unread, pending: 0 }
}

function toldOf(cell: (field: Field) => string, mapping: Mapping, usual: Currency): Told | string {
  const on = dayIn(cell('day'), mapping.days)
  if (on === null) return 'fees.entry-without-day'
  const named = cell('currency').toUpperCase()
  if (named !== '' && !isCurrency(named)) return 'fees.entry-without-currency'
  const currency = named === '' ? usual : (named as Currency)
  const amount = amountIn(cell('amount'), mapping.point, currency)
  const debit = amountIn(cell('debit'), mapping.point, currency)
  if (amount === null || debit === null) return 'fees.entry-without-amount'
  const sum = subtract(amount, { ...debit, minor: debit.minor < 0n ? -debit.minor : debit.minor })
  if (sum.minor === 0n) return 'fees.entry-without-amount'
  return {
    bankReference: cell('bank-reference').slice(0, 120),
    on,
    amount: sum,
    payer: cell('payer').slice(0, 140),
    text: cell('text').slice(0, 1000),
    reference: cell('reference').slice(0, 200),
    reversal: false,
  }
}

/** A day as the bank writes it, with or without its hour. */
export function dayIn(text: string, order: DayOrder): Day | null {
  const [, a = '', b = '', c = ''] =
    /^(\d{4})\D?(\d{2})\D?(\d{2})(?!\d)/.exec(text) ?? /^(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})(?!\d)/.exec(text) ?? []
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a]
  const whole = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(whole) ? whole : null
}

/** An amount as the bank writes it: thousands parted, a sign before or behind, the currency beside it. Nothing is nought. */
export function amountIn(text: string, point: '.' | ',', currency: Currency): Money | null {
  const bare = text
    .replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, '')
    .replace(/[−–]/g, '-')
    .replace(/^[A-Z]{3}|[A-Z]{3}$/g, '')
  if (bare === '') return zero(currency)
  const leaves = /^\(.*\)$|^-|-$/.test(bare)
  const digits = bare.replace(/^[(+-]|[)+-]$/g, '')
  // Thousands by threes, in India by twos as well.
  const shape =
    point === '.' ? /^(\d{1,15}|\d{1,3}(,\d{2,3})+)(\.\d{1,6})?$/ : /^(\d{1,15}|\d{1,3}(\.\d{2,3})+)(,\d{1,6})?$/
  if (!shape.test(digits)) return null
  const decimal = digits.replaceAll(point === '.' ? ',' : '.', '').replace(',', '.')
  try {
    return fromDecimal(`${leaves ? '-' : ''}${decimal}`, currency)
  } catch {
    return null
  }
}

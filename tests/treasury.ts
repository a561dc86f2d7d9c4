import { keepBankFile } from '#expo/exhibition/fees/commands/bank.ts'
import { sendScan, signContract } from '#expo/exhibition/fees/commands/contract.ts'
import { setBank, setIssuer } from '#expo/exhibition/fees/commands/organiser.ts'
import { receiveByHand } from '#expo/exhibition/fees/commands/pay.ts'
import { draftRulebook } from '#expo/exhibition/fees/commands/rulebook.ts'
import { openStatement } from '#expo/exhibition/fees/commands/statement.ts'
import { aStand, aTariff, theSupport } from '#expo/exhibition/fees/makers.ts'
import { paperOf } from '#expo/exhibition/fees/paper-files.ts'
import { findContract } from '#expo/exhibition/fees/queries/contracts.ts'
import { findIssuer } from '#expo/exhibition/fees/queries/organiser.ts'
import { listBudgets } from '#expo/exhibition/fees/queries/support.ts'
import type { Actor } from '#kernel/actor.ts'
import { currency } from '#kernel/currency.ts'
import { day } from '#kernel/day.ts'
import { fromDecimal } from '#kernel/money.ts'
import { setAside } from '#platform/uploads.ts'
import { maker, type OpenHouse } from './house.ts'

const TODAY = day('2023-06-15')
const now = new Date('2023-06-15T12:00:00+08:00')
const deed = { today: TODAY, publicUrl: 'http://localhost', by: maker }

export interface Treasury {
  /** A stand whose contract was sent back stamped. */
  scanned: string
  /** A stand that has signed, and paid in part. */
  paying: string
  /** Its contract as a document. */
  printed: string
  bank: string
  entry: string
  upload: string
  budget: string
}

/** Accounts to look at, in an edition that has a tariff, support rules and budgets: drafts of both, stands that owe, a bank and its files. */
export async function aTreasury(
  { db, house }: Pick<OpenHouse, 'db' | 'house'>,
  edition: { id: string; code: string },
  administrator: Actor,
): Promise<Treasury> {
  const key = { editionId: edition.id, by: maker }
  const issuer = await findIssuer(db, edition.id)
  const named = { name: { en: 'Harbour Fairs' }, address: '1 Quay', taxNumber: '7', contact: '' }
  await setIssuer(db, { ...key, ...named, version: issuer?.version ?? 0 })
  await draftRulebook(db, { ...key, kind: 'tariff', data: aTariff() })
  await draftRulebook(db, { ...key, kind: 'support', data: theSupport() })
  const account = { name: 'Harbour Bank', account: 'NL91ABNA0417164300', bic: 'HARBNL2A', currency: currency('USD') }
  const { id: bank } = await setBank(db, { ...key, id: null, ...account, shown: true, version: 0 })
  const scanned = await standing({ db, house }, edition.id, 'TLS')
  const bytes = new TextEncoder().encode('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n')
  const scan = { accountId: scanned.id, version: scanned.version, now, bytes, fileName: 'signed.pdf' }
  await sendScan(db, house.files, { ...deed, ...scan })
  const paying = await standing({ db, house }, edition.id, 'FRA')
  const { id: accountId, version, digest } = paying
  await signContract(db, { ...deed, accountId, version, digest, name: 'Anne Roux', capacity: 'Director', now })
  const paid = fromDecimal('100', 'USD')
  await receiveByHand(db, { ...deed, accountId, on: TODAY, paid, note: 'Cheque 17', version: 1 })
  const entry = {
    bankReference: 'E-1',
    on: TODAY,
    amount: fromDecimal('77', 'USD'),
    payer: 'Somebody',
    text: 'For the booth',
    reference: '',
    reversal: false,
  }
  const statement = { account: account.account, entries: [entry], unread: [], pending: 0 }
  const file = { bytes: new TextEncoder().encode('one'), fileName: 'june.xml', statement }
  await keepBankFile(db, { ...deed, editionId: edition.id, bankId: bank, ...file })
  const kept = await db.selectFrom('fees.entries').select('id').where('bankId', '=', bank).executeTakeFirstOrThrow()
  const upload = await setAside(db, {
    about: `/${edition.code}/staff/fees/bank/${bank}/files`,
    by: administrator,
    fileName: 'june.xml',
    bytes: new TextEncoder().encode(
      `<Document><BkToCstmrStmt><Stmt><Id>1</Id><Ntry><Amt Ccy="USD">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
        <BookgDt><Dt>2023-06-10</Dt></BookgDt><AcctSvcrRef>E-2</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>`,
    ),
  })
  const [budget] = await listBudgets(db, edition.id)
  return {
    scanned: scanned.id,
    paying: paying.id,
    printed: paying.paper,
    bank,
    entry: kept.id,
    upload,
    budget: budget?.code ?? '',
  }
}

/** A stand whose statement is open and whose contract waits to be signed. */
async function standing({ db, house }: Pick<OpenHouse, 'db' | 'house'>, editionId: string, economyCode: string) {
  const { id } = await aStand(db, editionId, { economyCode })
  await openStatement(db, { ...deed, applicationId: id })
  const contract = await findContract(db, id)
  if (!contract) throw new Error('no contract')
  const { digest } = await paperOf(db, house.files, contract.paperId)
  return { id, version: contract.version, paper: contract.paperId, digest }
}

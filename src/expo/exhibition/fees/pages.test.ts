import { describe, expect, test } from 'vitest'
import { anApplication } from '#expo/exhibition/applications/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { currency } from '#kernel/currency.ts'
import { day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { maker as by, freshDatabase, openHouse } from '#tests/house.ts'
import { setBank } from './commands/organiser.ts'
import { openStatement } from './commands/statement.ts'
import { aFeesEdition, aStand } from './makers.ts'
import { findDraft } from './queries/rulebooks.ts'
import { listBudgets } from './queries/support.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })
const today = day('2023-06-15')
const publicUrl = 'http://localhost:8080'

const edition = await aFeesEdition(db)
const at = (path: string, lang = 'en') => `/${lang}/${edition.code}${path}`
const staff = async (role: 'manager' | 'clerk' | 'accountant') =>
  house.signIn(await aPerson(db, { role, kind: 'edition', id: edition.id }))
const [clerk, accountant] = [await staff('clerk'), await staff('accountant')]
const guest = house.stranger()
const ofCompany = async (companyId: string) =>
  house.signIn(await aPerson(db, { role: 'administrator', kind: 'company', id: companyId }))

describe('what a stand costs', () => {
  test('is reckoned for anybody who asks, in each language, with reductions at once', async () => {
    const asked = '?kind=standard&area=18&sides=2&economy=TLS&co=3'
    for (const lang of LANGUAGES) {
      const page = await guest.get(at(`/fees${asked}`, lang))
      expect(page.status, lang).toBe(200)
      expect(page.words, lang).toMatch(/6\D?000/)
    }
    const { words } = await guest.get(at(`/fees${asked}`))
    expect(words).toContain('Timor-Leste is on the list')
    expect(words).toContain('2 booths are free, of up to 2 per company')
    expect(words).toContain('To pay US$500.00')
  })

  test('asked wrongly is told beside the form, and what was typed stays', async () => {
    const page = await guest.get(at('/fees?kind=standard&area=many&economy=TLS'))
    expect(page.status).toBe(200)
    expect(page.text).toContain('value="many"')
    expect(page.words).not.toContain('To pay')
  })

  test('is shown to an applicant before anybody has decided, by what is wished', async () => {
    const { id, companyId } = await anApplication(db, edition.id, {
      economyCode: 'TLS',
      boothKind: 'standard',
      areaM2: 18,
      submittedOn: day('2023-04-10'),
    })
    const applicant = await ofCompany(companyId)
    const page = await applicant.get(at(`/applications/${id}/statement`))
    expect(page.words).toContain('What the stand would cost')
    expect(page.words).toContain('To pay US$0.00')
    expect(page.words).toContain('not set aside yet')
    const stranger = await ofCompany((await aStand(db, edition.id)).companyId)
    expect((await stranger.get(at(`/applications/${id}/statement`))).status).toBe(404)
  })

  test('can be taken as everything it was reckoned from, under its digest', async () => {
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    const { digest } = await openStatement(db, { applicationId: id, today, publicUrl, by })
    const told = JSON.parse((await clerk.get(at(`/applications/${id}/statement.json`))).text)
    expect(told).toMatchObject({ digest, proof: { method: 1, facts: { areaM2: '18' } } })
    expect((await clerk.get(at(`/applications/${id}/statement`))).words).toContain('the same comes out')
    expect((await clerk.get(at(`/applications/${id}/statement.pdf`))).text).toMatch(/^%PDF-/)
    expect((await clerk.get(at(`/applications/${id}/statement?version=7`))).status).toBe(404)
  })
})

describe('those who keep the accounts', () => {
  const budget = { code: 'travel', 'name.en': 'Travel', unit: 'money', limit: '1,000.50', why: '', version: '0' }

  test('are accountants and managers; clerks read and change nothing', async () => {
    for (const path of ['', '/accounts', '/tariff', '/support', '/budgets', '/organiser'])
      expect((await clerk.get(at(`/staff/fees${path}`))).status, path).toBe(200)
    for (const path of ['/bank', '/entries', '/releases', '/refunds'])
      expect((await clerk.get(at(`/staff/fees${path}`))).status, path).toBe(404)
    expect((await clerk.post(at('/staff/fees/budgets/new'), budget)).status).toBe(404)
    expect((await clerk.post(at('/staff/fees/tariff/draft'), {})).status).toBe(404)
    expect((await listBudgets(db, edition.id)).map((one) => one.code).sort()).toEqual(['booths', 'money'])
    expect((await accountant.post(at('/staff/fees/budgets/new'), budget)).status).toBe(303)
    const added = (await listBudgets(db, edition.id)).find((one) => one.code === 'travel')
    expect(added).toMatchObject({ limit: 100_050n, currency: 'USD' })
  })

  test('are told what is wrong with an amount beside its field, in the reader’s digits, and nothing typed is lost', async () => {
    const page = await accountant.post(at('/staff/fees/budgets/new', 'ar'), { ...budget, code: 'more', limit: '١٢x' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('١٢x')
    expect(page.text).toMatch(/class="field wrong"/)
    const arabic = { ...budget, code: 'more', limit: '١٢٫٥٠' }
    expect((await accountant.post(at('/staff/fees/budgets/new', 'ar'), arabic)).status).toBe(303)
    expect((await listBudgets(db, edition.id)).find((one) => one.code === 'more')?.limit).toBe(1250n)
  })

  test('write a draft beside what is in force, see its effect, and are told when somebody else wrote first', async () => {
    expect((await accountant.post(at('/staff/fees/tariff/draft'), {})).status).toBe(303)
    const draft = await findDraft(db, edition.id, 'tariff')
    const row = {
      'name.en': 'Standard booth',
      'clause.en': '',
      per: 'booth',
      group: 'space',
      price: '4,000',
      of: 'space',
      leastM2: '',
      included: '0',
      kinds: 'standard',
      fromM2: '',
      submittedUntil: '',
      tax: 'fees',
      version: String(draft?.version),
    }
    const path = at('/staff/fees/tariff/draft/rates/standard')
    const broken = await accountant.post(path, { ...row, price: 'dear' })
    expect(broken.status).toBe(422)
    expect(broken.text).toContain('value="dear"')
    expect((await accountant.post(path, { ...row, price: '4000' })).status).toBe(303)
    expect((await accountant.post(path, { ...row, price: '5000' })).status).toBe(409)
    const effect = await accountant.get(at('/staff/fees/tariff/draft/effect'))
    expect(effect.words).toContain('US$6,000.00 Now')
    expect(effect.words).toContain('US$8,000.00 By the draft')
  })
})

describe('lists of stands', () => {
  test('ask as many questions for six as for three', async () => {
    const other = await aFeesEdition(db)
    const accountants = await house.signIn(await aPerson(db, { role: 'accountant', kind: 'edition', id: other.id }))
    const counts = []
    for (const more of [3, 3]) {
      for (let one = 0; one < more; one++) {
        const { id } = await aStand(db, other.id, { economyCode: 'DEU' })
        await openStatement(db, { applicationId: id, today, publicUrl, by })
      }
      const before = database.questions()
      const page = await accountants.get(`/en/${other.code}/staff/fees/accounts`)
      expect(page.status).toBe(200)
      counts.push(database.questions() - before)
    }
    expect(counts[1]).toBe(counts[0])
    const csv = await accountants.get(`/en/${other.code}/staff/fees/accounts.csv`)
    expect(csv.text.trim().split('\r\n')).toHaveLength(7)
    const found = await accountants.get(`/en/${other.code}/staff/fees/accounts?state=unsigned&economy=FRA`)
    expect(found.words).not.toContain('Germany ·')
  })
})

describe('a bank’s file', () => {
  const file = (text: string, name = 'june.xml') => new File([text], name)
  const say = (xml: string) => `<Document><BkToCstmrStmt><Stmt><Id>1</Id>${xml}</Stmt></BkToCstmrStmt></Document>`

  test('that names things outside itself, or is too heavy, is refused beside its field, and nothing is kept', async () => {
    const bank = { name: 'Bank', account: 'NL91ABNA', bic: '', currency: currency('USD'), shown: true, version: 0 }
    const { id } = await setBank(db, { editionId: edition.id, id: null, ...bank, by })
    const send = (one: File) => accountant.post(at(`/staff/fees/bank/${id}/files`), { file: one })
    for (const bad of [
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>${say('&x;')}`,
      `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${say('&b;')}`,
      say(' '.repeat(11 * 1024 * 1024)),
      '<Document>',
    ]) {
      const page = await send(file(bad))
      expect([413, 422], bad.slice(0, 60)).toContain(page.status)
      expect(page.words).not.toContain('root:')
    }
    const unknown = say(
      '<Ntry><Amt Ccy="XXQ">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2023-06-10</Dt></BookgDt></Ntry>',
    )
    const { location } = await send(file(unknown))
    const preview = await accountant.get(location as string)
    expect(preview.status).toBe(200)
    expect(preview.words).toContain('currency')
    const kept = await db.selectFrom('fees.bankFiles').select('id').execute()
    expect(kept).toEqual([])
  })
})

import { system } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { type Db, newId } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { sendDocument } from './commands/documents.ts'
import { foundCompany, type NewCompany } from './commands/found.ts'
import { acceptDocument } from './commands/judge.ts'
import { getDocument } from './queries/documents.ts'
import type { DocumentKind } from './words.ts'

let made = 0
const by = system('test')

/** A company of Timor-Leste with a name and a number of its own, not verified. */
export async function aCompany(
  db: Db,
  { name, ...over }: Partial<NewCompany> & { name?: string } = {},
): Promise<{ id: string; name: string }> {
  made += 1
  const text = name ?? `Kooperativa ${made} ${'abcdefghij'.charAt(made % 10)}`
  const { id } = await foundCompany(db, {
    legalName: { text, lang: 'en' },
    economyCode: 'TLS',
    registrationNumber: `TL-${Date.now()}-${made}`,
    kinds: ['exhibitor'],
    sizeClass: 'micro',
    foundedYear: null,
    website: null,
    by,
    ...over,
  })
  return { id, name: text }
}

/** The bytes of a small PDF, different each time. */
export const aPdf = (words = `page ${newId()}`): Uint8Array =>
  new TextEncoder().encode(
    `%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj % ${words}\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
  )

/** A document that a company sent. */
export async function aDocument(
  db: Db,
  files: Files,
  order: { companyId: string; kind?: DocumentKind; now?: Date },
): Promise<{ id: string }> {
  const { companyId, kind = 'registration', now = new Date('2023-05-01T10:00:00Z') } = order
  return sendDocument(db, files, { companyId, kind, fileName: 'registration.pdf', bytes: aPdf(), now, by })
}

/** A company that is verified from a day on. */
export async function aVerifiedCompany(
  db: Db,
  files: Files,
  { from = '2023-05-02' as Day, ...over }: Parameters<typeof aCompany>[1] & { from?: Day } = {},
): Promise<{ id: string; name: string; documentId: string }> {
  const company = await aCompany(db, over)
  const { id: documentId } = await aDocument(db, files, { companyId: company.id })
  const { version } = await getDocument(db, documentId)
  const now = new Date(`${from}T12:00:00Z`)
  await acceptDocument(db, { documentId, version, from, until: null, today: from, now, by })
  return { ...company, documentId }
}

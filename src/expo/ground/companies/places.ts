import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import { type Company, getCompany } from './queries/companies.ts'
import { type Document, getDocument } from './queries/documents.ts'
import { getRankingList } from './queries/rankings.ts'

/** The company that an address under `/:lang/companies/:company` names; a merged one is the company it was merged into. */
export const companyInPath = (call: Call): Promise<Company> => getCompany(call.house.db, call.params.company ?? '')

/** What an address with `:document` names: a document, and the company it is of. */
export interface Judged {
  id: string
  company: Company
  document: Document
}

export async function documentInPath(call: Call): Promise<Judged> {
  const document = await getDocument(call.house.db, call.params.document ?? '')
  const company = await getCompany(call.house.db, document.companyId)
  if (call.params.company !== undefined && call.params.company !== company.id)
    throw new Refusal('missing', 'companies.no-such-document')
  return { id: company.id, company, document }
}

export const rankingInPath = (call: Call) => getRankingList(call.house.db, call.params.ranking ?? '')

import type { Company } from '#expo/ground/companies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import { referenceOf } from '../rules.ts'

/** What a letter is about. */
export interface About {
  application: Application
  edition: Edition
  company: Company
  link: string
}

/** The words that every letter uses: the company, the edition, and what the application is called. */
export function valuesOf(language: Language, { application, edition, company }: About) {
  const reader = readerOf(language)
  return {
    company: reader.words(company.names).text,
    edition: reader.words(edition.name).text,
    reference: application.number === null ? '' : referenceOf(edition.code, application.number),
  }
}

/** Paragraphs as a letter has them; empty ones are left out. */
export const paragraphs = (...all: string[]): string => all.filter(Boolean).join('\n\n')

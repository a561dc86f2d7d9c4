import type { Child } from 'hono/jsx'
import { LANGUAGES } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { Choice, type Option, TextField, Ticks } from '#web/fields.tsx'
import { Constructed, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { Document } from '../queries/documents.ts'
import type { Likeness, Proven } from '../rules.ts'
import { KINDS, NAME_LANGUAGES, type Proof, SIZES, type VerdictState } from '../words.ts'

export const deskAddress = ({ id }: { id: string }) => `/companies/${id}/desk`
export const fileAddress = (document: { id: string; companyId: string }) =>
  `/companies/${document.companyId}/documents/${document.id}`

/** A company's name in the reader's language, with the mark of a constructed one. */
export const CompanyName = ({ reader, company, href }: { reader: Reader; company: Company; href?: string }) => (
  <>
    {href ? (
      <a href={href}>
        <Said {...reader.words(company.names)} />
      </a>
    ) : (
      <Said {...reader.words(company.names)} />
    )}
    {company.constructed ? (
      <>
        {' '}
        <Constructed reader={reader} />
      </>
    ) : null}
  </>
)

const PROOF_TONE: Record<Proof, string> = {
  missing: 'stop',
  waiting: 'wait',
  refused: 'stop',
  verified: 'ok',
  lapsed: 'stop',
}

export const ProofTag = ({ reader, proven }: { reader: Reader; proven: Proven }) => (
  <span class={`tag ${PROOF_TONE[proven.proof]}`}>{reader.t(`companies.proofs.${proven.proof}`)}</span>
)

const VERDICT_TONE: Record<VerdictState, string> = {
  waiting: 'wait',
  accepted: 'ok',
  refused: 'stop',
  withdrawn: 'stop',
}

export const VerdictTag = ({ reader, verdict }: { reader: Reader; verdict: VerdictState }) => (
  <span class={`tag ${VERDICT_TONE[verdict]}`}>{reader.t(`companies.verdicts.${verdict}`)}</span>
)

/** What a verdict means for the company, in a sentence that cannot be taken for another. */
export function sayVerdict(reader: Reader, document: Document): string {
  const sent = reader.moment(document.sentAt, 'UTC')
  const day = document.from ? reader.day(document.from) : ''
  const until = document.until ? reader.day(document.until) : ''
  if (document.verdict === 'waiting') return reader.t('companies.verdict-waiting', { moment: sent })
  if (document.verdict === 'refused') return reader.t('companies.verdict-refused')
  if (document.verdict === 'withdrawn') return reader.t('companies.verdict-withdrawn', { day, until })
  return document.until
    ? reader.t('companies.verdict-accepted-until', { day, until })
    : reader.t('companies.verdict-accepted', { day })
}

export const kindWords = (reader: Reader, company: Company): string =>
  reader.list(company.kinds.map((kind) => reader.t(`companies.kinds.${kind}`)))

/** Every tongue that a name may be in, called as the reader calls it. */
export function tongueOptions(reader: Reader): Option[] {
  const names = new Intl.DisplayNames([reader.lang], { type: 'language' })
  const option = (tag: string) => ({ value: tag, label: names.of(tag) ?? tag })
  const others = NAME_LANGUAGES.map(option).sort((a, b) => reader.compare(a.label, b.label))
  return [...LANGUAGES.map(option), ...others]
}

export const tongueName = (reader: Reader, tag: string): string =>
  new Intl.DisplayNames([reader.lang], { type: 'language' }).of(tag) ?? tag

/** What a company says of itself: the same fields when it is founded and when it is changed. */
export function FactFields(props: {
  reader: Reader
  draft: Draft
  economies: Option[]
  company?: Company
  /** Economy and number are what a document proved: they are shown, and only staff change them. */
  fixed?: boolean
}) {
  const { reader, draft, company } = props
  return (
    <>
      {props.fixed && company ? (
        <>
          <input type="hidden" name="economy" value={company.economyCode} />
          <input type="hidden" name="number" value={company.registrationNumber ?? ''} />
        </>
      ) : (
        <>
          <Choice
            reader={reader}
            draft={draft}
            name="economy"
            label={reader.t('companies.economy')}
            hint={reader.t('companies.economy-hint')}
            options={props.economies}
            value={company?.economyCode}
            empty="–"
            required
          />
          <TextField
            reader={reader}
            draft={draft}
            name="number"
            label={reader.t('companies.number')}
            hint={reader.t('companies.number-hint')}
            value={company?.registrationNumber}
          />
        </>
      )}
      <Ticks
        reader={reader}
        draft={draft}
        name="kinds"
        label={reader.t('companies.kind')}
        hint={reader.t('companies.kind-hint')}
        value={company?.kinds ?? []}
        options={KINDS.map((kind) => ({ value: kind, label: reader.t(`companies.kinds.${kind}`) }))}
      />
      <Choice
        reader={reader}
        draft={draft}
        name="size"
        label={reader.t('companies.size')}
        hint={reader.t('companies.size-hint')}
        value={company?.sizeClass}
        options={SIZES.map((size) => ({ value: size, label: reader.t(`companies.sizes.${size}`) }))}
        empty={reader.t('companies.not-said')}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="founded"
        inputmode="numeric"
        label={reader.t('companies.founded')}
        value={company?.foundedYear}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="website"
        label={reader.t('companies.website')}
        hint={reader.t('companies.website-hint')}
        value={company?.website}
      />
    </>
  )
}

/** A company's facts as they are read: what each is called, and what it is. */
export function factsOf(
  reader: Reader,
  company: Company,
  economy: { text: string; lang: string },
): { label: string; value: Child }[] {
  const notSaid = reader.t('companies.not-said')
  return [
    { label: reader.t('companies.legal-name'), value: <Said {...company.legalName} /> },
    { label: reader.t('companies.economy'), value: <Said {...economy} /> },
    {
      label: reader.t('companies.number'),
      value: company.registrationNumber ? <bdi>{company.registrationNumber}</bdi> : notSaid,
    },
    { label: reader.t('companies.kind'), value: kindWords(reader, company) },
    {
      label: reader.t('companies.size'),
      value: company.sizeClass ? reader.t(`companies.sizes.${company.sizeClass}`) : notSaid,
    },
    { label: reader.t('companies.founded'), value: company.foundedYear ?? notSaid },
    { label: reader.t('companies.website'), value: company.website ? <Website address={company.website} /> : notSaid },
  ]
}

const Website = ({ address }: { address: string }) => (
  <a href={address} rel="nofollow noopener noreferrer">
    <bdi>{address.replace(/^https?:\/\/|\/$/g, '')}</bdi>
  </a>
)

export const Facts = (props: { reader: Reader; company: Company; economy: { text: string; lang: string } }) => (
  <dl class="facts">
    {factsOf(props.reader, props.company, props.economy).map(({ label, value }) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** Why two companies may be one, in words. */
export const sayLikeness = (reader: Reader, { reasons }: Likeness): string =>
  reader.list(reasons.map((reason) => reader.t(`companies.likenesses.${reason}`)))

export const kilobytes = (reader: Reader, bytes: number): string =>
  reader.t('companies.kilobytes', { count: Math.max(1, Math.round(bytes / 1024)) })

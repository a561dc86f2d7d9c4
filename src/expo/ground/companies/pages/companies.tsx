import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option, TextArea, TextField } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { Proven } from '../rules.ts'
import { CompanyName, deskAddress, FactFields, ProofTag, tongueOptions } from './parts.tsx'

const Back = ({ reader }: { reader: Reader }) => (
  <Trail reader={reader} steps={[{ href: reader.at('/companies'), label: reader.t('companies.yours') }]} />
)

/** The companies that a person acts for, those they asked to act for, and the way to put one on record. */
export function YourCompaniesPage(props: {
  reader: Reader
  companies: { company: Company; proven: Proven }[]
  asked: number
}) {
  const { reader, companies } = props
  return (
    <Page reader={reader} title={reader.t('companies.yours')}>
      <Head title={reader.t('companies.yours')} lede={reader.t('companies.yours-lede')}>
        <p class="deeds">
          <a class="act first" href={reader.at('/companies/new')}>
            {reader.t('companies.put-on-record')}
          </a>
          <a class="act" href={reader.at('/companies/join')}>
            {reader.t('companies.join')}
          </a>
        </p>
      </Head>
      {companies.length === 0 ? <Empty say={reader.t('companies.yours-empty')} /> : null}
      <ul class="plain windows">
        {companies.map(({ company, proven }) => (
          <li>
            <CompanyName reader={reader} company={company} href={reader.at(deskAddress(company))} />{' '}
            <ProofTag reader={reader} proven={proven} />{' '}
            {company.state === 'closed' ? <span class="tag stop">{reader.t('companies.states.closed')}</span> : null}
          </li>
        ))}
      </ul>
      {props.asked > 0 ? <p class="why">{reader.t('companies.asked-wait', { count: props.asked })}</p> : null}
    </Page>
  )
}

/** Put a company on record. Where others have such a name, they are shown first: is it one of these? */
export function FoundPage(props: {
  reader: Reader
  draft: Draft
  economies: Option[]
  /** Companies everybody may see whose names are like the one typed. */
  alike: Company[]
  /** Where the registration number is on record already: the company, if everybody may see it. */
  taken: { company: Company | null; economy: string; number: string } | null
}) {
  const { reader, draft, alike } = props
  const economyOf = (company: Company) =>
    props.economies.find((one) => one.value === company.economyCode)?.label ?? company.economyCode
  return (
    <Page reader={reader} title={reader.t('companies.put-on-record')}>
      <Back reader={reader} />
      <Head title={reader.t('companies.put-on-record')} lede={reader.t('companies.put-on-record-lede')} />
      {props.taken ? <Taken reader={reader} taken={props.taken} /> : null}
      {alike.length > 0 ? (
        <section class="sheet due" role="status">
          <h2>{reader.t('companies.one-of-these')}</h2>
          <p>{reader.t('companies.one-of-these-say')}</p>
          <ul class="plain windows">
            {alike.map((company) => (
              <li>
                <CompanyName reader={reader} company={company} href={reader.at(`/companies/${company.id}`)} />{' '}
                <span class="why">{economyOf(company)}</span>{' '}
                <a href={reader.at(`/companies/join?company=${company.id}`)}>{reader.t('companies.ask-to-join')}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/companies/new')}
        submit={reader.t(alike.length > 0 ? 'companies.none-of-these' : 'companies.put-on-record')}
        back={reader.at('/companies')}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="legal"
          label={reader.t('companies.legal-name')}
          hint={reader.t('companies.legal-name-hint')}
          autocomplete="organization"
          required
        />
        <Choice
          reader={reader}
          draft={draft}
          name="tongue"
          label={reader.t('companies.tongue')}
          value={reader.lang}
          options={tongueOptions(reader)}
          required
        />
        <FactFields reader={reader} draft={draft} economies={props.economies} />
        {alike.length > 0 ? <input type="hidden" name="sure" value="yes" /> : null}
      </Form>
    </Page>
  )
}

/** The number is on record: what to do about it. The company is named only if everybody may see it. */
function Taken({
  reader,
  taken,
}: {
  reader: Reader
  taken: { company: Company | null; economy: string; number: string }
}) {
  const query = new URLSearchParams({ economy: taken.economy, number: taken.number })
  return (
    <section class="sheet due">
      <h2>{reader.t('companies.on-record')}</h2>
      <p>
        {taken.company ? (
          <>
            <CompanyName reader={reader} company={taken.company} href={reader.at(`/companies/${taken.company.id}`)} />
            {'. '}
          </>
        ) : null}
        {reader.t('companies.on-record-say')}
      </p>
      <p class="deeds">
        <a class="act" href={reader.at(`/companies/join?${query}`)}>
          {reader.t('companies.ask-to-join')}
        </a>
      </p>
    </section>
  )
}

/** Ask the administrators of a company that is on record to be let in. It is found by its number, or was chosen before. */
export function JoinPage(props: {
  reader: Reader
  draft: Draft
  economies: Option[]
  /** The company that was chosen, where everybody may see it. */
  company: Company | null
  economy: string
  number: string
}) {
  const { reader, draft, company } = props
  return (
    <Page reader={reader} title={reader.t('companies.join')}>
      <Back reader={reader} />
      <Head title={reader.t('companies.join')} lede={reader.t('companies.join-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/companies/join')}
        submit={reader.t('companies.join-send')}
        back={reader.at('/companies')}
      >
        {company ? (
          <p>
            <strong>
              <Said {...reader.words(company.names)} />
            </strong>
            <input type="hidden" name="company" value={company.id} />
          </p>
        ) : (
          <>
            <Choice
              reader={reader}
              draft={draft}
              name="economy"
              label={reader.t('companies.economy')}
              options={props.economies}
              value={props.economy}
              empty="–"
              required
            />
            <TextField
              reader={reader}
              draft={draft}
              name="number"
              label={reader.t('companies.number')}
              hint={reader.t('companies.join-number-hint')}
              value={props.number}
              required
            />
          </>
        )}
        <TextArea
          reader={reader}
          draft={draft}
          name="message"
          label={reader.t('companies.join-message')}
          hint={reader.t('companies.join-message-hint')}
          rows={3}
        />
      </Form>
    </Page>
  )
}

import type { Child } from 'hono/jsx'
import type { Draft } from '#web/door.ts'
import { Form, Narrow, TextArea } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Alike } from '../queries/alike.ts'
import type { Company } from '../queries/companies.ts'
import type { Likeness, Proven } from '../rules.ts'
import { KINDS } from '../words.ts'
import { CompanyName, deskAddress, factsOf, kindWords, ProofTag, sayLikeness } from './parts.tsx'

/** A filter of a list of companies, as the address has it. */
export interface ListFilter {
  q: string
  kind: string
  economy: string
  state: string
  known: string
  sort: string
}

/** The fields that narrow a list of companies: words, kind, economy; the list adds its own. */
export const CompanyFilterFields = (props: {
  reader: Reader
  filter: Pick<ListFilter, 'q' | 'kind' | 'economy'>
  economies: { value: string; label: string }[]
}) => (
  <>
    <div class="field">
      <label for="q">{props.reader.t('companies.name-or-number')}</label>
      <input id="q" name="q" type="search" value={props.filter.q} dir="auto" />
    </div>
    <Narrow
      reader={props.reader}
      name="kind"
      label={props.reader.t('companies.kind')}
      value={props.filter.kind}
      options={KINDS.map((kind) => [kind, props.reader.t(`companies.kinds.${kind}`)])}
    />
    <Narrow
      reader={props.reader}
      name="economy"
      label={props.reader.t('companies.economy')}
      value={props.filter.economy}
      options={props.economies.map((one) => [one.value, one.label])}
    />
  </>
)

/** Every company on record, for staff: by name, narrowed by address so that a view can be sent to a colleague. */
export function CompanyListPage(props: {
  reader: Reader
  rows: { company: Company; proven: Proven; economy: { text: string; lang: string } }[]
  filter: ListFilter
  economies: { value: string; label: string }[]
  next: string | null
}) {
  const { reader, rows, filter } = props
  const address = reader.at('/staff/companies')
  const query = new URLSearchParams({ ...filter }).toString()
  const { sort, ...narrowing } = filter
  const narrowed = Object.values(narrowing).some((value) => value !== '')
  return (
    <Page reader={reader} title={reader.t('companies.staff-title')} wide>
      <Head title={reader.t('companies.staff-title')} lede={reader.t('companies.staff-lede')}>
        <p class="deeds">
          <a class="act first" href={reader.at('/staff/companies/documents')}>
            {reader.t('companies.queue')}
          </a>
        </p>
      </Head>
      <form class="filter" action={address}>
        <CompanyFilterFields reader={reader} filter={filter} economies={props.economies} />
        <Narrow
          reader={reader}
          name="known"
          label={reader.t('companies.known')}
          value={filter.known}
          options={[
            ['yes', reader.t('companies.proofs.verified')],
            ['no', reader.t('companies.proofs.missing')],
          ]}
        />
        <Narrow
          reader={reader}
          name="state"
          label={reader.t('companies.state')}
          value={filter.state}
          options={(['active', 'closed'] as const).map((state) => [state, reader.t(`companies.states.${state}`)])}
        />
        <div class="field">
          <label for="sort">{reader.t('companies.sort')}</label>
          <select id="sort" name="sort">
            {(['name', 'newest'] as const).map((order) => (
              <option value={order} selected={order === sort}>
                {reader.t(`companies.sorts.${order}`)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty say={reader.t(narrowed ? 'companies.none-match' : 'companies.staff-empty')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('companies.company')}</th>
                <th scope="col">{reader.t('companies.economy')}</th>
                <th scope="col">{reader.t('companies.kind')}</th>
                <th scope="col">{reader.t('companies.proof')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ company, proven, economy }) => (
                <tr>
                  <th scope="row">
                    <CompanyName reader={reader} company={company} href={reader.at(deskAddress(company))} />
                  </th>
                  <td>
                    <Said {...economy} />
                  </td>
                  <td>{kindWords(reader, company)}</td>
                  <td>
                    <ProofTag reader={reader} proven={proven} />{' '}
                    {company.state === 'closed' ? (
                      <span class="tag stop">{reader.t('companies.states.closed')}</span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {props.next ? (
        <p>
          <a href={`${address}?${new URLSearchParams({ ...filter, after: props.next })}`}>{reader.t('web.next')}</a>
        </p>
      ) : null}
      <p class="why">
        {reader.t('web.export')}: <a href={`${address}.csv?${query}`}>CSV</a> ·{' '}
        <a href={`${address}.xlsx?${query}`}>XLSX</a> · <a href={`${address}.json?${query}`}>JSON</a>
      </p>
    </Page>
  )
}

/** Companies that may be the same as one, each with how likely it is and why, and the way to compare. */
export function AlikeList({ reader, company, alike }: { reader: Reader; company: Company; alike: Alike[] }) {
  return (
    <section>
      <h2>{reader.t('companies.alike')}</h2>
      {alike.length === 0 ? <p class="soft">{reader.t('companies.alike-none')}</p> : null}
      <ul class="plain windows">
        {alike.map((one) => (
          <li>
            <CompanyName reader={reader} company={one.company} href={reader.at(deskAddress(one.company))} />{' '}
            <span class="why">
              {reader.t('companies.likeness', {
                score: one.likeness.score,
                reasons: sayLikeness(reader, one.likeness),
              })}
            </span>{' '}
            <a href={reader.at(`/staff/companies/${company.id}/compare?with=${one.company.id}`)}>
              {reader.t('companies.compare')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One of two companies that are compared. */
export interface Compared {
  company: Company
  economy: { text: string; lang: string }
  proven: Proven
  documents: number
}

/** With which company another is to be compared: those alike, or any that is found by words. */
export function ChooseOtherPage(props: {
  reader: Reader
  company: Company
  alike: Alike[]
  words: string
  found: Company[]
}) {
  const { reader, company, words, found } = props
  const here = reader.at(`/staff/companies/${company.id}/compare`)
  const name = reader.words(company.names)
  return (
    <Page reader={reader} title={reader.t('companies.compare')}>
      <Trail reader={reader} steps={[{ href: reader.at(deskAddress(company)), label: name.text }]} />
      <Head title={reader.t('companies.compare')} kicker={name.text} lede={reader.t('companies.compare-lede')} />
      <form class="filter" action={here}>
        <div class="field">
          <label for="q">{reader.t('companies.name-or-number')}</label>
          <input id="q" name="q" type="search" value={words} dir="auto" />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {words !== '' && found.length === 0 ? <Empty say={reader.t('companies.none-match')} /> : null}
      <ul class="plain windows">
        {found.map((one) => (
          <li>
            <CompanyName reader={reader} company={one} href={reader.at(deskAddress(one))} />{' '}
            <a href={`${here}?with=${one.id}`}>{reader.t('companies.compare')}</a>
          </li>
        ))}
      </ul>
      <AlikeList reader={reader} company={company} alike={props.alike} />
    </Page>
  )
}

/** Two companies beside each other: are they one, or two? */
export function ComparePage(props: {
  reader: Reader
  draft: Draft
  pair: [Compared, Compared]
  likeness: Likeness | null
}) {
  const { reader, draft, pair } = props
  const [one, other] = pair
  const here = reader.at(`/staff/companies/${one.company.id}`)
  return (
    <Page reader={reader} title={reader.t('companies.compare')} wide>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at('/staff/companies'), label: reader.t('companies.staff-title') },
          { href: reader.at(deskAddress(one.company)), label: reader.words(one.company.names).text },
        ]}
      />
      <Head
        title={reader.t('companies.compare')}
        lede={
          props.likeness
            ? reader.t('companies.likeness', {
                score: props.likeness.score,
                reasons: sayLikeness(reader, props.likeness),
              })
            : reader.t('companies.likeness-none')
        }
      />
      <BesideEachOther reader={reader} pair={pair} />
      <h2>{reader.t('companies.they-are-one')}</h2>
      <p>{reader.t('companies.merge-say')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={`${here}/merge`}
        submit={reader.t('companies.merge')}
        tone="grave"
        version={one.company.version}
      >
        <input type="hidden" name="other" value={other.company.id} />
        <input type="hidden" name="otherVersion" value={String(other.company.version)} />
        <fieldset>
          <legend>{reader.t('companies.which-stays')}</legend>
          {pair.map(({ company }, index) => (
            <label class="tick">
              <input type="radio" name="keep" value={company.id} checked={index === 0} />{' '}
              <Said {...reader.words(company.names)} />{' '}
              {company.registrationNumber ? <span class="why">{company.registrationNumber}</span> : null}
            </label>
          ))}
        </fieldset>
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required />
      </Form>
      <h2>{reader.t('companies.they-are-two')}</h2>
      <p>{reader.t('companies.apart-say')}</p>
      <form method="post" action={`${here}/apart`}>
        <input type="hidden" name="other" value={other.company.id} />
        <button type="submit" class="act">
          {reader.t('companies.tell-apart')}
        </button>
      </form>
    </Page>
  )
}

/** What two companies say of themselves, line by line. */
function BesideEachOther({ reader, pair }: { reader: Reader; pair: [Compared, Compared] }) {
  const facts = pair.map(({ company, economy }) => factsOf(reader, company, economy))
  const line = (label: string, values: [Child, Child]) => (
    <tr>
      <th scope="row">{label}</th>
      {values.map((value) => (
        <td>{value}</td>
      ))}
    </tr>
  )
  const each = (of: (one: Compared) => Child): [Child, Child] => [of(pair[0]), of(pair[1])]
  return (
    <div class="scroll" tabindex={0}>
      <table class="compare">
        <thead>
          <tr>
            <td />
            {pair.map(({ company }) => (
              <th scope="col">
                <CompanyName reader={reader} company={company} href={reader.at(deskAddress(company))} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts[0]?.map(({ label, value }, index) => line(label, [value, facts[1]?.[index]?.value]))}
          {line(
            reader.t('companies.names'),
            each(({ company }) => (
              <ul class="plain">
                {Object.entries(company.names).map(([lang, text]) => (
                  <li>
                    <Said text={text} lang={lang} />
                  </li>
                ))}
              </ul>
            )),
          )}
          {line(
            reader.t('companies.proof'),
            each(({ proven }) => <ProofTag reader={reader} proven={proven} />),
          )}
          {line(
            reader.t('companies.documents'),
            each(({ documents }) => reader.t('companies.documents-count', { count: documents })),
          )}
        </tbody>
      </table>
    </div>
  )
}

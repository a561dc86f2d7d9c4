import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { Document } from '../queries/documents.ts'
import { VERDICTS, type VerdictState } from '../words.ts'
import { CompanyName, VerdictTag } from './parts.tsx'
import { CompanyFilterFields } from './staff.tsx'

export interface Queued {
  document: Document
  company: Company
  economy: { text: string; lang: string }
  /** Days since it was sent. */
  days: number
  /** The name of the clerk who looks at it. */
  taken: string | null
}

/** Documents that companies sent: what waits, how old, who looks at it; narrowed by address. */
export function QueuePage(props: {
  reader: Reader
  rows: Queued[]
  waiting: number
  filter: { verdict: VerdictState; q: string; kind: string; economy: string }
  economies: { value: string; label: string }[]
  next: string | null
}) {
  const { reader, rows, filter } = props
  const address = reader.at('/staff/companies/documents')
  const query = new URLSearchParams({ ...filter }).toString()
  const { verdict, ...rest } = filter
  const narrowed = Object.values(rest).some((value) => value !== '')
  return (
    <Page reader={reader} title={reader.t('companies.queue')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at('/staff/companies'), label: reader.t('companies.staff-title') }]}
      />
      <Head title={reader.t('companies.queue')} lede={reader.t('companies.queue-lede', { count: props.waiting })} />
      <nav class="states" aria-label={reader.t('companies.verdict')}>
        {VERDICTS.map((one) => (
          <a href={`${address}?verdict=${one}`} aria-current={verdict === one ? 'true' : undefined}>
            {reader.t(`companies.verdicts.${one}`)} {one === 'waiting' ? reader.number(props.waiting) : null}
          </a>
        ))}
      </nav>
      <form class="filter" action={address}>
        <input type="hidden" name="verdict" value={verdict} />
        <CompanyFilterFields reader={reader} filter={filter} economies={props.economies} />
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty
          say={reader.t(
            narrowed
              ? 'companies.none-match'
              : verdict === 'waiting'
                ? 'companies.queue-empty'
                : 'companies.queue-empty-other',
          )}
        />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('companies.company')}</th>
                <th scope="col">{reader.t('companies.document')}</th>
                <th scope="col">{reader.t('companies.economy')}</th>
                <th scope="col">{reader.t('companies.verdict')}</th>
                <th scope="col">{reader.t('companies.looked-at-by')}</th>
                <th scope="col" class="number">
                  {reader.t('companies.age')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ document, company, economy, days, taken }) => (
                <tr>
                  <th scope="row">
                    <CompanyName
                      reader={reader}
                      company={company}
                      href={reader.at(`/staff/companies/documents/${document.id}`)}
                    />
                  </th>
                  <td>{reader.t(`companies.document-kinds.${document.kind}`)}</td>
                  <td>
                    <Said {...economy} />
                  </td>
                  <td>
                    <VerdictTag reader={reader} verdict={document.verdict} />
                  </td>
                  <td>{taken ?? '–'}</td>
                  <td class="number">{reader.t('companies.days', { days })}</td>
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
        <a href={`${address}.xlsx?${query}`}>XLSX</a>
      </p>
    </Page>
  )
}

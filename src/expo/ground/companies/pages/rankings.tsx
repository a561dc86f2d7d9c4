import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, Refused, TextField, WordingFields } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { Ranked, RankingList } from '../queries/rankings.ts'
import { CompanyName, deskAddress } from './parts.tsx'

/** The lists of others that companies stand in, and the form that adds one. */
export function RankingListsPage({ reader, draft, lists }: { reader: Reader; draft: Draft; lists: RankingList[] }) {
  return (
    <Page reader={reader} title={reader.t('companies.rankings')}>
      <Trail reader={reader} steps={[{ href: reader.at('/house'), label: reader.t('front.way-house') }]} />
      <Head title={reader.t('companies.rankings')} lede={reader.t('companies.rankings-lede')} />
      {lists.length === 0 ? <Empty say={reader.t('companies.rankings-empty')} /> : null}
      <ul class="plain windows">
        {lists.map((list) => (
          <li>
            <a href={reader.at(`/house/rankings/${list.code}`)}>
              <Said {...reader.words(list.names)} />
            </a>{' '}
            <span class="why">{list.source}</span>
          </li>
        ))}
      </ul>
      <h2>{reader.t('companies.add-ranking')}</h2>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/house/rankings')}
        submit={reader.t('companies.add-ranking')}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="code"
          label={reader.t('companies.ranking-code')}
          hint={reader.t('companies.ranking-code-hint')}
          required
        />
        <WordingFields reader={reader} draft={draft} name="name" label={reader.t('companies.ranking-name')} required />
        <TextField reader={reader} draft={draft} name="source" label={reader.t('web.source')} />
      </Form>
    </Page>
  )
}

/** A list of a year: who stands in it, and the way to add a company and to take one out. */
export function RankingPage(props: {
  reader: Reader
  draft: Draft
  list: RankingList
  year: number
  years: { year: number; count: number }[]
  ranked: Ranked[]
  words: string
  found: Company[]
}) {
  const { reader, list, year, ranked } = props
  const here = reader.at(`/house/rankings/${list.code}`)
  const name = reader.words(list.names)
  return (
    <Page reader={reader} title={name.text}>
      <Trail reader={reader} steps={[{ href: reader.at('/house/rankings'), label: reader.t('companies.rankings') }]} />
      <Head
        title={name.text}
        lang={name.lang}
        kicker={String(year)}
        lede={reader.t('companies.ranked-count', { count: ranked.length })}
      />
      <nav class="states" aria-label={reader.t('companies.year')}>
        {props.years.map((one) => (
          <a href={`${here}?year=${one.year}`} aria-current={one.year === year ? 'true' : undefined}>
            {one.year} {reader.number(one.count)}
          </a>
        ))}
      </nav>
      <form class="filter" action={here}>
        <div class="field">
          <label for="year">{reader.t('companies.year')}</label>
          <input id="year" name="year" inputmode="numeric" value={String(year)} />
        </div>
        <div class="field">
          <label for="q">{reader.t('companies.find-to-add')}</label>
          <input id="q" name="q" type="search" value={props.words} dir="auto" />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      <Refused reader={reader} draft={props.draft} />
      <Adding {...props} here={here} />
      {ranked.length === 0 ? <Empty say={reader.t('companies.ranked-empty')} /> : null}
      <ol class="plain windows">
        {ranked.map(({ company, rank, source }) => (
          <li>
            {rank === null ? null : <span class="number">{reader.number(rank)}. </span>}
            <CompanyName reader={reader} company={company} href={reader.at(deskAddress(company))} />{' '}
            <span class="why">{source}</span>{' '}
            <form method="post" action={`${here}/remove`} class="inline">
              <input type="hidden" name="company" value={company.id} />
              <input type="hidden" name="year" value={String(year)} />
              <button type="submit" class="link">
                {reader.t('web.delete')}
              </button>
            </form>
          </li>
        ))}
      </ol>
    </Page>
  )
}

/** The companies that were found, to choose one from, with its rank. */
function Adding(props: Parameters<typeof RankingPage>[0] & { here: string }) {
  const { reader, draft, found, year } = props
  if (props.words === '') return null
  if (found.length === 0) return <p class="soft">{reader.t('companies.none-match')}</p>
  const chosen = String(draft.values.company ?? found[0]?.id)
  const error = draft.errors.company
  return (
    <Form
      reader={reader}
      draft={draft.refusal ? { ...emptyDraft, values: draft.values } : draft}
      action={`${props.here}/add?${new URLSearchParams({ q: props.words, year: String(year) })}`}
      submit={reader.t('companies.add-to-ranking')}
      tone="plain"
    >
      <fieldset class={error ? 'wrong' : undefined}>
        <legend>{reader.t('companies.company')}</legend>
        {found.map((company) => (
          <label class="tick">
            <input type="radio" name="company" value={company.id} checked={company.id === chosen} />{' '}
            <Said {...reader.words(company.names)} /> <span class="why">{company.economyCode}</span>
          </label>
        ))}
        {error ? <p class="error">{reader.sentence(error.code, error.details)}</p> : null}
      </fieldset>
      <input type="hidden" name="year" value={String(year)} />
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="rank"
          inputmode="numeric"
          label={reader.t('companies.rank')}
          hint={reader.t('companies.rank-hint')}
        />
        <TextField reader={reader} draft={draft} name="source" label={reader.t('web.source')} />
      </div>
    </Form>
  )
}

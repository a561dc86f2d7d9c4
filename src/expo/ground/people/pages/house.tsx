import type { StoredLetter } from '#platform/mail.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form } from '#web/fields.tsx'
import { Empty, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account } from '../queries.ts'

/** The administrators' way to what concerns the whole installation. */
export function HousePage({ reader, ways }: { reader: Reader; ways: { href: string; label: string; say: string }[] }) {
  return (
    <Page reader={reader} title={reader.t('front.way-house')}>
      <Head title={reader.t('front.way-house')} lede={reader.t('people.house-lede')} />
      <ul class="plain">
        {ways.map((way) => (
          <li>
            <h2 class="small-heading">
              <a href={way.href}>{way.label}</a>
            </h2>
            <p class="why">{way.say}</p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

const Back = ({ reader }: { reader: Reader }) => (
  <Trail reader={reader} steps={[{ href: reader.at('/house'), label: reader.t('front.way-house') }]} />
)

/** The letters that were written: with SMTP those sent, without it the only place where they can be read. */
export function OutboxPage({ reader, letters, smtp }: { reader: Reader; letters: StoredLetter[]; smtp: boolean }) {
  return (
    <Page reader={reader} title={reader.t('people.outbox')}>
      <Back reader={reader} />
      <Head title={reader.t('people.outbox')} lede={reader.t(smtp ? 'people.outbox-smtp' : 'people.outbox-local')} />
      {letters.length === 0 ? <Empty say={reader.t('people.outbox-empty')} /> : null}
      {letters.map((letter) => (
        <details class="letter" lang={letter.language}>
          <summary>
            {letter.subject}{' '}
            <span class="why">
              → {letter.to} · {reader.moment(letter.writtenAt, 'UTC', 'short')}
            </span>
          </summary>
          <div class="sheet letter-text">
            {letter.body.split('\n\n').map((paragraph) =>
              /^https?:\/\/\S+$/.test(paragraph) ? (
                <p>
                  <a href={paragraph}>{paragraph}</a>
                </p>
              ) : (
                <p>{paragraph}</p>
              ),
            )}
          </div>
        </details>
      ))}
    </Page>
  )
}

export function PeoplePage({
  reader,
  people,
  q,
  next,
}: {
  reader: Reader
  people: Account[]
  q: string
  next: string | null
}) {
  return (
    <Page reader={reader} title={reader.t('people.people')}>
      <Back reader={reader} />
      <Head title={reader.t('people.people')} />
      <form class="filter" action={reader.at('/house/people')}>
        <div class="field">
          <label for="q">{reader.t('people.name-or-email')}</label>
          <input id="q" name="q" type="search" value={q} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {people.length === 0 ? <Empty say={reader.t('people.nobody')} /> : null}
      <ul class="plain">
        {people.map((person) => (
          <li>
            <a href={reader.at(`/house/people/${person.id}`)}>{person.name}</a> <span class="why">{person.email}</span>{' '}
            {person.demonstration ? <span class="tag constructed">{reader.t('people.demonstration')}</span> : null}
          </li>
        ))}
      </ul>
      {next ? (
        <p>
          <a href={reader.at(`/house/people?${new URLSearchParams({ q, after: next })}`)}>{reader.t('web.next')}</a>
        </p>
      ) : null}
    </Page>
  )
}

export function PersonPage(props: {
  reader: Reader
  draft: Draft
  person: Account
  roles: { label: string; role: string; kind: string; thing: string }[]
  choices: { value: string; label: string }[]
  editions: { value: string; label: string }[]
}) {
  const { reader, person, draft } = props
  const here = reader.at(`/house/people/${person.id}`)
  return (
    <Page reader={reader} title={person.name}>
      <Trail reader={reader} steps={[{ href: reader.at('/house/people'), label: reader.t('people.people') }]} />
      <Head title={person.name} kicker={person.email} />
      <h2>{reader.t('people.roles')}</h2>
      {props.roles.length === 0 ? <p class="soft">{reader.t('people.no-roles')}</p> : null}
      <ul class="plain">
        {props.roles.map((one) => (
          <li>
            {one.label}
            <Form
              reader={reader}
              draft={emptyDraft}
              action={`${here}/revoke`}
              submit={reader.t('people.take-back')}
              tone="plain"
            >
              <input type="hidden" name="role" value={one.role} />
              <input type="hidden" name="kind" value={one.kind} />
              <input type="hidden" name="thing" value={one.thing} />
            </Form>
          </li>
        ))}
      </ul>
      <h2>{reader.t('people.give-role')}</h2>
      <Form reader={reader} draft={draft} action={here} submit={reader.t('people.give-role')}>
        <Choice
          reader={reader}
          draft={draft}
          name="what"
          label={reader.t('people.role')}
          options={props.choices}
          required
        />
        <Choice
          reader={reader}
          draft={draft}
          name="thing"
          label={reader.t('people.of-edition')}
          options={props.editions}
          empty="–"
        />
      </Form>
    </Page>
  )
}

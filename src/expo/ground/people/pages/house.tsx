import { dayAt } from '#kernel/day.ts'
import { directionOf } from '#kernel/language.ts'
import type { Entry } from '#platform/journal.ts'
import type { StoredLetter } from '#platform/mail.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, Narrow, Radios, Refused, TextArea } from '#web/fields.tsx'
import { History } from '#web/history.tsx'
import { Empty, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account, PersonSeen } from '../queries.ts'
import { type RoleSeen, sayOf } from './account.tsx'

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
export function OutboxPage(props: {
  reader: Reader
  letters: StoredLetter[]
  smtp: boolean
  q: string
  older: string | null
}) {
  const { reader, letters, smtp, q } = props
  return (
    <Page reader={reader} title={reader.t('people.outbox')}>
      <Back reader={reader} />
      <Head title={reader.t('people.outbox')} lede={reader.t(smtp ? 'people.outbox-smtp' : 'people.outbox-local')} />
      <form class="filter" action={reader.at('/house/outbox')}>
        <div class="field">
          <label for="q">{reader.t('people.outbox-find')}</label>
          <input id="q" name="q" type="search" value={q} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {letters.length === 0 ? <Empty say={reader.t(q ? 'people.outbox-none' : 'people.outbox-empty')} /> : null}
      {letters.map((letter) => (
        <details class="letter">
          <summary>
            <bdi lang={letter.language}>{letter.subject}</bdi>{' '}
            {smtp ? (
              <span class={letter.sentAt ? 'tag ok' : 'tag wait'}>
                {reader.t(letter.sentAt ? 'people.letter-left' : 'people.letter-waits')}
              </span>
            ) : null}
            <span class="why block">
              {letter.to} · {reader.moment(letter.writtenAt, 'UTC', 'short')} UTC
            </span>
          </summary>
          <div class="sheet letter-text" lang={letter.language} dir={directionOf(letter.language)}>
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
      {props.older ? (
        <p>
          <a href={reader.at(`/house/outbox?${new URLSearchParams({ q, before: props.older })}`)}>
            {reader.t('people.older')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** Everybody with an account, the newest first, narrowed by address so that a view can be sent to a colleague. */
export function PeoplePage(props: {
  reader: Reader
  people: PersonSeen[]
  q: string
  role: string
  roles: { value: string; label: string }[]
  older: string | null
}) {
  const { reader, people, q, role } = props
  const address = reader.at('/house/people')
  const labelOf = (one: PersonSeen['roles'][number]) =>
    reader.t(`people.roles.${one.kind}.${one.role}` as 'people.roles.house.administrator')
  return (
    <Page reader={reader} title={reader.t('people.people')} wide>
      <Back reader={reader} />
      <Head title={reader.t('people.people')} lede={reader.t('people.people-lede')}>
        <p class="deeds">
          <a class="act" href={`${address}.csv?${new URLSearchParams({ q, role })}`}>
            CSV
          </a>
        </p>
      </Head>
      <form class="filter" action={address}>
        <div class="field">
          <label for="q">{reader.t('people.name-or-email')}</label>
          <input id="q" name="q" type="search" value={q} />
        </div>
        <Narrow
          reader={reader}
          name="role"
          label={reader.t('people.role')}
          value={role}
          options={props.roles.map((one) => [one.value, one.label] as const)}
        />
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {people.length === 0 ? (
        <Empty say={reader.t('people.nobody')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('people.name')}</th>
                <th scope="col">{reader.t('people.email')}</th>
                <th scope="col">{reader.t('people.roles')}</th>
                <th scope="col">{reader.t('people.joined')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr>
                  <th scope="row">
                    <a href={reader.at(`/house/people/${person.id}`)}>
                      <bdi>{person.name}</bdi>
                    </a>
                    {person.nativeName ? (
                      <>
                        <br />
                        <bdi lang={person.nativeLang || undefined}>{person.nativeName}</bdi>
                      </>
                    ) : null}{' '}
                    {person.demonstration ? (
                      <span class="tag constructed">{reader.t('people.demonstration')}</span>
                    ) : null}
                  </th>
                  <td>{person.email}</td>
                  <td>{person.roles.length === 0 ? '–' : reader.list(person.roles.map(labelOf))}</td>
                  <td>{reader.day(dayAt(person.createdAt, 'UTC'), 'medium')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {props.older ? (
        <p>
          <a href={`${address}?${new URLSearchParams({ q, role, before: props.older })}`}>{reader.t('people.older')}</a>
        </p>
      ) : null}
    </Page>
  )
}

export interface Giving {
  /** The role chosen, or '' before one has been. */
  what: string
  words: string
  /** What the words found, for a role over a thing; null for the house's own, which needs none. */
  found: { id: string; name: string }[] | null
}

/** A person, the roles they hold, and the way to give another: choose the role, find what it is over by name, give it. */
export function PersonPage(props: {
  reader: Reader
  draft: Draft
  person: Account
  roles: (RoleSeen & { role: string; kind: string; id: string })[]
  choices: { value: string; label: string }[]
  giving: Giving
  entries: Entry[]
}) {
  const { reader, person } = props
  const here = reader.at(`/house/people/${person.id}`)
  return (
    <Page reader={reader} title={person.name}>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at('/house'), label: reader.t('front.way-house') },
          { href: reader.at('/house/people'), label: reader.t('people.people') },
        ]}
      />
      <Head title={person.name} lede={person.email} />
      <h2>{reader.t('people.roles')}</h2>
      {props.roles.length === 0 ? <p class="soft">{reader.t('people.no-roles')}</p> : null}
      <ul class="plain windows">
        {props.roles.map((one) => (
          <li>
            {one.label}
            {one.thing ? (
              <>
                {': '}
                <a href={one.thing.href}>{one.thing.name}</a>
              </>
            ) : null}
            {' · '}
            <form method="post" action={`${here}/revoke`} class="inline">
              <input type="hidden" name="role" value={one.role} />
              <input type="hidden" name="kind" value={one.kind} />
              <input type="hidden" name="thing" value={one.id} />
              <button type="submit" class="link">
                {reader.t('people.take-back')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h2 id="give">{reader.t('people.give-role')}</h2>
      <GiveRole {...props} here={here} />
      <h2>{reader.t('web.history')}</h2>
      <History reader={reader} entries={props.entries} timeZone="UTC" say={(entry) => sayOf(reader, entry)} />
      <h2>{reader.t('people.privacy-theirs')}</h2>
      <p>{reader.t('people.privacy-theirs-about')}</p>
      <p class="deeds">
        <a class="act" href={`${here}/export.json`}>
          {reader.t('people.export-theirs')}
        </a>
      </p>
      <details open={props.draft.errors.why !== undefined} class="apart">
        <summary>{reader.t('people.erase-theirs')}</summary>
        <p>{reader.t('people.erase-lede')}</p>
        <Form
          reader={reader}
          draft={props.draft.errors.why ? props.draft : emptyDraft}
          action={`${here}/erase`}
          submit={reader.t('people.erase-theirs')}
          tone="grave"
        >
          <TextArea
            reader={reader}
            draft={props.draft.errors.why ? props.draft : emptyDraft}
            name="why"
            label={reader.t('web.reason')}
            rows={2}
            required
          />
        </Form>
      </details>
    </Page>
  )
}

function GiveRole(props: Parameters<typeof PersonPage>[0] & { here: string }) {
  const { reader, draft, giving, here } = props
  const chosen = props.choices.find((one) => one.value === giving.what)
  return (
    <>
      <form class="filter" action={`${here}#give`}>
        <div class="field">
          <label for="what">{reader.t('people.role')}</label>
          <select id="what" name="what">
            {props.choices.map((one) => (
              <option value={one.value} selected={one.value === giving.what}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="q">{reader.t('people.role-over')}</label>
          <input id="q" name="q" type="search" value={giving.words} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.next')}
        </button>
      </form>
      <Refused reader={reader} draft={draft} />
      {chosen && giving.found?.length === 0 ? <Empty say={reader.t('people.role-none-found')} /> : null}
      {chosen && giving.found?.length !== 0 ? (
        <Form reader={reader} draft={{ ...draft, refusal: null }} action={here} submit={reader.t('people.give-role')}>
          <input type="hidden" name="what" value={giving.what} />
          {giving.found ? (
            <Radios
              reader={reader}
              draft={draft}
              name="thing"
              label={chosen.label}
              value={giving.found.length === 1 ? giving.found[0]?.id : undefined}
              options={giving.found.map((one) => ({ value: one.id, label: one.name }))}
            />
          ) : (
            <p>
              <strong>{chosen.label}</strong>. {reader.t('people.role-house-means')}
            </p>
          )}
        </Form>
      ) : null}
    </>
  )
}

import type { PropsWithChildren } from 'hono/jsx'
import type { Entry } from '#platform/journal.ts'
import { emptyDraft } from '#web/door.ts'
import { Form } from '#web/fields.tsx'
import { History } from '#web/history.tsx'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account, PasskeySeen, SessionSeen } from '../queries.ts'
import { WAYS_IN } from '../words.ts'

export interface RoleSeen {
  label: string
  /** What the role is held over, and the way there; null for the house. */
  thing: { name: string; href: string } | null
}

interface AccountProps {
  reader: Reader
  account: Account
  sessions: SessionSeen[]
  current: string | null
  passkeys: PasskeySeen[]
  roles: RoleSeen[]
  /** What the journal tells of this person. */
  entries: Entry[]
  /** What the browser that asks calls itself. */
  browser: string
}

/** A person's own page: names, ways of signing in, sessions, what has happened, privacy. */
export function AccountPage(props: AccountProps) {
  const { reader, account } = props
  return (
    <Page reader={reader} title={reader.t('people.account')} scripts={['people-passkey']}>
      <Head title={account.name} kicker={reader.t('people.account')} />
      <Who {...props} />
      <h2>{reader.t('people.roles')}</h2>
      <Roles reader={reader} roles={props.roles} />
      <h2>{reader.t('people.ways-in')}</h2>
      <WaysIn {...props} />
      <h2>{reader.t('people.sessions')}</h2>
      <Sessions {...props} />
      <h2>{reader.t('web.history')}</h2>
      <History reader={reader} entries={props.entries} timeZone="UTC" say={(entry) => sayOf(reader, entry)} />
      <h2>{reader.t('people.privacy')}</h2>
      <p>{reader.t('people.privacy-about')}</p>
      <p class="deeds">
        <a class="act" href={reader.at('/account/export.json')}>
          {reader.t('people.export')}
        </a>
        <a class="act grave" href={reader.at('/account/erase')}>
          {reader.t('people.erase')}
        </a>
      </p>
    </Page>
  )
}

/** A line of the account: what it is, how it stands, and the way to change it. */
function Line(props: PropsWithChildren<{ label: string; way?: { href: string; label: string } }>) {
  return (
    <li class="line-of">
      <span class="soft">{props.label}</span>
      <span>{props.children}</span>
      {props.way ? <a href={props.way.href}>{props.way.label}</a> : <span />}
    </li>
  )
}

function Who({ reader, account }: AccountProps) {
  const profile = { href: reader.at('/account/profile'), label: reader.t('people.change-profile') }
  return (
    <ul class="plain">
      <Line label={reader.t('people.name')} way={profile}>
        <bdi>{account.name}</bdi>
        {account.nativeName ? (
          <>
            {' · '}
            <bdi lang={account.nativeLang || undefined}>{account.nativeName}</bdi>
          </>
        ) : null}
      </Line>
      <Line
        label={reader.t('people.email')}
        way={{ href: reader.at('/account/email'), label: reader.t('people.change-email') }}
      >
        {account.email}
      </Line>
    </ul>
  )
}

export function Roles({ reader, roles }: { reader: Reader; roles: RoleSeen[] }) {
  if (roles.length === 0) return <p class="soft">{reader.t('people.no-roles-yours')}</p>
  return (
    <ul>
      {roles.map((role) => (
        <li>
          {role.label}
          {role.thing ? (
            <>
              {': '}
              <a href={role.thing.href}>{role.thing.name}</a>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function WaysIn({ reader, account, passkeys, browser }: AccountProps) {
  const { twoFactorEnabled: on } = account
  return (
    <ul class="plain">
      <Line
        label={reader.t('people.password')}
        way={{ href: reader.at('/account/password'), label: reader.t('people.change-password') }}
      >
        ••••••••
      </Line>
      <Line
        label={reader.t('people.second-factor')}
        way={{
          href: reader.at('/account/second-factor'),
          label: reader.t(on ? 'people.second-factor-manage' : 'people.turn-on'),
        }}
      >
        <span class={on ? 'tag ok' : 'tag wait'}>{reader.t(on ? 'people.on' : 'people.off')}</span>
      </Line>
      <Line label={reader.t('people.passkey')}>
        {reader.t('people.passkeys', { count: passkeys.length })}
        <ul class="plain">
          {passkeys.map((passkey) => (
            <li>
              <bdi>{passkey.name || reader.t('people.passkey')}</bdi>{' '}
              <span class="why">{passkey.createdAt ? reader.moment(passkey.createdAt, 'UTC', 'short') : null}</span>{' '}
              <Button
                action={reader.at('/account/passkeys/remove')}
                name="id"
                value={passkey.id}
                label={reader.t('web.delete')}
              />
            </li>
          ))}
        </ul>
        <div data-passkey-box hidden>
          <p class="why">{reader.t('people.passkey-about')}</p>
          <button
            type="button"
            class="act"
            data-passkey="register"
            data-name={browser}
            data-then={reader.at('/account')}
          >
            {reader.t('people.passkey-add')}
          </button>
          <p data-passkey-said="failed" hidden class="error" role="alert">
            {reader.t('people.passkey-not-added')}
          </p>
          <p data-passkey-said="stale" hidden class="error" role="alert">
            {reader.t('people.passkey-stale')}
          </p>
        </div>
        <noscript>
          <p class="why">{reader.t('people.passkey-script')}</p>
        </noscript>
      </Line>
    </ul>
  )
}

function Sessions({ reader, sessions, current }: AccountProps) {
  const others = sessions.filter((session) => session.token !== current)
  return (
    <>
      <ul class="plain windows">
        {sessions.map((session) => (
          <li>
            {browserOf(session.userAgent) ?? reader.t('people.unknown-browser')}{' '}
            {session.token === current ? <span class="tag ok">{reader.t('people.this-session')}</span> : null}
            <br />
            <span class="why">
              {reader.t('people.session-seen', {
                begun: reader.moment(session.createdAt, 'UTC', 'short'),
                seen: reader.moment(session.updatedAt, 'UTC', 'short'),
              })}
              {session.ipAddress ? ` · ${session.ipAddress}` : null}
            </span>{' '}
            {session.token === current ? null : (
              <Button
                action={reader.at('/account/sessions/end')}
                name="id"
                value={session.id}
                label={reader.t('people.end-session')}
              />
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={reader.at('/account/sessions/end')}
          submit={reader.t('people.end-others')}
          tone="plain"
        />
      ) : null}
    </>
  )
}

export const Button = (props: { action: string; name: string; value: string; label: string }) => (
  <form method="post" action={props.action} class="inline">
    <input type="hidden" name={props.name} value={props.value} />
    <button type="submit" class="link">
      {props.label}
    </button>
  </form>
)

/** Enough of a browser's name for its owner to know it again; null where it does not say. */
export function browserOf(userAgent: string | null): string | null {
  const agent = userAgent ?? ''
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0]
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(agent)?.[0]
  const named = browser && ({ Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser)
  return [named, system].filter(Boolean).join(', ') || null
}

/** What has happened to the account, in words; what the person did elsewhere is told there. */
export function sayOf(reader: Reader, entry: Entry): string | null {
  if (entry.what === 'person.joined') return reader.t('people.facts.person.joined')
  const way = WAYS_IN.find((one) => one === entry.details.way)
  if (entry.what === 'person.way-in-changed' && way) return reader.t(`people.facts.way.${way}`)
  if (entry.what !== 'role.granted' && entry.what !== 'role.revoked') return null
  const role = `people.roles.${entry.details.kind}.${entry.details.role}` as 'people.roles.house.administrator'
  return reader.t(`people.facts.${entry.what}`, { role: reader.t(role) })
}

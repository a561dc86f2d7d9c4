import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, type Option, TextField } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account, PasskeySeen, SessionSeen } from '../queries.ts'
import { SHORTEST_PASSWORD } from '../words.ts'
import { OneTimeCode } from './sign-in.tsx'

/** A person's own page: names, ways of signing in, sessions, privacy. */
export function AccountPage(props: {
  reader: Reader
  account: Account
  sessions: SessionSeen[]
  current: string | null
  passkeys: PasskeySeen[]
  roles: string[]
}) {
  const { reader, account } = props
  return (
    <Page reader={reader} title={reader.t('people.account')} scripts={['people-passkey']}>
      <Head title={account.name} kicker={reader.t('people.account')} lede={account.email} />
      {props.roles.length > 0 ? (
        <>
          <h2>{reader.t('people.roles')}</h2>
          <ul>
            {props.roles.map((role) => (
              <li>{role}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{reader.t('people.ways-in')}</h2>
      <ul class="plain">
        <li>
          {reader.t('people.password')} ·{' '}
          <a href={reader.at('/account/password')}>{reader.t('people.change-password')}</a>
        </li>
        <li>
          {reader.t('people.second-factor')}{' '}
          <span class={account.twoFactorEnabled ? 'tag ok' : 'tag wait'}>
            {reader.t(account.twoFactorEnabled ? 'people.on' : 'people.off')}
          </span>{' '}
          ·{' '}
          <a href={reader.at('/account/second-factor')}>
            {reader.t(account.twoFactorEnabled ? 'people.turn-off' : 'people.turn-on')}
          </a>
        </li>
        <li>
          {reader.t('people.passkeys', { count: props.passkeys.length })}
          <ul>
            {props.passkeys.map((passkey) => (
              <li>
                {passkey.name || reader.t('people.passkey')}{' '}
                {passkey.createdAt ? reader.moment(passkey.createdAt, 'UTC', 'short') : null}{' '}
                <form method="post" action={reader.at('/account/passkeys/remove')} class="inline">
                  <input type="hidden" name="id" value={passkey.id} />
                  <button type="submit" class="link">
                    {reader.t('web.delete')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
          <button type="button" class="act" data-passkey="register" data-then={reader.at('/account')} hidden>
            {reader.t('people.passkey-add')}
          </button>
          <p data-passkey-said hidden class="error">
            {reader.t('people.passkey-failed')}
          </p>
        </li>
      </ul>
      <h2>{reader.t('people.sessions')}</h2>
      <ul class="plain">
        {props.sessions.map((session) => (
          <li>
            {browserOf(session.userAgent)} · {reader.moment(session.updatedAt, 'UTC', 'short')}{' '}
            {session.token === props.current ? (
              <span class="tag ok">{reader.t('people.this-session')}</span>
            ) : (
              <form method="post" action={reader.at('/account/sessions/end')} class="inline">
                <input type="hidden" name="id" value={session.id} />
                <button type="submit" class="link">
                  {reader.t('people.end-session')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {props.sessions.length > 1 ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={reader.at('/account/sessions/end')}
          submit={reader.t('people.end-others')}
          tone="plain"
        />
      ) : null}
      <h2>{reader.t('people.privacy')}</h2>
      <p class="deeds">
        <a class="act" href={reader.at('/account/profile')}>
          {reader.t('people.change-profile')}
        </a>
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

/** Enough of a browser's name for its owner to know it again. */
function browserOf(userAgent: string | null): string {
  const agent = userAgent ?? ''
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? '–'
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(agent)?.[0]
  return [{ Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser, system].filter(Boolean).join(', ')
}

interface FormPage {
  reader: Reader
  draft: Draft
}

const Password = ({
  reader,
  draft,
  name,
  label,
  fresh = false,
}: FormPage & { name: string; label: string; fresh?: boolean }) => (
  <TextField
    reader={reader}
    draft={draft}
    name={name}
    type="password"
    label={label}
    {...(fresh ? { hint: reader.t('people.password-hint', { min: SHORTEST_PASSWORD }) } : {})}
    autocomplete={fresh ? 'new-password' : 'current-password'}
    required
  />
)

const Back = ({ reader }: { reader: Reader }) => (
  <Trail reader={reader} steps={[{ href: reader.at('/account'), label: reader.t('people.account') }]} />
)

export function PasswordPage({ reader, draft }: FormPage) {
  return (
    <Page reader={reader} title={reader.t('people.change-password')}>
      <Back reader={reader} />
      <Head title={reader.t('people.change-password')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/password')}
        submit={reader.t('web.save')}
        back={reader.at('/account')}
      >
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
        <Password reader={reader} draft={draft} name="newPassword" label={reader.t('people.new-password')} fresh />
      </Form>
    </Page>
  )
}

export function ProfilePage({ reader, draft, account }: FormPage & { account: Account }) {
  return (
    <Page reader={reader} title={reader.t('people.change-profile')}>
      <Back reader={reader} />
      <Head title={reader.t('people.change-profile')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/profile')}
        submit={reader.t('web.save')}
        back={reader.at('/account')}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('people.name')}
          hint={reader.t('people.name-hint')}
          value={account.name}
          required
        />
        <TextField
          reader={reader}
          draft={draft}
          name="nativeName"
          label={reader.t('people.native-name')}
          value={account.nativeName}
        />
        <TextField
          reader={reader}
          draft={draft}
          name="nativeLang"
          label={reader.t('people.native-lang')}
          hint={reader.t('people.native-lang-hint')}
          value={account.nativeLang}
        />
        <Choice
          reader={reader}
          draft={draft}
          name="language"
          label={reader.t('people.language')}
          value={account.language}
          options={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
          required
        />
      </Form>
    </Page>
  )
}

/** Turn the second factor on or off; either asks for the password. */
export function SecondFactorSetupPage({ reader, draft, on }: FormPage & { on: boolean }) {
  return (
    <Page reader={reader} title={reader.t('people.second-factor')}>
      <Back reader={reader} />
      <Head title={reader.t('people.second-factor')} lede={reader.t('people.second-factor-about')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`/account/second-factor/${on ? 'off' : 'on'}`)}
        submit={reader.t(on ? 'people.turn-off' : 'people.turn-on')}
        tone={on ? 'grave' : 'first'}
        back={reader.at('/account')}
      >
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
      </Form>
    </Page>
  )
}

/** The code to scan and the backup codes, seen once; and the first code, which proves that the scan worked. */
export function SecondFactorCodesPage({
  reader,
  draft,
  qr,
  secret,
  backup,
}: FormPage & { qr: string; secret: string; backup: string[] }) {
  return (
    <Page reader={reader} title={reader.t('people.second-factor')}>
      <Back reader={reader} />
      <Head title={reader.t('people.second-factor')} />
      <h2>{reader.t('people.scan')}</h2>
      {qr ? <img src={qr} width="220" height="220" alt={reader.t('people.scan-alt')} /> : null}
      {secret ? (
        <p>
          {reader.t('people.or-type')} <code>{secret}</code>
        </p>
      ) : null}
      {backup.length > 0 ? (
        <>
          <h2>{reader.t('people.backup')}</h2>
          <p>{reader.t('people.backup-lede')}</p>
          <pre>{backup.join('\n')}</pre>
        </>
      ) : null}
      <h2>{reader.t('people.prove')}</h2>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/second-factor/prove')}
        submit={reader.t('people.turn-on')}
        back={reader.at('/account')}
      >
        <OneTimeCode reader={reader} draft={draft} />
      </Form>
    </Page>
  )
}

export function ErasePage({ reader, draft }: FormPage) {
  return (
    <Page reader={reader} title={reader.t('people.erase')}>
      <Back reader={reader} />
      <Head title={reader.t('people.erase')} lede={reader.t('people.erase-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/erase')}
        submit={reader.t('people.erase')}
        tone="grave"
        back={reader.at('/account')}
      >
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
      </Form>
    </Page>
  )
}

/** Who holds a role over a thing, who is invited to one, and the form that invites: a part of other rooms' pages. */
export function Team(props: {
  reader: Reader
  holders: { personId: string; name: string; email: string; role: string }[]
  invited: { id: string; email: string; role: string }[]
  /** Addresses of the deeds; without them the list is only read. */
  deeds: { invite: string; revoke: string; remove: string } | null
  draft: Draft
  roles: { value: string; label: string }[]
  /** Languages that the letter may be written in, where the room lets one choose. */
  letterIn?: Option[]
}) {
  const { reader, deeds, draft } = props
  const button = (action: string, name: string, value: string, label: string) => (
    <form method="post" action={action} class="inline">
      <input type="hidden" name={name} value={value} />
      <button type="submit" class="link">
        {label}
      </button>
    </form>
  )
  return (
    <section>
      <h2>{reader.t('people.team')}</h2>
      {props.holders.length + props.invited.length === 0 ? <p class="soft">{reader.t('people.team-empty')}</p> : null}
      <ul class="plain">
        {props.holders.map((one) => (
          <li>
            {one.name} <span class="why">{one.email}</span> <span class="tag">{one.role}</span>{' '}
            {deeds ? button(deeds.remove, 'id', one.personId, reader.t('people.take-back')) : null}
          </li>
        ))}
        {props.invited.map((one) => (
          <li>
            <span class="why">{one.email}</span> <span class="tag wait">{reader.t('people.invited')}</span>{' '}
            {deeds ? button(deeds.revoke, 'id', one.id, reader.t('people.take-back')) : null}
          </li>
        ))}
      </ul>
      {deeds ? (
        <details open={Object.keys(draft.errors).length > 0}>
          <summary>{reader.t('people.invite-colleague')}</summary>
          <Form reader={reader} draft={draft} action={deeds.invite} submit={reader.t('people.send-link')} tone="plain">
            <TextField
              reader={reader}
              draft={draft}
              name="email"
              type="email"
              label={reader.t('people.email')}
              required
            />
            <Choice
              reader={reader}
              draft={draft}
              name="role"
              label={reader.t('people.role')}
              options={props.roles}
              required
            />
            {props.letterIn ? (
              <Choice
                reader={reader}
                draft={draft}
                name="language"
                label={reader.t('people.letter-language')}
                value={reader.lang}
                options={props.letterIn}
                required
              />
            ) : null}
          </Form>
        </details>
      ) : null}
    </section>
  )
}

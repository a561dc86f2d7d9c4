import QRCode from 'qrcode'
import { getEditionById, listEditions } from '#expo/ground/editions/index.ts'
import type { Grant, GrantKind, Person, Role } from '#kernel/actor.ts'
import { anyone, houseAdministrator, signedIn } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listLetters } from '#platform/mail.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import { askAuth } from './auth.ts'
import { changeProfile, createAccountIn, endSessions, erasePerson } from './commands/accounts.ts'
import { acceptInvitation } from './commands/invite.ts'
import { grantRole, revokeRole } from './commands/roles.ts'
import {
  AddressForm,
  ChangePasswordForm,
  CodeForm,
  IdForm,
  JoinForm,
  NothingForm,
  PasswordForm,
  ProfileForm,
  ResetForm,
  RevokeForm,
  RoleForm,
  SecondFactorForm,
  SignInForm,
  SignUpForm,
} from './forms.ts'
import { GRANT_CHOICES } from './grant-choices.ts'
import {
  AccountPage,
  ErasePage,
  PasswordPage,
  ProfilePage,
  SecondFactorCodesPage,
  SecondFactorSetupPage,
} from './pages/account.tsx'
import { HousePage, OutboxPage, PeoplePage, PersonPage } from './pages/house.tsx'
import {
  ConfirmPage,
  ForgotPage,
  InvitationPage,
  LetterSentPage,
  ResetPage,
  SecondFactorPage,
  SignInPage,
  SignUpPage,
} from './pages/sign-in.tsx'
import {
  exportPerson,
  getAccount,
  getInvitation,
  type Invited,
  listDemonstrationAccounts,
  listGrants,
  listPasskeys,
  listSessions,
  searchPeople,
} from './queries.ts'

const idOf = (call: Call<unknown>): string => (call.actor as Person).id
const localPath = (path: string | null) => (path && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : '/desk')
const tokenOf = (call: Call<unknown>): string => (call.params.token ?? '').slice(0, 400)

const signInPage = async ({ house, reader, query }: Call<unknown>, draft: Draft) => (
  <SignInPage
    reader={reader}
    draft={draft}
    then={localPath(String(draft.values.then ?? query.get('then') ?? '/desk'))}
    demonstration={await listDemonstrationAccounts(house.db)}
  />
)

/** What is wrong with a one-time code, a password, a link: better-auth's codes as our sentences. */
function refuseAuth(code: string, field?: string): never {
  if (/ACCOUNT_TEMPORARILY_LOCKED|TOO_MANY/.test(code)) throw new Refusal('throttled', 'people.locked')
  if (/TOKEN|EXPIRED/.test(code)) throw new Refusal('closed', 'people.link-over')
  if (/CODE|OTP|BACKUP|TWO_FACTOR/.test(code)) throw new Refusal('invalid', 'people.wrong-code', {}, 'code')
  throw new Refusal('invalid', 'people.wrong-password', {}, field)
}

const signingIn: Door[] = [
  page('/:lang/sign-in', { may: anyone, show: signInPage }),
  deed('/:lang/sign-in', {
    may: anyone,
    form: SignInForm,
    show: signInPage,
    do: async (call, { email, password, then }) => {
      const answer = await askAuth(call, '/sign-in/email', { email, password })
      if (answer.code === 'EMAIL_NOT_VERIFIED') throw new Refusal('closed', 'people.confirm-first')
      if (!answer.ok) throw new Refusal('invalid', 'people.wrong-sign-in')
      const to = answer.data.twoFactorRedirect ? `/second-factor?then=${encodeURIComponent(then)}` : then
      return { to, headers: answer.headers }
    },
  }),
  page('/:lang/second-factor', {
    may: anyone,
    show: ({ reader, query }, draft) => (
      <SecondFactorPage reader={reader} draft={draft} then={localPath(query.get('then'))} />
    ),
  }),
  deed('/:lang/second-factor', {
    may: anyone,
    form: SecondFactorForm,
    show: ({ reader }, draft) => (
      <SecondFactorPage reader={reader} draft={draft} then={localPath(String(draft.values.then ?? ''))} />
    ),
    do: async (call, { code, trust, then }) => {
      const backup = !/^\d{6}$/.test(code)
      const answer = await askAuth(call, backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: backup ? `${code.slice(0, 5)}-${code.slice(5)}` : code,
        trustDevice: trust,
      })
      if (!answer.ok) refuseAuth(answer.code || 'CODE', 'code')
      return { to: then, headers: answer.headers }
    },
  }),
  deed('/:lang/sign-out', {
    may: anyone,
    form: NothingForm,
    show: signInPage,
    do: async (call) => ({ to: '/', headers: (await askAuth(call, '/sign-out')).headers }),
  }),
  page('/:lang/sign-up', { may: anyone, show: ({ reader }, draft) => <SignUpPage reader={reader} draft={draft} /> }),
  deed('/:lang/sign-up', {
    may: anyone,
    form: SignUpForm,
    show: ({ reader }, draft) => <SignUpPage reader={reader} draft={draft} />,
    do: async (call, form) => {
      await askAuth(call, '/sign-up/email', form)
      return { to: '/letter-sent' }
    },
  }),
  page('/:lang/letter-sent', { may: anyone, show: ({ reader }) => <LetterSentPage reader={reader} /> }),
  page('/:lang/confirm/:token', {
    may: anyone,
    show: (call, draft) => <ConfirmPage reader={call.reader} draft={draft} token={tokenOf(call)} />,
  }),
  deed('/:lang/confirm/:token', {
    may: anyone,
    form: NothingForm,
    show: (call, draft) => <ConfirmPage reader={call.reader} draft={draft} token={tokenOf(call)} />,
    do: async (call) => {
      const answer = await askAuth(call, `/verify-email?token=${encodeURIComponent(tokenOf(call))}`, undefined, 'GET')
      if (!answer.ok || answer.code) refuseAuth(answer.code || 'TOKEN')
      return { to: '/sign-in', notice: { key: 'people.notice-confirmed' } }
    },
  }),
  page('/:lang/forgot', { may: anyone, show: ({ reader }, draft) => <ForgotPage reader={reader} draft={draft} /> }),
  deed('/:lang/forgot', {
    may: anyone,
    form: AddressForm,
    show: ({ reader }, draft) => <ForgotPage reader={reader} draft={draft} />,
    do: async (call, form) => {
      await askAuth(call, '/request-password-reset', form)
      return { to: '/letter-sent' }
    },
  }),
  page('/:lang/reset/:token', {
    may: anyone,
    show: (call, draft) => <ResetPage reader={call.reader} draft={draft} token={tokenOf(call)} />,
  }),
  deed('/:lang/reset/:token', {
    may: anyone,
    form: ResetForm,
    show: (call, draft) => <ResetPage reader={call.reader} draft={draft} token={tokenOf(call)} />,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/reset-password', { newPassword: password, token: tokenOf(call) })
      if (!answer.ok) refuseAuth(answer.code || 'TOKEN')
      return { to: '/sign-in', notice: { key: 'people.notice-password' } }
    },
  }),
]

const invitationInPath = (call: Call): Promise<Invited> => getInvitation(call.house.db, tokenOf(call))

const invitationPage = async (call: Call<Invited>, draft: Draft) => {
  const { thing, now, reader, actor, house } = call
  const state = thing.revokedAt ? 'revoked' : thing.acceptedAt ? 'used' : thing.expiresAt <= now ? 'over' : 'open'
  const account = actor.kind === 'person' ? (await getAccount(house.db, actor.id)).name : null
  const role = reader.t(`people.roles.${thing.kind}.${thing.role}` as 'people.roles.pavilion.administrator')
  return (
    <InvitationPage
      reader={reader}
      draft={draft}
      token={tokenOf(call)}
      subject={thing.subject}
      role={role}
      email={thing.email}
      state={state}
      account={account}
    />
  )
}

const invitations: Door[] = [
  page('/:lang/invitation/:token', { thing: invitationInPath, may: anyone, show: invitationPage }),
  deed('/:lang/invitation/:token', {
    thing: invitationInPath,
    may: anyone,
    form: JoinForm,
    show: invitationPage,
    do: async (call, { name, password }) => {
      const { thing, house, reader, now } = call
      const { onward } = await transact(house.db, async (tx) => {
        const { id } = await createAccountIn(tx, {
          email: thing.email,
          name,
          password,
          language: reader.lang,
          by: 'invitation',
        })
        return acceptInvitation(tx, { token: tokenOf(call), personId: id, now })
      })
      const { headers } = await askAuth(call, '/sign-in/email', { email: thing.email, password })
      return { to: onward, headers, notice: { key: 'people.notice-accepted' } }
    },
  }),
  deed('/:lang/invitation/:token/accept', {
    thing: invitationInPath,
    may: signedIn,
    form: NothingForm,
    show: invitationPage,
    do: async (call) => {
      const { house, now } = call
      const order = { token: tokenOf(call), personId: idOf(call), now }
      const { onward } = await transact(house.db, (tx) => acceptInvitation(tx, order))
      return { to: onward, notice: { key: 'people.notice-accepted' } }
    },
  }),
]

const currentToken = (call: Call<unknown>): string | null => {
  const cookie = /rialto\.session_token=([^;]+)/.exec(call.request.headers.get('cookie') ?? '')?.[1]
  return cookie ? (decodeURIComponent(cookie).split('.')[0] ?? null) : null
}

const roleWords = async (call: Call<unknown>, grant: Grant): Promise<string> => {
  const role = call.reader.t(`people.roles.${grant.kind}.${grant.role}` as 'people.roles.house.administrator')
  if (grant.kind !== 'edition') return role
  const edition = await getEditionById(call.house.db, grant.id).catch(() => null)
  return edition ? `${role}: ${call.reader.words(edition.name).text}` : role
}

const accountPage = async (call: Call<unknown>) => {
  const { db } = call.house
  const id = idOf(call)
  const roles = await Promise.all((await listGrants(db, id)).map((grant) => roleWords(call, grant)))
  return (
    <AccountPage
      reader={call.reader}
      account={await getAccount(db, id)}
      sessions={await listSessions(db, id)}
      current={currentToken(call)}
      passkeys={await listPasskeys(db, id)}
      roles={roles}
    />
  )
}

const setupPage = async (call: Call<unknown>, draft: Draft) => (
  <SecondFactorSetupPage
    reader={call.reader}
    draft={draft}
    on={(await getAccount(call.house.db, idOf(call))).twoFactorEnabled}
  />
)
const profilePage = async (call: Call<unknown>, draft: Draft) => (
  <ProfilePage reader={call.reader} draft={draft} account={await getAccount(call.house.db, idOf(call))} />
)

const account: Door[] = [
  page('/:lang/account', { may: signedIn, show: accountPage }),
  page('/:lang/account/password', {
    may: signedIn,
    show: ({ reader }, draft) => <PasswordPage reader={reader} draft={draft} />,
  }),
  deed('/:lang/account/password', {
    may: signedIn,
    form: ChangePasswordForm,
    show: ({ reader }, draft) => <PasswordPage reader={reader} draft={draft} />,
    do: async (call, { password, newPassword }) => {
      const answer = await askAuth(call, '/change-password', {
        currentPassword: password,
        newPassword,
        revokeOtherSessions: true,
      })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      return { to: '/account', headers: answer.headers, notice: { key: 'people.notice-password' } }
    },
  }),
  page('/:lang/account/profile', { may: signedIn, show: profilePage }),
  deed('/:lang/account/profile', {
    may: signedIn,
    form: ProfileForm,
    show: profilePage,
    do: async (call, form) => {
      await changeProfile(call.house.db, { personId: idOf(call), ...form })
      return { to: '/account', notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/account/second-factor', { may: signedIn, show: setupPage }),
  deed('/:lang/account/second-factor/on', {
    may: signedIn,
    form: PasswordForm,
    show: setupPage,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/two-factor/enable', { password })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      const uri = String(answer.data.totpURI ?? '')
      const shown = (
        <SecondFactorCodesPage
          reader={call.reader}
          draft={emptyDraft}
          qr={await QRCode.toDataURL(uri, { margin: 1, width: 440 })}
          secret={new URL(uri).searchParams.get('secret') ?? ''}
          backup={(answer.data.backupCodes as string[]) ?? []}
        />
      )
      return { shown, headers: answer.headers }
    },
  }),
  deed('/:lang/account/second-factor/prove', {
    may: signedIn,
    form: CodeForm,
    show: ({ reader }, draft) => <SecondFactorCodesPage reader={reader} draft={draft} qr="" secret="" backup={[]} />,
    do: async (call, { code }) => {
      const answer = await askAuth(call, '/two-factor/verify-totp', { code })
      if (!answer.ok) refuseAuth(answer.code || 'CODE')
      return { to: '/account', headers: answer.headers, notice: { key: 'people.notice-second-factor' } }
    },
  }),
  deed('/:lang/account/second-factor/off', {
    may: signedIn,
    form: PasswordForm,
    show: setupPage,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/two-factor/disable', { password })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      return { to: '/account', headers: answer.headers, notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/account/passkeys/remove', {
    may: signedIn,
    form: IdForm,
    show: accountPage,
    do: async (call, { id }) => {
      await askAuth(call, '/passkey/delete-passkey', { id })
      return { to: '/account', notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/account/sessions/end', {
    may: signedIn,
    form: IdForm.partial(),
    show: accountPage,
    do: async (call, { id }) => {
      const personId = idOf(call)
      await endSessions(call.house.db, id ? { personId, id } : { personId, butToken: currentToken(call) ?? '' })
      return { to: '/account', notice: { key: 'people.notice-sessions' } }
    },
  }),
  data('get', '/:lang/account/export.json', {
    may: signedIn,
    answer: async (call) =>
      Response.json(await exportPerson(call.house.db, idOf(call)), {
        headers: {
          'content-disposition': 'attachment; filename="rialto-account.json"',
          'cache-control': 'private, no-store',
        },
      }),
  }),
  page('/:lang/account/erase', {
    may: signedIn,
    show: ({ reader }, draft) => <ErasePage reader={reader} draft={draft} />,
  }),
  deed('/:lang/account/erase', {
    may: signedIn,
    form: PasswordForm,
    show: ({ reader }, draft) => <ErasePage reader={reader} draft={draft} />,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/verify-password', { password })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      await erasePerson(call.house.db, { personId: idOf(call), by: call.actor })
      return { to: '/', notice: { key: 'people.notice-erased' } }
    },
  }),
]

const personInPath = (call: Call) => getAccount(call.house.db, call.params.id ?? '')

const personPage = async (call: Call<Awaited<ReturnType<typeof personInPath>>>, draft: Draft) => {
  const { reader, house, thing: person } = call
  const roles = await Promise.all(
    (await listGrants(house.db, person.id)).map(async (grant) => ({
      label: await roleWords(call, grant),
      role: grant.role,
      kind: grant.kind,
      thing: grant.id,
    })),
  )
  const choices = GRANT_CHOICES.map((choice) => ({ value: choice, label: reader.t(`people.roles.${choice}`) }))
  return (
    <PersonPage
      reader={reader}
      draft={draft}
      person={person}
      roles={roles}
      choices={choices}
      editions={await editionChoices(call, reader)}
    />
  )
}

const editionChoices = async (call: Call<unknown>, reader: Reader) =>
  (await listEditions(call.house.db, { hidden: true })).map((edition) => ({
    value: edition.id,
    label: reader.words(edition.name).text,
  }))

const PAGE = 50

const houses: Door[] = [
  page('/:lang/house', {
    may: houseAdministrator,
    show: ({ reader }) => (
      <HousePage
        reader={reader}
        ways={[
          { href: reader.at('/house/people'), label: reader.t('people.people'), say: reader.t('people.people-say') },
          { href: reader.at('/house/outbox'), label: reader.t('people.outbox'), say: reader.t('people.outbox-say') },
          {
            href: reader.at('/house/editions'),
            label: reader.t('editions.title'),
            say: reader.t('people.editions-say'),
          },
          { href: reader.at('/groups'), label: reader.t('economies.groups'), say: reader.t('people.groups-say') },
          {
            href: reader.at('/staff/companies'),
            label: reader.t('companies.staff-title'),
            say: reader.t('people.companies-say'),
          },
          {
            href: reader.at('/house/rankings'),
            label: reader.t('companies.rankings'),
            say: reader.t('people.rankings-say'),
          },
        ]}
      />
    ),
  }),
  page('/:lang/house/outbox', {
    may: houseAdministrator,
    show: async ({ house, reader }) => (
      <OutboxPage reader={reader} letters={await listLetters(house.db)} smtp={house.smtp} />
    ),
  }),
  page('/:lang/house/people', {
    may: houseAdministrator,
    show: async ({ house, reader, query }) => {
      const q = (query.get('q') ?? '').slice(0, 200)
      const people = await searchPeople(house.db, q, (query.get('after') ?? '').slice(0, 64), PAGE)
      return (
        <PeoplePage
          reader={reader}
          people={people}
          q={q}
          next={people.length === PAGE ? (people.at(-1)?.id ?? null) : null}
        />
      )
    },
  }),
  page('/:lang/house/people/:id', { thing: personInPath, may: houseAdministrator, show: personPage }),
  deed('/:lang/house/people/:id', {
    thing: personInPath,
    may: houseAdministrator,
    form: RoleForm,
    show: personPage,
    do: async ({ house, actor, thing: person }, { what, thing }) => {
      const [kind, role] = what.split('.') as [GrantKind, Role]
      if (kind === 'edition')
        await getEditionById(house.db, thing).catch(() =>
          Promise.reject(new Refusal('invalid', 'web.choose-one', {}, 'thing')),
        )
      await grantRole(house.db, {
        personId: person.id,
        grant: { role, kind, id: kind === 'house' ? '' : thing },
        by: actor,
      })
      return { to: `/house/people/${person.id}`, notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/house/people/:id/revoke', {
    thing: personInPath,
    may: houseAdministrator,
    form: RevokeForm,
    show: personPage,
    do: async ({ house, actor, thing: person }, { role, kind, thing }) => {
      await revokeRole(house.db, {
        personId: person.id,
        grant: { role: role as Role, kind, id: thing },
        by: actor,
      })
      return { to: `/house/people/${person.id}`, notice: { key: 'web.saved' } }
    },
  }),
]

export const peopleDoors: Door[] = [...signingIn, ...invitations, ...account, ...houses]

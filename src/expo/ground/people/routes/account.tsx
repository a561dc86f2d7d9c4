import QRCode from 'qrcode'
import { signedIn } from '#kernel/permission.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { askAuth } from '../auth.ts'
import { changeProfile, endSessions, erasePerson, recordWayIn } from '../commands/accounts.ts'
import { askForAddress } from '../commands/address.ts'
import { ChangePasswordForm, IdForm, NewAddressForm, PasswordForm, ProfileForm, ProveForm } from '../forms.ts'
import { AccountPage, browserOf } from '../pages/account.tsx'
import {
  AddressPage,
  BackupCodesPage,
  ErasePage,
  NewBackupCodesPage,
  PasswordPage,
  ProfilePage,
  SecondFactorCodesPage,
  SecondFactorSetupPage,
} from '../pages/account-forms.tsx'
import { idOf, refuseAuth, rolesSeen } from '../places.ts'
import { exportPerson, getAccount, listGrants, listPasskeys, listSessions } from '../queries.ts'
import type { Things } from '../things.ts'
import type { WayIn } from '../words.ts'

const currentToken = (call: Call<unknown>): string | null => {
  const cookie = /rialto\.session_token=([^;]+)/.exec(call.request.headers.get('cookie') ?? '')?.[1]
  return cookie ? (decodeURIComponent(cookie).split('.')[0] ?? null) : null
}
const note = (call: Call<unknown>, way: WayIn) => transact(call.house.db, (tx) => recordWayIn(tx, idOf(call), way))
const accountOf = (call: Call<unknown>) => getAccount(call.house.db, idOf(call))

/** Asks for the password again before something grave. */
async function insistOnPassword(call: Call<unknown>, password: string): Promise<void> {
  const answer = await askAuth(call, '/verify-password', { password })
  if (!answer.ok) refuseAuth('PASSWORD', 'password')
}

const accountPage = (things: Things) => async (call: Call<unknown>) => {
  const { db } = call.house
  const id = idOf(call)
  return (
    <AccountPage
      reader={call.reader}
      account={await getAccount(db, id)}
      sessions={await listSessions(db, id)}
      current={currentToken(call)}
      passkeys={await listPasskeys(db, id)}
      roles={await rolesSeen(call, things, await listGrants(db, id))}
      entries={await listEntries(db, id, 50)}
      browser={browserOf(call.request.headers.get('user-agent')) ?? ''}
    />
  )
}
const passwordPage = ({ reader }: Call<unknown>, draft: Draft) => <PasswordPage reader={reader} draft={draft} />
const addressPage = async (call: Call<unknown>, draft: Draft) => (
  <AddressPage reader={call.reader} draft={draft} account={await accountOf(call)} />
)
const profilePage = async (call: Call<unknown>, draft: Draft) => (
  <ProfilePage reader={call.reader} draft={draft} account={await accountOf(call)} />
)
const setupPage = async (call: Call<unknown>, draft: Draft) => (
  <SecondFactorSetupPage reader={call.reader} draft={draft} on={(await accountOf(call)).twoFactorEnabled} />
)
const newCodesPage = ({ reader }: Call<unknown>, draft: Draft) => <NewBackupCodesPage reader={reader} draft={draft} />
const erasePage = ({ reader }: Call<unknown>, draft: Draft) => <ErasePage reader={reader} draft={draft} />

/** What is scanned is drawn from the address that the form carries; any other than an authenticator's is not drawn. */
async function codesPage({ reader }: Call<unknown>, draft: Draft, uri: string, backup: string[]) {
  const scanned = uri.startsWith('otpauth://totp/') && URL.canParse(uri) ? uri : ''
  const qr = scanned ? await QRCode.toDataURL(scanned, { margin: 1, width: 440 }) : ''
  return <SecondFactorCodesPage reader={reader} draft={draft} uri={scanned} qr={qr} backup={backup} />
}
const provePage = (call: Call<unknown>, draft: Draft) =>
  codesPage(
    call,
    draft,
    String(draft.values.uri ?? ''),
    String(draft.values.backup ?? '')
      .split(' ')
      .filter(Boolean),
  )

const waysIn: Door[] = [
  page('/:lang/account/password', { may: signedIn, show: passwordPage }),
  deed('/:lang/account/password', {
    may: signedIn,
    form: ChangePasswordForm,
    show: passwordPage,
    do: async (call, { password, newPassword }) => {
      const order = { currentPassword: password, newPassword, revokeOtherSessions: true }
      const answer = await askAuth(call, '/change-password', order)
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      await note(call, 'password')
      return { to: '/account', headers: answer.headers, notice: { key: 'people.notice-password' } }
    },
  }),
  page('/:lang/account/email', { may: signedIn, show: addressPage }),
  deed('/:lang/account/email', {
    may: signedIn,
    form: NewAddressForm,
    show: addressPage,
    do: async (call, { email, password }) => {
      await insistOnPassword(call, password)
      const { house, reader, now } = call
      const way = { language: reader.lang, publicUrl: house.publicUrl, now }
      await askForAddress(house.db, { personId: idOf(call), email, ...way })
      return { to: '/letter-sent' }
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
      const backup = (answer.data.backupCodes as string[]) ?? []
      const shown = await codesPage(call, emptyDraft, String(answer.data.totpURI ?? ''), backup)
      return { shown, headers: answer.headers }
    },
  }),
  deed('/:lang/account/second-factor/prove', {
    may: signedIn,
    form: ProveForm,
    show: provePage,
    do: async (call, { code }) => {
      const answer = await askAuth(call, '/two-factor/verify-totp', { code })
      if (!answer.ok) refuseAuth(answer.code || 'CODE')
      await note(call, 'second-factor-on')
      return { to: '/account', headers: answer.headers, notice: { key: 'people.notice-second-factor' } }
    },
  }),
  page('/:lang/account/second-factor/codes', { may: signedIn, show: newCodesPage }),
  deed('/:lang/account/second-factor/codes', {
    may: signedIn,
    form: PasswordForm,
    show: newCodesPage,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/two-factor/generate-backup-codes', { password })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      await note(call, 'backup-codes')
      const backup = (answer.data.backupCodes as string[]) ?? []
      return { shown: <BackupCodesPage reader={call.reader} backup={backup} />, headers: answer.headers }
    },
  }),
  deed('/:lang/account/second-factor/off', {
    may: signedIn,
    form: PasswordForm,
    show: setupPage,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/two-factor/disable', { password })
      if (!answer.ok) refuseAuth('PASSWORD', 'password')
      await note(call, 'second-factor-off')
      return { to: '/account', headers: answer.headers, notice: { key: 'web.saved' } }
    },
  }),
]

export const accountDoors = (things: Things): Door[] => [
  page('/:lang/account', { may: signedIn, show: accountPage(things) }),
  ...waysIn,
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
  deed('/:lang/account/passkeys/remove', {
    may: signedIn,
    form: IdForm,
    show: accountPage(things),
    do: async (call, { id }) => {
      const answer = await askAuth(call, '/passkey/delete-passkey', { id })
      if (answer.ok) await note(call, 'passkey-removed')
      return { to: '/account', notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/account/sessions/end', {
    may: signedIn,
    form: IdForm.partial(),
    show: accountPage(things),
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
  page('/:lang/account/erase', { may: signedIn, show: erasePage }),
  deed('/:lang/account/erase', {
    may: signedIn,
    form: PasswordForm,
    show: erasePage,
    do: async (call, { password }) => {
      await insistOnPassword(call, password)
      await erasePerson(call.house.db, { personId: idOf(call), by: call.actor })
      return { to: '/', notice: { key: 'people.notice-erased' } }
    },
  }),
]

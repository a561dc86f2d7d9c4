import { anyone } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { askAuth } from '../auth.ts'
import { takeAddress } from '../commands/address.ts'
import { AddressForm, NothingForm, ResetForm, SecondFactorForm, SignInForm, SignUpForm } from '../forms.ts'
import {
  ConfirmPage,
  ForgotPage,
  LetterSentPage,
  ResetPage,
  SecondFactorPage,
  SignInPage,
  SignUpPage,
  TakeAddressPage,
} from '../pages/sign-in.tsx'
import { localPath, refuseAuth, tokenOf } from '../places.ts'
import { getAccount, listDemonstrationAccounts } from '../queries.ts'

const signInPage = async ({ house, reader, query, actor }: Call<unknown>, draft: Draft) => (
  <SignInPage
    reader={reader}
    draft={draft}
    then={localPath(String(draft.values.then ?? query.get('then') ?? '/desk'))}
    demonstration={await listDemonstrationAccounts(house.db)}
    account={actor.kind === 'person' ? (await getAccount(house.db, actor.id)).name : null}
  />
)
const secondFactorPage = ({ reader, query }: Call<unknown>, draft: Draft) => (
  <SecondFactorPage reader={reader} draft={draft} then={localPath(String(draft.values.then ?? query.get('then')))} />
)
const signUpPage = ({ reader }: Call<unknown>, draft: Draft) => <SignUpPage reader={reader} draft={draft} />
const confirmPage = (call: Call<unknown>, draft: Draft) => (
  <ConfirmPage reader={call.reader} draft={draft} token={tokenOf(call)} />
)
const forgotPage = ({ reader }: Call<unknown>, draft: Draft) => <ForgotPage reader={reader} draft={draft} />
const resetPage = (call: Call<unknown>, draft: Draft) => (
  <ResetPage reader={call.reader} draft={draft} token={tokenOf(call)} />
)
const takeAddressPage = (call: Call<unknown>, draft: Draft) => (
  <TakeAddressPage reader={call.reader} draft={draft} token={tokenOf(call)} />
)

export const signInDoors: Door[] = [
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
  page('/:lang/second-factor', { may: anyone, show: secondFactorPage }),
  deed('/:lang/second-factor', {
    may: anyone,
    form: SecondFactorForm,
    show: secondFactorPage,
    do: async (call, { code, trust, then }) => {
      const backup = !/^\d{6}$/.test(code)
      const answer = await askAuth(call, backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: backup ? `${code.slice(0, 5)}-${code.slice(5)}` : code,
        trustDevice: trust,
      })
      if (/COOKIE/.test(answer.code)) throw new Refusal('closed', 'people.sign-in-again')
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
  page('/:lang/sign-up', { may: anyone, show: signUpPage }),
  deed('/:lang/sign-up', {
    may: anyone,
    form: SignUpForm,
    show: signUpPage,
    do: async (call, form) => {
      await askAuth(call, '/sign-up/email', form)
      return { to: '/letter-sent' }
    },
  }),
  page('/:lang/letter-sent', {
    may: anyone,
    show: ({ reader, house }) => <LetterSentPage reader={reader} smtp={house.smtp} />,
  }),
  page('/:lang/confirm/:token', { may: anyone, show: confirmPage }),
  deed('/:lang/confirm/:token', {
    may: anyone,
    form: NothingForm,
    show: confirmPage,
    do: async (call) => {
      const answer = await askAuth(call, `/verify-email?token=${encodeURIComponent(tokenOf(call))}`, undefined, 'GET')
      if (!answer.ok || answer.code) refuseAuth(answer.code || 'TOKEN')
      return { to: '/sign-in', notice: { key: 'people.notice-confirmed' } }
    },
  }),
  page('/:lang/forgot', { may: anyone, show: forgotPage }),
  deed('/:lang/forgot', {
    may: anyone,
    form: AddressForm,
    show: forgotPage,
    do: async (call, form) => {
      await askAuth(call, '/request-password-reset', form)
      return { to: '/letter-sent' }
    },
  }),
  page('/:lang/reset/:token', { may: anyone, show: resetPage }),
  deed('/:lang/reset/:token', {
    may: anyone,
    form: ResetForm,
    show: resetPage,
    do: async (call, { password }) => {
      const answer = await askAuth(call, '/reset-password', { newPassword: password, token: tokenOf(call) })
      if (!answer.ok) refuseAuth(answer.code || 'TOKEN')
      return { to: '/sign-in', notice: { key: 'people.notice-password' } }
    },
  }),
  page('/:lang/address/:token', { may: anyone, show: takeAddressPage }),
  deed('/:lang/address/:token', {
    may: anyone,
    form: NothingForm,
    show: takeAddressPage,
    do: async (call) => {
      const { house, now, reader } = call
      await takeAddress(house.db, { token: tokenOf(call), now, language: reader.lang })
      return { to: '/account', notice: { key: 'people.notice-address' } }
    },
  }),
]

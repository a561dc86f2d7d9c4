import type { PropsWithChildren } from 'hono/jsx'
import type { Draft } from '#web/door.ts'
import { Form, TextField, Tick } from '#web/fields.tsx'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { SHORTEST_PASSWORD } from '../words.ts'

interface Props {
  reader: Reader
  draft: Draft
}

const Password = ({ reader, draft, fresh = false, name = 'password' }: Props & { fresh?: boolean; name?: string }) => (
  <TextField
    reader={reader}
    draft={draft}
    name={name}
    type="password"
    label={reader.t(fresh ? 'people.new-password' : 'people.password')}
    {...(fresh ? { hint: reader.t('people.password-hint', { min: SHORTEST_PASSWORD }) } : {})}
    autocomplete={fresh ? 'new-password' : 'current-password'}
    required
  />
)

const Email = ({ reader, draft }: Props) => (
  <TextField
    reader={reader}
    draft={draft}
    name="email"
    type="email"
    label={reader.t('people.email')}
    autocomplete="email"
    required
  />
)

/** Sign in by password; by passkey where the browser can. `demonstration` names accounts whose password is no secret. */
export function SignInPage(
  props: Props & { then: string; demonstration: { email: string; name: string }[]; account: string | null },
) {
  const { reader, draft } = props
  const sentHere = props.then !== '/desk' && !props.account
  return (
    <Page reader={reader} title={reader.t('web.sign-in')} scripts={['people-passkey']}>
      <Head title={reader.t('web.sign-in')} {...(sentHere ? { lede: reader.t('people.sign-in-to-go-on') } : {})} />
      {props.account ? (
        <p>
          {reader.t('people.signed-in-as', { name: props.account })}{' '}
          <a href={reader.at('/desk')}>{reader.t('front.desk-title')}</a>
        </p>
      ) : null}
      <div class="two">
        <div>
          <Form reader={reader} draft={draft} action={reader.at('/sign-in')} submit={reader.t('web.sign-in')}>
            <Email {...props} />
            <Password {...props} />
            <input type="hidden" name="then" value={props.then} />
          </Form>
          <div data-passkey-box hidden>
            <p class="deeds">
              <button type="button" class="act" data-passkey="sign-in" data-then={reader.at(props.then)}>
                {reader.t('people.passkey-sign-in')}
              </button>
            </p>
            <p data-passkey-said="failed" hidden class="error" role="alert">
              {reader.t('people.passkey-failed')}
            </p>
          </div>
          <p class="beneath">
            <a href={reader.at('/forgot')}>{reader.t('people.forgot')}</a>
            {' · '}
            <a href={reader.at('/sign-up')}>{reader.t('people.sign-up')}</a>
          </p>
        </div>
        {props.demonstration.length > 0 ? (
          <aside class="sheet">
            <h2>{reader.t('people.demonstration')}</h2>
            <p class="why">{reader.t('people.demonstration-why')}</p>
            <ul class="plain">
              {props.demonstration.map((account) => (
                <li>
                  <code>{account.email}</code>
                  <br />
                  <span class="why">{account.name}</span>
                </li>
              ))}
            </ul>
          </aside>
        ) : null}
      </div>
    </Page>
  )
}

export function SignUpPage(props: Props) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.sign-up')}>
      <Head title={reader.t('people.sign-up')} lede={reader.t('people.sign-up-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/sign-up')}
        submit={reader.t('people.sign-up')}
        back={reader.at('/sign-in')}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('people.name')}
          autocomplete="name"
          required
        />
        <Email {...props} />
        <Password {...props} fresh />
      </Form>
    </Page>
  )
}

export function ForgotPage(props: Props) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.forgot')}>
      <Head title={reader.t('people.forgot')} lede={reader.t('people.forgot-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/forgot')}
        submit={reader.t('people.send-link')}
        back={reader.at('/sign-in')}
      >
        <Email {...props} />
      </Form>
    </Page>
  )
}

/** A letter is under way: the same words whether the address has an account or not. Without SMTP it gets as far as the outbox. */
export function LetterSentPage({ reader, smtp }: { reader: Reader; smtp: boolean }) {
  return (
    <Page reader={reader} title={reader.t('people.letter-sent')}>
      <Head title={reader.t('people.letter-sent')} lede={reader.t('people.letter-sent-lede')} />
      {smtp ? null : <p>{reader.t('people.letter-in-outbox')}</p>}
      <p>
        <a href={reader.at('/sign-in')}>{reader.t('web.sign-in')}</a>
      </p>
    </Page>
  )
}

/** Lets a new address hold: a button, not a link, as mail programs follow links by themselves. */
export function TakeAddressPage(props: Props & { token: string }) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.change-email')}>
      <Head title={reader.t('people.change-email')} lede={reader.t('people.confirm-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`/address/${props.token}`)}
        submit={reader.t('people.take-email')}
      />
    </Page>
  )
}

export function ResetPage(props: Props & { token: string }) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.new-password')}>
      <Head title={reader.t('people.new-password')} />
      <Form reader={reader} draft={draft} action={reader.at(`/reset/${props.token}`)} submit={reader.t('web.save')}>
        <Password {...props} fresh />
      </Form>
    </Page>
  )
}

/** A button, not a link: mail programs follow links by themselves. */
export function ConfirmPage(props: Props & { token: string }) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.confirm')}>
      <Head title={reader.t('people.confirm')} lede={reader.t('people.confirm-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`/confirm/${props.token}`)}
        submit={reader.t('people.confirm')}
      />
    </Page>
  )
}

export function SecondFactorPage(props: Props & { then: string }) {
  const { reader, draft } = props
  return (
    <Page reader={reader} title={reader.t('people.second-factor')}>
      <Head title={reader.t('people.second-factor')} lede={reader.t('people.second-factor-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/second-factor')}
        submit={reader.t('web.sign-in')}
        back={reader.at('/sign-in')}
      >
        <OneTimeCode {...props} />
        <Tick draft={draft} name="trust" label={reader.t('people.trust')} />
        <input type="hidden" name="then" value={props.then} />
      </Form>
    </Page>
  )
}

export const OneTimeCode = ({ reader, draft }: Props) => (
  <TextField
    reader={reader}
    draft={draft}
    name="code"
    label={reader.t('people.code')}
    hint={reader.t('people.code-hint')}
    autocomplete="one-time-code"
    required
  />
)

/** What an invitation is for, and the two ways to take it on: as somebody known here, or as somebody new. */
export function InvitationPage(
  props: Props & {
    token: string
    subject: string
    role: string
    email: string
    state: 'open' | 'used' | 'over' | 'revoked'
    account: string | null
  },
) {
  const { reader, draft, token, state } = props
  const here = `/invitation/${token}`
  return (
    <Page reader={reader} title={reader.t('people.invitation')}>
      <Head
        title={props.subject}
        kicker={reader.t('people.invitation')}
        lede={reader.t('people.invitation-role', { role: props.role })}
      />
      {state === 'open' ? null : <p class="refusal">{reader.sentence(`people.invitation-${state}`)}</p>}
      {state === 'open' && props.account ? (
        <Form
          reader={reader}
          draft={draft}
          action={reader.at(`${here}/accept`)}
          submit={reader.t('people.accept-as', { name: props.account })}
        />
      ) : null}
      {state === 'open' && !props.account ? (
        <Section title={reader.t('people.join')}>
          <Form reader={reader} draft={draft} action={reader.at(here)} submit={reader.t('people.join-and-accept')}>
            <p>
              {reader.t('people.email')}: <strong>{props.email}</strong>
            </p>
            <TextField
              reader={reader}
              draft={draft}
              name="name"
              label={reader.t('people.name')}
              autocomplete="name"
              required
            />
            <Password {...props} fresh />
          </Form>
          <p>
            <a href={reader.at(`/sign-in?then=${encodeURIComponent(here)}`)}>{reader.t('people.have-account')}</a>
          </p>
        </Section>
      ) : null}
    </Page>
  )
}

const Section = (props: PropsWithChildren<{ title: string }>) => (
  <section>
    <h2>{props.title}</h2>
    {props.children}
  </section>
)

import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, TextField } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Account } from '../queries.ts'
import { SHORTEST_PASSWORD } from '../words.ts'
import { OneTimeCode } from './sign-in.tsx'

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

/** Let the account be known by another address; a letter there proves that it is one's own. */
export function AddressPage({ reader, draft, account }: FormPage & { account: Account }) {
  return (
    <Page reader={reader} title={reader.t('people.change-email')}>
      <Back reader={reader} />
      <Head title={reader.t('people.change-email')} lede={reader.t('people.change-email-lede')} />
      <p>
        {reader.t('people.email-now')} <strong>{account.email}</strong>
      </p>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/email')}
        submit={reader.t('people.send-link')}
        back={reader.at('/account')}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="email"
          type="email"
          label={reader.t('people.new-email')}
          autocomplete="email"
          required
        />
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
      </Form>
    </Page>
  )
}

/** Turn the second factor on or off; either asks for the password. */
export function SecondFactorSetupPage({ reader, draft, on }: FormPage & { on: boolean }) {
  const title = reader.t(on ? 'people.turn-off' : 'people.turn-on')
  return (
    <Page reader={reader} title={reader.t('people.second-factor')}>
      <Back reader={reader} />
      <Head title={reader.t('people.second-factor')} lede={reader.t('people.second-factor-about')} />
      {on ? (
        <p class="deeds">
          <a class="act" href={reader.at('/account/second-factor/codes')}>
            {reader.t('people.backup-new')}
          </a>
        </p>
      ) : null}
      <h2>{title}</h2>
      <p>{reader.t(on ? 'people.turn-off-about' : 'people.second-factor-needs')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`/account/second-factor/${on ? 'off' : 'on'}`)}
        submit={title}
        tone={on ? 'grave' : 'first'}
        back={reader.at('/account')}
      >
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
      </Form>
    </Page>
  )
}

/** Ask for new backup codes, which make the old ones void. */
export function NewBackupCodesPage({ reader, draft }: FormPage) {
  return (
    <Page reader={reader} title={reader.t('people.backup-new')}>
      <Back reader={reader} />
      <Head title={reader.t('people.backup-new')} lede={reader.t('people.backup-new-about')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/second-factor/codes')}
        submit={reader.t('people.backup-new')}
        back={reader.at('/account')}
      >
        <Password reader={reader} draft={draft} name="password" label={reader.t('people.present-password')} />
      </Form>
    </Page>
  )
}

/**
 * The code to scan and the backup codes, seen once; and the first code, which proves that the scan worked. What is seen travels with
 * the form, so that a mistyped code loses neither.
 */
export function SecondFactorCodesPage(props: FormPage & { uri: string; qr: string; backup: string[] }) {
  const { reader, draft, uri, backup } = props
  const secret = uri ? (new URL(uri).searchParams.get('secret') ?? '') : ''
  return (
    <Page reader={reader} title={reader.t('people.second-factor')}>
      <Back reader={reader} />
      <Head title={reader.t('people.second-factor')} />
      {secret ? (
        <>
          <h2>{reader.t('people.scan')}</h2>
          <img src={props.qr} width="220" height="220" alt={reader.t('people.scan-alt')} />
          <p>
            {reader.t('people.or-type')} <code>{secret}</code>
          </p>
        </>
      ) : null}
      <BackupCodes reader={reader} backup={backup} />
      <h2>{reader.t('people.prove')}</h2>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at('/account/second-factor/prove')}
        submit={reader.t('people.turn-on')}
        back={reader.at('/account')}
      >
        <input type="hidden" name="uri" value={uri} />
        <input type="hidden" name="backup" value={backup.join(' ')} />
        <OneTimeCode reader={reader} draft={draft} />
      </Form>
    </Page>
  )
}

/** New backup codes, seen once; the old ones are void. */
export function BackupCodesPage({ reader, backup }: { reader: Reader; backup: string[] }) {
  return (
    <Page reader={reader} title={reader.t('people.backup')}>
      <Back reader={reader} />
      <Head title={reader.t('people.backup')} />
      <BackupCodes reader={reader} backup={backup} />
      <p class="deeds">
        <a class="act first" href={reader.at('/account')}>
          {reader.t('people.backup-kept')}
        </a>
      </p>
    </Page>
  )
}

function BackupCodes({ reader, backup }: { reader: Reader; backup: string[] }) {
  if (backup.length === 0) return null
  return (
    <>
      <h2>{reader.t('people.backup')}</h2>
      <p>{reader.t('people.backup-lede')}</p>
      <pre class="codes">{backup.join('\n')}</pre>
    </>
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

import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option, TextField } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'

/** Who holds a role over a thing, who is invited to one, and the form that invites: a part of other rooms' pages. */
export function Team(props: {
  reader: Reader
  /** `held` is the role's own word, where one person may hold several over the thing. */
  holders: { personId: string; name: string; email: string; role: string; held?: string }[]
  invited: { id: string; email: string; role: string }[]
  /** Addresses of the deeds; without them the list is only read. */
  deeds: { invite: string; revoke: string; remove: string } | null
  draft: Draft
  roles: { value: string; label: string }[]
  /** Languages that the letter may be written in, where the room lets one choose. */
  letterIn?: Option[]
}) {
  const { reader, deeds, draft } = props
  const button = (action: string, hidden: Record<string, string>) => (
    <form method="post" action={action} class="inline">
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="link">
        {reader.t('people.take-back')}
      </button>
    </form>
  )
  return (
    <section>
      <h2>{reader.t('people.team')}</h2>
      {props.holders.length + props.invited.length === 0 ? <p class="soft">{reader.t('people.team-empty')}</p> : null}
      <ul class="plain windows">
        {props.holders.map((one) => (
          <li>
            {one.name} <span class="why">{one.email}</span> <span class="tag">{one.role}</span>{' '}
            {deeds ? button(deeds.remove, { id: one.personId, ...(one.held ? { role: one.held } : {}) }) : null}
          </li>
        ))}
        {props.invited.map((one) => (
          <li>
            <span class="why">{one.email}</span> <span class="tag wait">{reader.t('people.invited')}</span>{' '}
            <span class="tag">{one.role}</span> {deeds ? button(deeds.revoke, { id: one.id }) : null}
          </li>
        ))}
      </ul>
      {deeds ? (
        <details open={Object.keys(draft.errors).length > 0 || props.holders.length + props.invited.length === 0}>
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

/** Who works on an edition, for those who manage it. */
export function StaffTeamPage(props: Parameters<typeof Team>[0] & { edition: { code: string; name: string } }) {
  const { reader, edition } = props
  return (
    <Page reader={reader} title={`${reader.t('people.team')} · ${edition.name}`}>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head title={reader.t('people.staff-team')} kicker={edition.name} lede={reader.t('people.staff-team-lede')} />
      <Team {...props} />
    </Page>
  )
}

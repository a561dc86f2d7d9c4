import { type Day, holdsOn } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option, TextArea, TextField, Tick, WordingFields } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Economy, Group, GroupMember } from '../queries.ts'
import { CERTAINTIES } from '../words.ts'
import { Days } from './economies.tsx'

export function GroupsPage(props: {
  reader: Reader
  groups: Group[]
  counts: Map<string, number>
  today: Day
  administrator: boolean
}) {
  const { reader } = props
  return (
    <Page reader={reader} title={reader.t('economies.groups')}>
      <Trail reader={reader} steps={[{ href: reader.at('/economies'), label: reader.t('economies.title') }]} />
      <Head title={reader.t('economies.groups')} lede={reader.t('economies.groups-lede')} />
      <ul class="plain tiles">
        {props.groups.map((group) => (
          <li>
            <a href={reader.at(`/groups/${group.code.toLowerCase()}`)}>
              <span class="n">{reader.number(props.counts.get(group.code) ?? 0)}</span>
              <Said {...reader.words(group.names)} />
            </a>
          </li>
        ))}
      </ul>
      {props.administrator ? (
        <p class="deeds">
          <a class="act" href={reader.at('/groups/new')}>
            {reader.t('economies.add-group')}
          </a>
          <a class="act" href={reader.at('/economies/new')}>
            {reader.t('economies.add-organisation')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** A group as of a day: who is in, who was, and what is set to change. */
export function GroupPage(props: {
  reader: Reader
  group: Group
  members: (GroupMember & { name: { text: string; lang: string } })[]
  on: Day
  administrator: boolean
}) {
  const { reader, group, on } = props
  const name = reader.words(group.names)
  const address = reader.at(`/groups/${group.code.toLowerCase()}`)
  const sorted = props.members.toSorted((a, b) => reader.compare(a.name.text, b.name.text))
  const present = sorted.filter((one) => holdsOn(one, on))
  const others = sorted.filter((one) => !holdsOn(one, on))
  const list = (members: typeof sorted) => (
    <ul class="plain columns">
      {members.map((one) => (
        <li>
          <a href={reader.at(`/economies/${one.economyCode.toLowerCase()}`)}>
            <Said {...one.name} />
          </a>{' '}
          <span class="why">
            <Days reader={reader} membership={one} today={on} />
          </span>{' '}
          {props.administrator ? (
            <a class="why" href={`${address}/${one.id}`}>
              {reader.t('web.edit')}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
  return (
    <Page reader={reader} title={name.text} wide>
      <Trail reader={reader} steps={[{ href: reader.at('/groups'), label: reader.t('economies.groups') }]} />
      <Head
        title={name.text}
        lang={name.lang}
        kicker={group.code}
        lede={reader.t('economies.members-on', { count: present.length, day: reader.day(on) })}
      />
      <form class="filter" action={address}>
        <div class="field">
          <label for="on">{reader.t('economies.on-day')}</label>
          <input id="on" name="on" type="date" value={on} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {sorted.length === 0 ? <Empty say={reader.t('economies.group-empty')} /> : list(present)}
      {others.length > 0 ? (
        <details>
          <summary>{reader.t('economies.not-on-day')}</summary>
          {list(others)}
        </details>
      ) : null}
      {group.source ? (
        <p class="why">
          {reader.t('web.source')}: {group.source}
        </p>
      ) : null}
      {props.administrator ? (
        <p class="deeds">
          <a class="act" href={`${address}/add`}>
            {reader.t('economies.add-member')}
          </a>
          <a class="act" href={`${address}/upload`}>
            {reader.t('economies.members-by-sheet')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** Enter a membership, or correct one's days. */
export function MembershipPage(props: {
  reader: Reader
  draft: Draft
  group: Group
  membership: GroupMember | null
  economies: Option[]
}) {
  const { reader, draft, group, membership } = props
  const address = reader.at(`/groups/${group.code.toLowerCase()}`)
  const title = membership
    ? (props.economies.find((one) => one.value === membership.economyCode)?.label ?? membership.economyCode)
    : reader.t('economies.add-member')
  return (
    <Page reader={reader} title={title}>
      <Trail reader={reader} steps={[{ href: address, label: reader.words(group.names).text }]} />
      <Head title={title} />
      <Form
        reader={reader}
        draft={draft}
        action={membership ? `${address}/${membership.id}` : `${address}/add`}
        submit={reader.t('web.save')}
        back={address}
        {...(membership ? { version: membership.version } : {})}
      >
        {membership ? null : (
          <Choice
            reader={reader}
            draft={draft}
            name="economy"
            label={reader.t('economies.economy')}
            options={props.economies}
            empty="–"
            required
          />
        )}
        <div class="row">
          <TextField
            reader={reader}
            draft={draft}
            name="from"
            type="date"
            label={reader.t('web.from')}
            value={membership?.from}
            required
          />
          <TextField
            reader={reader}
            draft={draft}
            name="until"
            type="date"
            label={reader.t('web.until')}
            hint={reader.t('economies.until-hint')}
            value={membership?.until}
          />
        </div>
        <Choice
          reader={reader}
          draft={draft}
          name="certainty"
          label={reader.t('economies.certainty')}
          value={membership?.certainty}
          options={CERTAINTIES.map((one) => ({ value: one, label: reader.t(`economies.certainty.${one}`) }))}
          required
        />
        <TextField reader={reader} draft={draft} name="note" label={reader.t('web.source')} value={membership?.note} />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} />
      </Form>
      {membership ? (
        <details>
          <summary>{reader.t('economies.remove-membership')}</summary>
          <Form
            reader={reader}
            draft={draft}
            action={`${address}/${membership.id}/remove`}
            submit={reader.t('web.delete')}
            tone="grave"
            version={membership.version}
          >
            <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} required />
          </Form>
        </details>
      ) : null}
    </Page>
  )
}

/** A new group or a new international organisation: a code and names. */
export function NewWithNamesPage(props: { reader: Reader; draft: Draft; kind: 'group' | 'organisation' }) {
  const { reader, draft, kind } = props
  const title = reader.t(kind === 'group' ? 'economies.add-group' : 'economies.add-organisation')
  const address = reader.at(kind === 'group' ? '/groups/new' : '/economies/new')
  return (
    <Page reader={reader} title={title}>
      <Trail reader={reader} steps={[{ href: reader.at('/groups'), label: reader.t('economies.groups') }]} />
      <Head title={title} />
      <Form reader={reader} draft={draft} action={address} submit={reader.t('web.save')} back={reader.at('/groups')}>
        <TextField
          reader={reader}
          draft={draft}
          name="code"
          label={reader.t('economies.code')}
          hint={reader.t('economies.code-hint')}
          required
        />
        <WordingFields reader={reader} draft={draft} name="name" label={reader.t('economies.names')} required />
        {kind === 'group' ? (
          <TextField reader={reader} draft={draft} name="source" label={reader.t('web.source')} />
        ) : null}
      </Form>
    </Page>
  )
}

/** How an economy is shown here: the administrator's choice, beside the United Nations' names. */
export function ShowAsPage(props: {
  reader: Reader
  draft: Draft
  economy: Economy
  own: { names: Wording; shownNames: Wording; version: number }
}) {
  const { reader, draft, economy, own } = props
  const address = reader.at(`/economies/${economy.code.toLowerCase()}`)
  const name = reader.words(economy.names).text
  return (
    <Page reader={reader} title={name}>
      <Trail reader={reader} steps={[{ href: address, label: name }]} />
      <Head
        title={reader.t('economies.show-as')}
        lede={reader.t('economies.show-as-lede', { name: reader.words(own.names).text })}
      />
      <Form
        reader={reader}
        draft={draft}
        action={`${address}/edit`}
        submit={reader.t('web.save')}
        version={own.version}
        back={address}
      >
        <Tick draft={draft} name="shown" label={reader.t('economies.shown')} checked={economy.shown} />
        <WordingFields
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('economies.shown-names')}
          value={own.shownNames}
        />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} />
      </Form>
    </Page>
  )
}

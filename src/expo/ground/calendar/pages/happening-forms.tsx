import type { PropsWithChildren } from 'hono/jsx'
import { dayAt, isDay } from '#kernel/day.ts'
import { hourAt, isHour } from '#kernel/hour.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { emptyDraft } from '#web/door.ts'
import { Choice, Form, TextArea, TextField, Ticks } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Free } from '../free.ts'
import type { Happening } from '../queries/happenings.ts'
import type { PersonOn } from '../queries/people.ts'
import { PERSON_ROLES } from '../words.ts'
import { PersonLine } from './happening-desk.tsx'
import { type AtDesk, SlotFields, WhatFields } from './happening-fields.tsx'

type OfHappening = AtDesk & { happening: Happening; people: PersonOn[] }

/** A form of the desk: its heading, the way back, and the form. */
function Sheet(props: PropsWithChildren<Omit<OfHappening, 'draft' | 'people'> & { title: string; lede?: string }>) {
  const { reader, desk, happening } = props
  const name = reader.words(happening.title).text
  return (
    <Page reader={reader} title={`${props.title} · ${name}`}>
      <Trail reader={reader} steps={[desk.home, { href: reader.at(`${desk.address}/${happening.id}`), label: name }]} />
      <Head title={props.title} {...(props.lede ? { lede: props.lede } : {})} />
      {props.children}
    </Page>
  )
}

export function PlanPage({
  formId,
  wish,
  free,
  ...at
}: AtDesk & { formId: string; wish: { place: string; day: string; starts: string; ends: string }; free: Free | null }) {
  const { reader, draft, desk } = at
  const title = reader.t(desk.staff ? 'calendar.plan' : 'calendar.plan-or-propose')
  const value = {
    place: wish.place || (desk.places[0]?.code ?? ''),
    day: isDay(wish.day) ? wish.day : desk.edition.opensOn,
    starts: isHour(wish.starts) ? wish.starts : '',
    ends: isHour(wish.ends) ? wish.ends : '',
    unusual: '',
  }
  return (
    <Page reader={reader} title={title}>
      <Trail reader={reader} steps={[desk.home]} />
      <Head title={title} lede={reader.t(desk.staff ? 'calendar.plan-lede' : 'calendar.propose-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${desk.address}/new`)}
        submit={reader.t('calendar.plan')}
        back={desk.home.href}
      >
        <input type="hidden" name="id" value={formId} />
        <SlotFields {...at} value={value} free={free} />
        <WhatFields {...at} />
      </Form>
    </Page>
  )
}

export function MovePage({ free, ...props }: OfHappening & { free: Free | null }) {
  const { reader, draft, desk, happening } = props
  const { timeZone } = desk.edition
  const here = `${desk.address}/${happening.id}`
  const value = {
    place: happening.place?.code ?? '',
    day: dayAt(happening.startsAt, timeZone),
    starts: hourAt(happening.startsAt, timeZone),
    ends: hourAt(happening.endsAt, timeZone),
    unusual: happening.unusualWhy ?? '',
  }
  return (
    <Sheet {...props} title={reader.t('calendar.move')} lede={reader.t('calendar.move-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${here}/move`)}
        submit={reader.t('calendar.move')}
        version={happening.version}
        back={reader.at(here)}
      >
        <SlotFields reader={reader} draft={draft} desk={desk} value={value} free={free} />
      </Form>
    </Sheet>
  )
}

export function DescribePage(props: OfHappening) {
  const { reader, draft, desk, happening } = props
  const here = `${desk.address}/${happening.id}`
  return (
    <Sheet {...props} title={reader.t('calendar.describe')}>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${here}/describe`)}
        submit={reader.t('web.save')}
        version={happening.version}
        back={reader.at(here)}
      >
        <WhatFields reader={reader} draft={draft} desk={desk} value={happening} />
      </Form>
    </Sheet>
  )
}

export function CancelPage(props: OfHappening) {
  const { reader, draft, desk, happening } = props
  const here = `${desk.address}/${happening.id}`
  return (
    <Sheet {...props} title={reader.t('calendar.cancel')} lede={reader.t('calendar.cancel-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${here}/cancel`)}
        submit={reader.t('calendar.cancel')}
        tone="grave"
        version={happening.version}
        back={reader.at(here)}
      >
        <TextArea reader={reader} draft={draft} name="reason" label={reader.t('web.reason')} rows={3} required />
      </Form>
    </Sheet>
  )
}

/** Who is on a happening: taken off one by one, put on by name or from the team. */
export function PeoplePage(props: OfHappening) {
  const { reader, draft, desk, happening, people } = props
  const here = `${desk.address}/${happening.id}`
  return (
    <Sheet {...props} title={reader.t('calendar.people')} lede={reader.t('calendar.people-lede')}>
      {people.length === 0 ? <p class="soft">{reader.t('calendar.nobody-yet')}</p> : null}
      <ul class="plain windows">
        {people.map((person) => (
          <li class="with-deed">
            <span>
              <PersonLine reader={reader} person={person} />
            </span>
            <Form
              reader={reader}
              draft={emptyDraft}
              action={reader.at(`${here}/people/remove`)}
              submit={reader.t('calendar.take-off')}
              tone="plain"
              version={happening.version}
            >
              <input type="hidden" name="entry" value={person.id} />
            </Form>
          </li>
        ))}
      </ul>
      <h2>{reader.t('calendar.put-on')}</h2>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${here}/people`)}
        submit={reader.t('calendar.put-on')}
        version={happening.version}
        back={reader.at(here)}
      >
        <Choice
          reader={reader}
          draft={draft}
          name="role"
          label={reader.t('calendar.role')}
          value="speaker"
          options={PERSON_ROLES.map((role) => ({ value: role, label: reader.t(`calendar.roles.${role}`) }))}
          required
        />
        {desk.team.length > 0 ? (
          <Choice
            reader={reader}
            draft={draft}
            name="account"
            label={reader.t('calendar.from-team')}
            options={desk.team.map(({ id, name }) => ({ value: id, label: name }))}
            empty="–"
          />
        ) : null}
        <TextField reader={reader} draft={draft} name="name" label={reader.t('calendar.name')} max={120} />
        <TextField
          reader={reader}
          draft={draft}
          name="affiliation"
          label={reader.t('calendar.affiliation')}
          hint={reader.t('calendar.affiliation-hint')}
          max={120}
        />
        <Ticks
          reader={reader}
          draft={draft}
          name="tongues"
          label={reader.t('calendar.tongues')}
          hint={reader.t('calendar.tongues-hint')}
          options={LANGUAGES.map((tag) => ({ value: tag, label: reader.language(tag) }))}
        />
      </Form>
    </Sheet>
  )
}

import { isLanguage, LANGUAGES } from '#kernel/language.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Radios, TextField, Tick, Ticks, WordingFields } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import type { HappeningDesk } from '../desk.tsx'
import type { Free } from '../free.ts'
import type { Happening } from '../queries/happenings.ts'
import { KINDS } from '../words.ts'
import { placeLabel } from './parts.tsx'

export interface AtDesk {
  reader: Reader
  draft: Draft
  desk: HappeningDesk
}

/** Where and when: place, day and hours; after a clash, what is free instead. */
export function SlotFields({
  reader,
  draft,
  desk,
  value,
  free,
}: AtDesk & {
  value: { place: string; day: string; starts: string; ends: string; unusual: string }
  free: Free | null
}) {
  const { edition } = desk
  const zone = reader.zone(edition.timeZone)
  const hours = (name: 'starts' | 'ends', label: string) => (
    <TextField reader={reader} draft={draft} name={name} type="time" label={label} value={value[name]} required />
  )
  return (
    <>
      <Choice
        reader={reader}
        draft={draft}
        name="place"
        label={reader.t('calendar.place')}
        value={value.place}
        options={[
          ...desk.places.map((place) => ({ value: place.code, label: placeLabel(reader, place) })),
          { value: '', label: reader.t('calendar.online') },
        ]}
        required
      />
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="day"
          type="date"
          label={reader.t('calendar.day')}
          value={value.day}
          required
        />
        {hours('starts', reader.t('calendar.starts'))}
        {hours('ends', reader.t('calendar.ends'))}
      </div>
      <p class="hint">{reader.t('calendar.clock', { zone })}</p>
      {free ? <FreeChoice reader={reader} desk={desk} free={free} /> : null}
      {desk.staff ? (
        <TextField
          reader={reader}
          draft={draft}
          name="unusual"
          label={reader.t('calendar.unusual')}
          hint={reader.t('calendar.unusual-hint')}
          value={value.unusual}
          max={400}
        />
      ) : null}
    </>
  )
}

/** What is free around the wish: ticking one takes it in place of what was typed, for the same length. */
function FreeChoice({ reader, desk, free }: Omit<AtDesk, 'draft'> & { free: Free }) {
  const { timeZone } = desk.edition
  if (free.slots.length === 0)
    return <p class="why">{reader.t('calendar.nothing-free', { minutes: Math.round(free.minutes) })}</p>
  const slots = free.slots.map(({ place, span }) => ({
    value: `${span.from.toISOString()}@${place.code}`,
    label: `${reader.hours(span.from, span.until, timeZone)} · ${reader.words(place.name).text}`,
  }))
  return (
    <Radios
      reader={reader}
      draft={emptyDraft}
      name="at"
      label={reader.t('calendar.free-instead')}
      options={[{ value: '', label: reader.t('calendar.as-typed') }, ...slots]}
      value=""
    />
  )
}

/** What it is: kind, title and text in several languages, languages spoken, and whether everybody is told. */
export function WhatFields({ reader, draft, desk, value }: AtDesk & { value?: Happening }) {
  const spoken = value?.languages ?? []
  const others = spoken.filter((tag) => !isLanguage(tag))
  return (
    <>
      <Choice
        reader={reader}
        draft={draft}
        name="kind"
        label={reader.t('calendar.kind')}
        value={value?.kind ?? 'talk'}
        options={KINDS.map((kind) => ({ value: kind, label: reader.t(`calendar.kinds.${kind}`) }))}
        required
      />
      <WordingFields
        reader={reader}
        draft={draft}
        name="title"
        label={reader.t('calendar.title-field')}
        hint={desk.titleLanguages > 1 ? reader.t('calendar.title-hint', { count: desk.titleLanguages }) : undefined}
        value={value?.title}
        open={desk.titleLanguages > 1}
        required
      />
      <WordingFields
        reader={reader}
        draft={draft}
        name="about"
        label={reader.t('calendar.about')}
        value={value?.about}
        long
      />
      <Ticks
        reader={reader}
        draft={draft}
        name="languages"
        label={reader.t('calendar.languages')}
        value={spoken}
        options={LANGUAGES.map((tag) => ({ value: tag, label: reader.language(tag) }))}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="more"
        label={reader.t('calendar.more-languages')}
        hint={reader.t('calendar.more-languages-hint')}
        value={others.join(' ')}
        max={100}
      />
      <Tick draft={draft} name="public" label={reader.t('calendar.announce')} checked={value?.public ?? true} />
    </>
  )
}

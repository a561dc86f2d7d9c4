import { CURRENCIES } from '#kernel/currency.ts'
import type { Wording } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { TextField, WordingFields } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import type { Edition } from '../queries.ts'

/** What the fields of an edition hold before anybody has typed: nothing, what stands, or what a clone suggests. */
export type Suggested = Partial<
  Pick<
    Edition,
    | 'number'
    | 'name'
    | 'opensOn'
    | 'closesOn'
    | 'timeZone'
    | 'city'
    | 'venue'
    | 'venueAddress'
    | 'indoorAreaM2'
    | 'outdoorAreaM2'
    | 'currency'
    | 'ldcReferenceDay'
    | 'source'
  >
>

/** When, where and what an edition is: the fields that setting up, cloning and changing share. */
export function EditionFields(props: { reader: Reader; draft: Draft; edition: Suggested; zones: readonly string[] }) {
  const { reader, draft, edition } = props
  const both = { reader, draft }
  const wording = (
    name: string,
    label: string,
    value: Wording | undefined,
    more: { hint?: string; required?: boolean },
  ) => <WordingFields {...both} name={name} label={label} value={value} {...more} />
  return (
    <>
      <h2>{reader.t('editions.what-and-when')}</h2>
      {wording('name', reader.t('editions.name'), edition.name, {
        hint: reader.t('editions.name-hint'),
        required: true,
      })}
      <div class="row">
        <TextField
          {...both}
          name="number"
          inputmode="numeric"
          label={reader.t('editions.number')}
          value={edition.number}
          required
        />
        <TextField
          {...both}
          name="opensOn"
          type="date"
          label={reader.t('editions.opens-on')}
          value={edition.opensOn}
          required
        />
        <TextField
          {...both}
          name="closesOn"
          type="date"
          label={reader.t('editions.closes-on')}
          value={edition.closesOn}
          required
        />
      </div>
      <h2>{reader.t('editions.where')}</h2>
      {wording('city', reader.t('editions.city'), edition.city, { required: true })}
      {wording('venue', reader.t('editions.venue'), edition.venue, { required: true })}
      {wording('address', reader.t('editions.address'), edition.venueAddress, {})}
      <TextField
        {...both}
        name="timeZone"
        label={reader.t('editions.time-zone')}
        hint={reader.t('editions.time-zone-hint')}
        value={edition.timeZone}
        suggestions={props.zones}
        required
      />
      <div class="row">
        <TextField
          {...both}
          name="indoor"
          inputmode="decimal"
          label={reader.t('editions.indoor-field')}
          value={edition.indoorAreaM2}
        />
        <TextField
          {...both}
          name="outdoor"
          inputmode="decimal"
          label={reader.t('editions.outdoor-field')}
          value={edition.outdoorAreaM2}
        />
      </div>
      <h2>{reader.t('editions.money-and-support')}</h2>
      <TextField
        {...both}
        name="currency"
        label={reader.t('editions.currency')}
        hint={reader.t('editions.currency-hint')}
        value={edition.currency}
        suggestions={CURRENCIES}
        required
      />
      <TextField
        {...both}
        name="ldcDay"
        type="date"
        label={reader.t('editions.ldc-day')}
        hint={reader.t('editions.ldc-day-hint')}
        value={edition.ldcReferenceDay}
      />
      <TextField
        {...both}
        name="source"
        label={reader.t('editions.source')}
        hint={reader.t('editions.source-hint')}
        value={edition.source}
      />
    </>
  )
}

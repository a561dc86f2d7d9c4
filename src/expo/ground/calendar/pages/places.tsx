import type { Edition, Hall } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, TextField, Tick, WordingFields } from '#web/fields.tsx'
import { Constructed, Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Place } from '../queries/places.ts'
import { PLACE_KINDS } from '../words.ts'

interface PlacesProps {
  reader: Reader
  edition: Edition
  draft: Draft
  halls: Hall[]
}

const placesAddress = (reader: Reader, edition: Edition) => reader.at(`/${edition.code}/staff/calendar/places`)

/** Where something may happen in an edition: the fair's own places, to be corrected; the stands, for looking. */
export function PlacesPage(props: PlacesProps & { places: Place[] }) {
  const { reader, edition, places } = props
  const address = placesAddress(reader, edition)
  return (
    <Page reader={reader} title={reader.t('calendar.places')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff/calendar`), label: reader.t('calendar.staff') }]}
      />
      <Head
        title={reader.t('calendar.places')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('calendar.places-lede')}
      >
        <p class="deeds">
          <a class="act" href={`${address}.csv`}>
            CSV
          </a>
        </p>
      </Head>
      {places.length === 0 ? (
        <Empty say={reader.t('calendar.no-places')} />
      ) : (
        <PlaceTable {...props} address={address} />
      )}
      <h2 id="new">{reader.t('calendar.new-place')}</h2>
      <Form reader={reader} draft={props.draft} action={address} submit={reader.t('calendar.new-place')}>
        <PlaceFields {...props} />
      </Form>
    </Page>
  )
}

function PlaceTable({ reader, places, address }: PlacesProps & { places: Place[]; address: string }) {
  return (
    <div class="scroll" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{reader.t('calendar.place')}</th>
            <th scope="col">{reader.t('calendar.code')}</th>
            <th scope="col">{reader.t('calendar.place-kind')}</th>
            <th scope="col">{reader.t('calendar.hall')}</th>
            <th scope="col" class="number">
              {reader.t('calendar.capacity')}
            </th>
            <th scope="col" class="number">
              {reader.t('calendar.changeover')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr>
              <th scope="row">
                {place.owner ? (
                  <Said {...reader.words(place.name)} />
                ) : (
                  <a href={`${address}/${place.code}`}>
                    <Said {...reader.words(place.name)} />
                  </a>
                )}{' '}
                {place.closed ? <span class="tag stop">{reader.t('calendar.closed')}</span> : null}{' '}
                {place.constructed ? <Constructed reader={reader} why={reader.t('calendar.constructed-why')} /> : null}
              </th>
              <td>{place.code}</td>
              <td>{reader.t(`calendar.place-kinds.${place.kind}`)}</td>
              <td>{place.hallCode ?? '–'}</td>
              <td class="number">{place.capacity === null ? '–' : reader.number(place.capacity)}</td>
              <td class="number">{reader.t('calendar.minutes', { minutes: place.changeoverMinutes })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One place, to be corrected, or closed once nothing to come is planned there. */
export function PlacePage(props: PlacesProps & { place: Place }) {
  const { reader, edition, place } = props
  const address = placesAddress(reader, edition)
  const name = reader.words(place.name)
  return (
    <Page reader={reader} title={name.text}>
      <Trail reader={reader} steps={[{ href: address, label: reader.t('calendar.places') }]} />
      <Head title={name.text} lang={name.lang} kicker={reader.t(`calendar.place-kinds.${place.kind}`)} />
      <Form
        reader={reader}
        draft={props.draft}
        action={`${address}/${place.code}`}
        submit={reader.t('web.save')}
        version={place.version}
        back={address}
      >
        <PlaceFields {...props} />
      </Form>
    </Page>
  )
}

function PlaceFields({ reader, draft, halls, place }: PlacesProps & { place?: Place }) {
  return (
    <>
      <WordingFields
        reader={reader}
        draft={draft}
        name="name"
        label={reader.t('calendar.place-name')}
        value={place?.name}
        required
      />
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="code"
          label={reader.t('calendar.code')}
          hint={reader.t('calendar.code-hint')}
          value={place?.code}
          max={40}
          required
        />
        <Choice
          reader={reader}
          draft={draft}
          name="kind"
          label={reader.t('calendar.place-kind')}
          value={place?.kind ?? 'stage'}
          options={PLACE_KINDS.filter((kind) => kind !== 'stand').map((kind) => ({
            value: kind,
            label: reader.t(`calendar.place-kinds.${kind}`),
          }))}
          required
        />
        <Choice
          reader={reader}
          draft={draft}
          name="hall"
          label={reader.t('calendar.hall')}
          value={place?.hallCode}
          options={halls.map((hall) => ({ value: hall.code, label: reader.words(hall.name).text }))}
          empty="–"
        />
      </div>
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="capacity"
          label={reader.t('calendar.capacity')}
          inputmode="numeric"
          value={place?.capacity}
        />
        <TextField
          reader={reader}
          draft={draft}
          name="changeover"
          label={reader.t('calendar.changeover')}
          hint={reader.t('calendar.changeover-hint')}
          inputmode="numeric"
          value={place?.changeoverMinutes ?? 15}
          required
        />
      </div>
      {place ? (
        <div class={draft.errors.closed ? 'field wrong' : 'field'} id="f-closed">
          <Tick draft={draft} name="closed" label={reader.t('calendar.close-place')} checked={place.closed} />
          {draft.errors.closed ? (
            <p class="error">{reader.sentence(draft.errors.closed.code, draft.errors.closed.details)}</p>
          ) : null}
        </div>
      ) : null}
    </>
  )
}

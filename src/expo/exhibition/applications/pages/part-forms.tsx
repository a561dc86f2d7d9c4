import type { Child } from 'hono/jsx'
import type { Area, Hall } from '#expo/ground/editions/index.ts'
import { Choice, Form, Radios, TextArea, TextField, Tick, Ticks, WordingFields } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import type { Chapter } from '../chapters.ts'
import type { Neighbour } from '../queries/decisions.ts'
import type { Terms } from '../rules.ts'
import { BLOCKS, NEARNESSES, PARTS, type Part } from '../words.ts'
import { type OfApplication, PartFrame } from './frame.tsx'
import { applicationAddress } from './stand.tsx'

export type PartProps = OfApplication & { filled: readonly Part[] }

/** The form of a part: it is saved by itself, and leads on to the next. */
function PartForm(props: PartProps & { part: Part; children: Child }) {
  const { reader, draft, edition, application, part } = props
  const at = reader.at(applicationAddress(edition, application))
  return (
    <div data-kept={`${application.id}/${part}/${application.version}`}>
      <p class="notice-kept" role="status" hidden>
        {reader.t('applications.kept-here')}
      </p>
      <p class="notice-kept" role="alert" data-offline hidden>
        {reader.t('applications.kept-offline')}
      </p>
      <Form
        reader={reader}
        draft={draft}
        action={`${at}/${part}`}
        submit={reader.t(application.state === 'draft' ? 'applications.save-and-on' : 'web.save')}
        version={application.version}
        extra={
          application.state === 'draft' ? (
            <button type="submit" class="act" name="then" value="review">
              {reader.t('applications.save-and-review')}
            </button>
          ) : null
        }
        back={at}
      >
        {props.children}
      </Form>
    </div>
  )
}

/** The part after this one; null after the last. */
export const partAfter = (part: Part): Part | null => PARTS[PARTS.indexOf(part) + 1] ?? null

export function PlacePage(props: PartProps & { areas: readonly Area[] }) {
  const { reader, draft, application, areas } = props
  const zones = areas.filter((one) => one.kind === 'zone')
  const nameOf = (code: string | null) => reader.words(areas.find((one) => one.code === code)?.name ?? {}).text
  return (
    <PartFrame {...props} part="place" lede={reader.t('applications.place-lede')}>
      <PartForm {...props} part="place">
        <Radios
          reader={reader}
          draft={draft}
          name="area"
          label={reader.t('applications.area')}
          value={application.areaCode ?? undefined}
          options={areas
            .filter((one) => one.kind === 'area')
            .map((one) => ({
              value: one.code,
              label: reader.words(one.name).text,
              lang: reader.words(one.name).lang,
              class: `tint-${one.tint}`,
            }))}
        />
        {zones.length > 0 ? (
          <Choice
            reader={reader}
            draft={draft}
            name="zone"
            label={reader.t('applications.zone')}
            hint={reader.t('applications.zone-hint')}
            value={application.zoneCode}
            options={zones.map((one) => ({
              value: one.code,
              label: `${nameOf(one.parentCode)}: ${reader.words(one.name).text}`,
            }))}
            empty={reader.t('applications.no-zone')}
          />
        ) : null}
        {application.role === 'umbrella' ? (
          <Tick
            draft={draft}
            name="shows-itself"
            label={reader.t('applications.shows-itself')}
            checked={application.showsItself}
          />
        ) : null}
      </PartForm>
    </PartFrame>
  )
}

/** Every kind of stand in words, with its sizes. */
export function sayKind(reader: Reader, kind: Terms['kinds'][number], terms: Terms): string {
  if (kind === 'standard')
    return reader.t('applications.kind-standard', {
      size: reader.number(terms.standardM2),
      most: reader.number(terms.standardM2 * terms.mostStandard),
    })
  if (kind === 'pod') return reader.t('applications.kind-pod', { size: reader.number(terms.podM2) })
  return reader.t('applications.kind-raw', {
    size: reader.number(terms.rawFromM2),
    most: reader.number(terms.rawToM2),
  })
}

export function StandPage(props: PartProps & { terms: Terms; pods: string[]; estimate: Child }) {
  const { reader, draft, application, terms } = props
  return (
    <PartFrame {...props} part="stand" lede={reader.t('applications.stand-lede')}>
      <PartForm {...props} part="stand">
        <Radios
          reader={reader}
          draft={draft}
          name="kind"
          label={reader.t('applications.booth-kind')}
          value={application.boothKind ?? undefined}
          options={terms.kinds.map((kind) => ({ value: kind, label: sayKind(reader, kind, terms) }))}
          hint={
            terms.kinds.includes('pod')
              ? reader.t('applications.pods-in', { areas: reader.list(props.pods) })
              : undefined
          }
        />
        <TextField
          reader={reader}
          draft={draft}
          name="size"
          inputmode="decimal"
          label={reader.t('applications.size')}
          hint={reader.t('applications.size-hint')}
          value={application.areaM2}
          required
        />
        <Radios
          reader={reader}
          draft={draft}
          name="sides"
          label={reader.t('applications.sides')}
          hint={reader.t('applications.sides-hint')}
          value={String(application.leastOpenSides)}
          options={([1, 2, 3, 4] as const).map((count) => ({
            value: String(count),
            label: reader.t(`applications.open-sides.${count}`),
          }))}
        />
        {props.estimate}
      </PartForm>
    </PartFrame>
  )
}

export function GoodsPage(props: PartProps & { chapters: readonly Chapter[] }) {
  const { reader, draft, application } = props
  return (
    <PartFrame {...props} part="goods" lede={reader.t('applications.goods-lede')}>
      <PartForm {...props} part="goods">
        <WordingFields
          reader={reader}
          draft={draft}
          name="shows"
          label={reader.t('applications.shows')}
          hint={reader.t('applications.shows-hint')}
          value={application.shows}
          long
          required={application.showsItself}
        />
        <ChapterPicker {...props} />
        <TextField
          reader={reader}
          draft={draft}
          name="brands"
          label={reader.t('applications.brands')}
          hint={reader.t('applications.brands-hint')}
          value={application.brands}
        />
        <TextField
          reader={reader}
          draft={draft}
          name="certificates"
          label={reader.t('applications.certificates')}
          hint={reader.t('applications.certificates-hint')}
          value={application.certificates}
        />
      </PartForm>
    </PartFrame>
  )
}

/** Chapters of the Harmonized System by family, as nobody reads a list of ninety-six. From the first chapter to the last. */
const FAMILIES = [
  ['food', '01', '24'],
  ['chemicals', '25', '40'],
  ['wood-paper', '41', '49'],
  ['textiles', '50', '67'],
  ['stone-glass', '68', '71'],
  ['metals', '72', '83'],
  ['machines', '84', '92'],
  ['other', '93', '97'],
] as const

function ChapterPicker({ reader, draft, application, chapters }: PartProps & { chapters: readonly Chapter[] }) {
  const typed = draft.values.chapters
  const chosen = Object.keys(draft.values).length > 0 ? [typed ?? []].flat() : application.hsChapters
  const error = draft.errors.chapters
  return (
    <fieldset
      class={error ? 'wrong' : undefined}
      id="f-chapters"
      tabindex={-1}
      aria-describedby={error ? 'f-chapters-hint f-chapters-error' : 'f-chapters-hint'}
    >
      <legend>{reader.t('applications.chapters')}</legend>
      <p class="hint" id="f-chapters-hint">
        {reader.t('applications.chapters-hint')}
      </p>
      {error ? (
        <p class="error" id="f-chapters-error">
          {reader.sentence(error.code, error.details)}
        </p>
      ) : null}
      {FAMILIES.map(([family, first, last]) => {
        const members = chapters.filter((one) => one.code >= first && one.code <= last)
        const ticked = members.filter((one) => chosen.includes(one.code))
        return (
          <details class="family" open={ticked.length > 0}>
            <summary>
              {reader.t(`applications.families.${family}`)}{' '}
              {ticked.length > 0 ? <span class="soft">({reader.number(ticked.length)})</span> : null}
            </summary>
            <div class="choices">
              {members.map((one) => (
                <label>
                  <input type="checkbox" name="chapters" value={one.code} checked={chosen.includes(one.code)} />{' '}
                  <span>
                    <span class="soft">{one.code}</span> {reader.words(one.names).text}
                  </span>
                </label>
              ))}
            </div>
          </details>
        )
      })}
    </fieldset>
  )
}

export function WishesPage(props: PartProps & { halls: readonly Hall[]; neighbours: readonly Neighbour[] }) {
  const { reader, draft, application, neighbours } = props
  const named = (wish: Neighbour['wish']) =>
    neighbours
      .filter((one) => one.wish === wish)
      .map((one) => one.name)
      .join('\n')
  return (
    <PartFrame {...props} part="wishes" lede={reader.t('applications.wishes-lede')}>
      <PartForm {...props} part="wishes">
        <Ticks
          reader={reader}
          draft={draft}
          name="near"
          label={reader.t('applications.near')}
          value={application.near}
          options={NEARNESSES.map((one) => ({ value: one, label: reader.t(`applications.nearness.${one}`) }))}
        />
        {props.halls.length > 0 ? (
          <Choice
            reader={reader}
            draft={draft}
            name="hall"
            label={reader.t('applications.wished-hall')}
            value={application.wishedHall}
            options={props.halls.map((one) => ({ value: one.code, label: reader.words(one.name).text }))}
            empty={reader.t('applications.any-hall')}
          />
        ) : null}
        <TextField
          reader={reader}
          draft={draft}
          name="booths"
          label={reader.t('applications.wished-booths')}
          hint={reader.t('applications.wished-booths-hint')}
          value={application.wishedBooths.join(', ')}
        />
        <Radios
          reader={reader}
          draft={draft}
          name="block"
          label={reader.t('applications.block')}
          value={application.block}
          options={BLOCKS.map((one) => ({ value: one, label: reader.t(`applications.blocks.${one}`) }))}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="together"
          label={reader.t('applications.together')}
          hint={reader.t('applications.one-per-line')}
          value={named('together')}
          rows={3}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="apart"
          label={reader.t('applications.apart')}
          hint={reader.t('applications.one-per-line')}
          value={named('apart')}
          rows={3}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="wishes"
          label={reader.t('applications.other-wishes')}
          value={application.wishes}
          rows={4}
        />
      </PartForm>
    </PartFrame>
  )
}

import type { PropsWithChildren } from 'hono/jsx'
import { wallTimeAt } from '#kernel/day.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, Radios, TextArea, TextField, Ticks, WordingFields } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Area, Edition, Hall, RegistrationWindow } from '../queries.ts'
import { AREA_KINDS, TINTS, type WindowKind } from '../words.ts'
import { deskAddress } from './desk.tsx'
import { EditionFields } from './edition-fields.tsx'
import { Drawing, scaleOf } from './halls.tsx'

interface DeskForm {
  reader: Reader
  edition: Edition
  draft: Draft
  /** Which of the page's two forms was refused. */
  refused?: 'set' | 'remove'
}

/** A form of the edition's desk: the way back to its section, its heading, and the form. */
function Sheet(
  props: PropsWithChildren<Pick<DeskForm, 'reader' | 'edition'> & { title: string; lede?: string; back: string }>,
) {
  const { reader, edition } = props
  const name = reader.words(edition.name).text
  return (
    <Page reader={reader} title={`${props.title} · ${name}`}>
      <Trail reader={reader} steps={[{ href: reader.at(props.back), label: name }]} />
      <Head title={props.title} {...(props.lede ? { lede: props.lede } : {})} />
      {props.children}
    </Page>
  )
}

/** Removing stands apart and folded, and asks in its own words. */
function Remove(
  props: Pick<DeskForm, 'reader' | 'draft'> & { action: string; title: string; means: string; version: number },
) {
  const { reader, draft } = props
  return (
    <details open={draft.refusal !== null} class="apart">
      <summary>{props.title}</summary>
      <p>{props.means}</p>
      <Form
        reader={reader}
        draft={draft}
        action={props.action}
        submit={props.title}
        tone="grave"
        version={props.version}
      />
    </details>
  )
}

const drafts = ({ draft, refused }: DeskForm) =>
  refused === 'remove' ? { set: emptyDraft, remove: draft } : { set: draft, remove: emptyDraft }

export function FactsPage(props: DeskForm & { zones: readonly string[] }) {
  const { reader, edition, draft } = props
  const back = deskAddress(edition, '#facts')
  return (
    <Sheet {...props} title={reader.t('editions.change-facts')} lede={reader.t('editions.facts-lede')} back={back}>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(deskAddress(edition, '/facts'))}
        submit={reader.t('web.save')}
        back={reader.at(back)}
        version={edition.version}
      >
        <EditionFields reader={reader} draft={draft} edition={edition} zones={props.zones} />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} />
      </Form>
    </Sheet>
  )
}

/** Name an area or a zone, or correct one; its code stays, so that editions compare. */
export function AreaPage(props: DeskForm & { area: Area | null; areas: Area[]; tint: number }) {
  const { reader, edition, area } = props
  const { set, remove } = drafts(props)
  const back = deskAddress(edition, '#areas')
  const action = reader.at(deskAddress(edition, area ? `/areas/${area.code}` : '/areas'))
  const both = { reader, draft: set }
  const parents = props.areas.filter((one) => one.kind !== 'zone' && one.code !== area?.code)
  const title = area ? reader.words(area.name).text : reader.t('editions.add-area')
  return (
    <Sheet {...props} title={title} back={back}>
      <Form {...both} action={action} submit={reader.t('web.save')} back={reader.at(back)} version={area?.version ?? 0}>
        <WordingFields {...both} name="name" label={reader.t('editions.area-name')} value={area?.name} required />
        {area ? null : (
          <TextField
            {...both}
            name="code"
            label={reader.t('editions.area-code')}
            hint={reader.t('editions.area-code-hint')}
            max={40}
            required
          />
        )}
        <Choice
          {...both}
          name="kind"
          label={reader.t('editions.area-kind')}
          value={area?.kind}
          options={AREA_KINDS.map((kind) => ({ value: kind, label: reader.t(`editions.kinds.${kind}`) }))}
          required
        />
        <Choice
          {...both}
          name="parent"
          label={reader.t('editions.area-parent')}
          hint={reader.t('editions.area-parent-hint')}
          value={area?.parentCode}
          options={parents.map((one) => ({ value: one.code, label: reader.words(one.name).text }))}
          empty="–"
        />
        <Radios
          {...both}
          name="tint"
          label={reader.t('editions.tint')}
          hint={reader.t('editions.tint-hint')}
          value={String(area?.tint ?? props.tint)}
          options={TINTS.map((tint) => ({
            value: String(tint),
            label: reader.t('editions.tint-number', { tint }),
            class: `tint-${tint}`,
          }))}
        />
      </Form>
      {area ? (
        <Remove
          reader={reader}
          draft={remove}
          action={`${action}/remove`}
          title={reader.t('editions.remove-area')}
          means={reader.t('editions.remove-area-means')}
          version={area.version}
        />
      ) : null}
    </Sheet>
  )
}

/** Floors that halls stand on. */
const LEVELS = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Draw a hall, or correct one. */
export function HallPage(props: DeskForm & { hall: Hall | null; areas: Area[] }) {
  const { reader, edition, hall } = props
  const { set, remove } = drafts(props)
  const back = deskAddress(edition, '#halls')
  const action = reader.at(deskAddress(edition, hall ? `/halls/${hall.code}` : '/halls'))
  const both = { reader, draft: set }
  const title = hall ? reader.t('editions.edit-hall', { code: hall.code }) : reader.t('editions.add-hall')
  return (
    <Sheet
      {...props}
      title={title}
      {...(hall?.constructed ? { lede: reader.t('editions.hall-becomes-real') } : {})}
      back={back}
    >
      {hall ? <Drawing reader={reader} hall={hall} areas={props.areas} scale={scaleOf([hall])} /> : null}
      <Form {...both} action={action} submit={reader.t('web.save')} back={reader.at(back)} version={hall?.version ?? 0}>
        {hall ? null : (
          <TextField
            {...both}
            name="code"
            label={reader.t('editions.hall-code')}
            hint={reader.t('editions.hall-code-hint')}
            max={20}
            required
          />
        )}
        <WordingFields
          {...both}
          name="name"
          label={reader.t('editions.hall-name')}
          hint={reader.t('editions.hall-name-hint')}
          value={hall?.name}
        />
        <div class="row">
          <TextField
            {...both}
            name="length"
            inputmode="decimal"
            label={reader.t('editions.length')}
            value={hall?.lengthM}
            required
          />
          <TextField
            {...both}
            name="width"
            inputmode="decimal"
            label={reader.t('editions.width')}
            value={hall?.widthM}
            required
          />
          <Choice
            {...both}
            name="level"
            label={reader.t('editions.level')}
            value={hall?.level ?? 0}
            options={LEVELS.map((level) => ({
              value: String(level),
              label: level === 0 ? reader.t('editions.ground-floor') : reader.t('editions.floor', { level }),
            }))}
            required
          />
        </div>
        {props.areas.length === 0 ? (
          <p class="hint">{reader.t('editions.areas-first')}</p>
        ) : (
          <Ticks
            {...both}
            name="areas"
            label={reader.t('editions.what-is-there')}
            value={hall?.areaCodes ?? []}
            options={props.areas.map((area) => ({
              value: area.code,
              label: reader.words(area.name).text,
              lang: reader.words(area.name).lang,
              class: `tint-${area.tint}`,
            }))}
          />
        )}
      </Form>
      {hall ? (
        <Remove
          reader={reader}
          draft={remove}
          action={`${action}/remove`}
          title={reader.t('editions.remove-hall')}
          means={reader.t('editions.remove-hall-means')}
          version={hall.version}
        />
      ) : null}
    </Sheet>
  )
}

/** When one kind of participant may register: set it, change it, take it away. */
export function WindowPage(props: DeskForm & { kind: WindowKind; window: RegistrationWindow | null }) {
  const { reader, edition, kind, window } = props
  const { set, remove } = drafts(props)
  const back = deskAddress(edition, '#windows')
  const action = reader.at(deskAddress(edition, `/windows/${kind}`))
  const both = { reader, draft: set }
  const at = (moment: Date | undefined) => moment && wallTimeAt(moment, edition.timeZone)
  return (
    <Sheet
      {...props}
      title={reader.t(`editions.windows.${kind}`)}
      lede={reader.t('editions.window-lede', { zone: reader.zone(edition.timeZone) })}
      back={back}
    >
      <Form
        {...both}
        action={action}
        submit={reader.t('web.save')}
        back={reader.at(back)}
        version={window?.version ?? 0}
      >
        <div class="row">
          <TextField
            {...both}
            name="opensAt"
            type="datetime-local"
            label={reader.t('editions.window-opens')}
            value={at(window?.opensAt)}
            required
          />
          <TextField
            {...both}
            name="closesAt"
            type="datetime-local"
            label={reader.t('editions.window-closes')}
            value={at(window?.closesAt)}
            required
          />
        </div>
        <WordingFields
          {...both}
          name="note"
          label={reader.t('editions.window-note')}
          hint={reader.t('editions.window-note-hint')}
          value={window?.note}
        />
        <TextField
          {...both}
          name="source"
          label={reader.t('editions.source')}
          hint={reader.t('editions.source-hint')}
          value={window?.source}
        />
      </Form>
      {window ? (
        <Remove
          reader={reader}
          draft={remove}
          action={`${action}/remove`}
          title={reader.t('editions.remove-window')}
          means={reader.t('editions.remove-window-means')}
          version={window.version}
        />
      ) : null}
    </Sheet>
  )
}

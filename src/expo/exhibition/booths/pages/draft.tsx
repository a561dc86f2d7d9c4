import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, FileField, Form, Refused, TextArea, TextField, Tick } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Drawing, Plan, PlannedBooth } from '../queries.ts'
import type { Change } from '../rules/change.ts'
import type { FileProblem } from '../rules/geojson.ts'
import { boxOf, type Outline } from '../rules/geometry.ts'
import type { Finding } from '../rules/layout.ts'
import type { Structure } from '../rules/plan.ts'
import { cornersAsTyped } from '../rules/typed.ts'
import { BOOTH_KINDS, STRUCTURE_KINDS } from '../words.ts'
import { Changes, Findings, planDesk } from './desk-parts.tsx'

interface DraftPlace {
  reader: Reader
  edition: Edition
  hall: Hall
  areas: readonly Area[]
  plan: Plan
  draft: Draft
}

const hallWord = ({ reader, hall }: DraftPlace) => reader.t('booths.hall-title', { hall: reader.words(hall.name).text })

function Sheet(
  props: PropsWithChildren<{ place: DraftPlace; title: string; lede?: string; deeper?: boolean; scripts?: string[] }>,
) {
  const { place, title } = props
  const { reader, edition, hall } = place
  const desk = reader.at(planDesk(edition, hall))
  return (
    <Page
      reader={reader}
      title={`${title} · ${hallWord(place)}`}
      wide
      {...(props.scripts ? { scripts: props.scripts } : {})}
    >
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff/plans`), label: reader.t('booths.plans') },
          { href: desk, label: hallWord(place) },
          ...(props.deeper
            ? [{ href: `${desk}/draft`, label: reader.t('booths.draft-title', { number: place.plan.number }) }]
            : []),
        ]}
      />
      <Head title={title} {...(props.lede ? { lede: props.lede } : {})} />
      {props.children}
    </Page>
  )
}

/**
 * The draft as it is drawn. With script the drawing is an editor; without, each booth is a link to its form, and the table below does all
 * the same.
 */
export function DraftPage(props: DraftPlace & { drawing: Drawing; svg: string }) {
  const { reader, edition, hall, plan, drawing, draft } = props
  const address = `${reader.at(planDesk(edition, hall))}/draft`
  const title = reader.t('booths.draft-title', { number: plan.number })
  return (
    <Sheet place={props} title={`${hallWord(props)}: ${title}`} scripts={['booths-editor']}>
      <Refused reader={reader} draft={draft} />
      <div class="floor-plan broad editor" data-editor={`${address}.json`} data-lang={reader.lang}>
        <noscript>
          <p class="why">{reader.t('booths.editor-without-script')}</p>
        </noscript>
        <div class="window" tabindex={0} role="region" aria-label={title}>
          <div class="sheet-of-plan">{raw(props.svg)}</div>
        </div>
      </div>
      <p class="deeds">
        <a class="act first" href={`${address}/release`}>
          {reader.t('booths.release')}
        </a>
        <a class="act" href={`${address}/upload`}>
          {reader.t('booths.upload')}
        </a>
        <a class="act" href={`${address}/plan.geojson`}>
          GeoJSON
        </a>
      </p>
      <h2>{reader.t('booths.by-form')}</h2>
      <p class="deeds">
        <a class="act" href={`${address}/booths/new`}>
          {reader.t('booths.add-booth')}
        </a>
        <a class="act" href={`${address}/structures/new`}>
          {reader.t('booths.add-structure')}
        </a>
      </p>
      <h3>{reader.t('booths.renumber-row')}</h3>
      <Form
        reader={reader}
        draft={draft}
        action={`${address}/renumber`}
        submit={reader.t('booths.renumber')}
        tone="plain"
        version={plan.version}
      >
        <div class="row">
          <TextField
            reader={reader}
            draft={draft}
            name="numbers"
            label={reader.t('booths.renumber-which')}
            hint={reader.t('booths.numbers-hint')}
            required
          />
          <TextField
            reader={reader}
            draft={draft}
            name="first"
            label={reader.t('booths.renumber-first')}
            required
            max={12}
          />
        </div>
      </Form>
      <DraftTable {...props} drawing={drawing} address={address} />
      <h3>{reader.t('booths.structures-title')}</h3>
      <ul class="plain columns">
        {drawing.structures.map((one) => (
          <li>
            <a href={`${address}/structures/${one.id}`}>
              {reader.t(`booths.structures.${one.kind}`)} {one.name}
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function DraftTable({ reader, drawing, address }: DraftPlace & { drawing: Drawing; address: string }) {
  return (
    <details open={drawing.booths.length <= 40}>
      <summary>{reader.t('booths.booths-count', { count: drawing.booths.length })}</summary>
      <ul class="plain columns">
        {drawing.booths.map((booth) => (
          <li>
            <a href={`${address}/booths/${booth.id}`}>{booth.number || '–'}</a>{' '}
            <span class="why">{reader.t('booths.square-metres', { area: booth.areaM2 })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const isRectangle = (outline: Outline | null): boolean => outline === null || outline.length === 4

/** Where and how large: a rectangle in four numbers, anything else by its corners. */
function ShapeFields({ reader, draft, outline }: { reader: Reader; draft: Draft; outline: Outline | null }) {
  const box = outline && isRectangle(outline) ? boxOf(outline) : null
  const metresOf = (value: number | undefined) => (value === undefined ? undefined : value / 100)
  const number = (name: string, label: string, value: number | undefined) => (
    <TextField reader={reader} draft={draft} name={name} inputmode="decimal" label={label} value={metresOf(value)} />
  )
  return (
    <fieldset>
      <legend>{reader.t('booths.shape')}</legend>
      <p class="hint">{reader.t('booths.shape-hint')}</p>
      <div class="row">
        {number('x', reader.t('booths.from-left'), box?.x0)}
        {number('y', reader.t('booths.from-top'), box?.y0)}
        {number('width', reader.t('booths.width'), box && box.x1 > box.x0 ? box.x1 - box.x0 : undefined)}
        {number('depth', reader.t('booths.depth'), box && box.y1 > box.y0 ? box.y1 - box.y0 : undefined)}
      </div>
      <TextArea
        reader={reader}
        draft={draft}
        name="corners"
        label={reader.t('booths.corners')}
        hint={reader.t('booths.corners-hint')}
        value={outline && !box ? cornersAsTyped(outline) : ''}
        rows={4}
      />
    </fieldset>
  )
}

/** One booth by a form: what it is called, what it is, where it stands; and what else may be done to it. */
export function BoothFormPage(
  props: DraftPlace & { booth: PlannedBooth | null; suggested: string; which: 'booth' | 'split' | 'merge' | 'remove' },
) {
  const { reader, edition, hall, plan, booth, areas, which } = props
  const address = `${reader.at(planDesk(edition, hall))}/draft`
  const own = booth ? `${address}/booths/${booth.id}` : `${address}/booths/new`
  const draftOf = (name: typeof which) => (which === name ? props.draft : emptyDraft)
  const title = booth ? reader.t('booths.booth-title', { number: booth.number || '–' }) : reader.t('booths.add-booth')
  const named = (kind: 'zone' | 'area') =>
    areas
      .filter((area) => (area.kind === 'zone') === (kind === 'zone'))
      .map((area) => ({ value: area.code, label: reader.words(area.name).text }))
  const draft = draftOf('booth')
  return (
    <Sheet place={props} title={title} deeper>
      <Form
        reader={reader}
        draft={draft}
        action={own}
        submit={reader.t('web.save')}
        version={plan.version}
        back={address}
      >
        <div class="row">
          <TextField
            reader={reader}
            draft={draft}
            name="number"
            label={reader.t('booths.number')}
            value={booth?.number ?? props.suggested}
            required
            max={12}
          />
          <Choice
            reader={reader}
            draft={draft}
            name="kind"
            label={reader.t('booths.kind')}
            value={booth?.kind}
            required
            options={BOOTH_KINDS.map((kind) => ({ value: kind, label: reader.t(`booths.kinds.${kind}`) }))}
          />
        </div>
        <div class="row">
          <Choice
            reader={reader}
            draft={draft}
            name="area"
            label={reader.t('booths.area')}
            value={booth?.areaCode ?? hall.areaCodes[0]}
            required
            options={named('area')}
          />
          <Choice
            reader={reader}
            draft={draft}
            name="zone"
            label={reader.t('booths.zone')}
            value={booth?.zoneCode}
            empty="–"
            options={named('zone')}
          />
        </div>
        <Tick
          draft={draft}
          name="pillar"
          label={reader.t('booths.pillar-allowed')}
          checked={booth?.holdsPillar ?? false}
        />
        <ShapeFields reader={reader} draft={draft} outline={booth?.outline ?? null} />
      </Form>
      {booth ? <OtherDeeds {...props} booth={booth} own={own} draftOf={draftOf} /> : null}
    </Sheet>
  )
}

function OtherDeeds(
  props: DraftPlace & {
    booth: PlannedBooth
    suggested: string
    own: string
    draftOf(name: 'split' | 'merge' | 'remove'): Draft
  },
) {
  const { reader, plan, booth, own, draftOf } = props
  const box = boxOf(booth.outline)
  return (
    <>
      <h2>{reader.t('booths.split')}</h2>
      <Form
        reader={reader}
        draft={draftOf('split')}
        action={`${own}/split`}
        submit={reader.t('booths.split')}
        tone="plain"
        version={plan.version}
      >
        <div class="row">
          <Choice
            reader={reader}
            draft={draftOf('split')}
            name="along"
            label={reader.t('booths.split-along')}
            value={box.x1 - box.x0 >= box.y1 - box.y0 ? 'x' : 'y'}
            required
            options={[
              { value: 'x', label: reader.t('booths.split-upright') },
              { value: 'y', label: reader.t('booths.split-level') },
            ]}
          />
          <TextField
            reader={reader}
            draft={draftOf('split')}
            name="at"
            inputmode="decimal"
            label={reader.t('booths.split-at')}
            hint={reader.t('booths.split-at-hint')}
            required
          />
          <TextField
            reader={reader}
            draft={draftOf('split')}
            name="number"
            label={reader.t('booths.split-number')}
            value={props.suggested}
            required
            max={12}
          />
        </div>
      </Form>
      <h2>{reader.t('booths.merge')}</h2>
      <Form
        reader={reader}
        draft={draftOf('merge')}
        action={`${own}/merge`}
        submit={reader.t('booths.merge')}
        tone="plain"
        version={plan.version}
      >
        <TextField
          reader={reader}
          draft={draftOf('merge')}
          name="numbers"
          label={reader.t('booths.merge-with')}
          hint={reader.t('booths.numbers-hint')}
          required
        />
      </Form>
      <h2>{reader.t('booths.remove')}</h2>
      <Form
        reader={reader}
        draft={draftOf('remove')}
        action={`${own}/remove`}
        submit={reader.t('booths.remove-deed')}
        tone="grave"
        version={plan.version}
      />
    </>
  )
}

/** A gate, an exit, a pillar or a room by a form. */
export function StructureFormPage(props: DraftPlace & { structure: Structure | null }) {
  const { reader, edition, hall, plan, structure, draft } = props
  const address = `${reader.at(planDesk(edition, hall))}/draft`
  const own = `${address}/structures/${structure?.id ?? 'new'}`
  const at = structure?.at
  const outline: Outline | null = structure?.outline ?? (at ? [at, at, at, at] : null)
  return (
    <Sheet
      place={props}
      title={structure ? reader.t(`booths.structures.${structure.kind}`) : reader.t('booths.add-structure')}
      deeper
    >
      <Form
        reader={reader}
        draft={draft}
        action={own}
        submit={reader.t('web.save')}
        version={plan.version}
        back={address}
      >
        <div class="row">
          <Choice
            reader={reader}
            draft={draft}
            name="kind"
            label={reader.t('booths.kind')}
            value={structure?.kind}
            required
            options={STRUCTURE_KINDS.map((kind) => ({ value: kind, label: reader.t(`booths.structures.${kind}`) }))}
          />
          <TextField
            reader={reader}
            draft={draft}
            name="name"
            label={reader.t('booths.structure-name')}
            hint={reader.t('booths.structure-name-hint')}
            value={structure?.name}
            max={20}
          />
        </div>
        <ShapeFields reader={reader} draft={draft} outline={outline} />
      </Form>
      {structure ? (
        <>
          <h2>{reader.t('booths.remove')}</h2>
          <Form
            reader={reader}
            draft={emptyDraft}
            action={`${own}/remove`}
            submit={reader.t('booths.remove-structure')}
            tone="grave"
            version={plan.version}
          />
        </>
      ) : null}
    </Sheet>
  )
}

export interface Preview {
  digest: string
  booths: number
  structures: number
  problems: readonly FileProblem[]
  findings: readonly Finding[]
  changes: readonly Change[]
  drawing: readonly PlannedBooth[]
  svg: string
}

/** A plan from a file: what it holds, what is wrong with it feature by feature, what it would change; then it is taken or left. */
export function UploadPage(props: DraftPlace & { preview: Preview | null }) {
  const { reader, edition, hall, plan, draft, preview } = props
  const address = `${reader.at(planDesk(edition, hall))}/draft`
  return (
    <Sheet place={props} title={reader.t('booths.upload')} lede={reader.t('booths.upload-lede')} deeper>
      {preview ? (
        <>
          <h2>{reader.t('booths.upload-read', { booths: preview.booths, structures: preview.structures })}</h2>
          {preview.problems.length > 0 ? <Problems reader={reader} problems={preview.problems} /> : null}
          <h3>{reader.t('booths.rules-say')}</h3>
          <Findings reader={reader} findings={preview.findings} booths={preview.drawing} />
          <figure class="floor-plan broad">
            <div class="window" tabindex={0} role="region" aria-label={reader.t('booths.draft-changes')}>
              <div class="sheet-of-plan">{raw(preview.svg)}</div>
            </div>
          </figure>
          <h3>{reader.t('booths.upload-changes')}</h3>
          <Changes reader={reader} changes={preview.changes} areas={props.areas} structuresChanged={false} />
          {preview.booths + preview.structures > 0 ? (
            <Form
              reader={reader}
              draft={draft}
              action={`${address}/apply`}
              submit={reader.t('booths.upload-apply', { booths: preview.booths })}
              version={plan.version}
              back={address}
            >
              <input type="hidden" name="digest" value={preview.digest} />
              {preview.problems.length > 0 ? <p class="why">{reader.t('booths.upload-good-only')}</p> : null}
            </Form>
          ) : null}
          <h2>{reader.t('booths.upload-another')}</h2>
        </>
      ) : null}
      <Form
        reader={reader}
        draft={preview ? emptyDraft : draft}
        action={`${address}/upload`}
        submit={reader.t('booths.upload-look')}
        tone={preview ? 'plain' : 'first'}
        version={plan.version}
        back={address}
        upload
      >
        <FileField
          reader={reader}
          draft={preview ? emptyDraft : draft}
          name="file"
          label={reader.t('booths.upload-file')}
          hint={reader.t('booths.upload-hint')}
          accept=".geojson,.json,application/geo+json,application/json"
          required
        />
      </Form>
    </Sheet>
  )
}

function Problems({ reader, problems }: { reader: Reader; problems: readonly FileProblem[] }) {
  return (
    <div class="refusal" role="alert">
      <strong>{reader.t('booths.upload-problems', { count: problems.length })}</strong>
      <ul>
        {problems.slice(0, 100).map((problem) => (
          <li>
            {problem.feature > 0
              ? reader.t('booths.upload-feature', { feature: problem.feature, name: problem.name || '–' })
              : ''}{' '}
            {reader.t(`booths.file-problems.${problem.reason}`, { detail: problem.detail })}
          </li>
        ))}
      </ul>
    </div>
  )
}

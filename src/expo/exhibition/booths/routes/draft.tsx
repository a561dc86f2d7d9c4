import { Refusal } from '#kernel/refusal.ts'
import type { insist } from '#kernel/verdict.ts'
import { newId } from '#platform/database.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { drawPlan } from '../commands/draw.ts'
import { knownFor } from '../commands/release.ts'
import { findingsOver } from '../drawing/changes.ts'
import { draftDrawing } from '../drawings.ts'
import { findingSentences } from '../findings.ts'
import {
  ApplyForm,
  BoothForm,
  DrawnSheet,
  MergeForm,
  RenumberForm,
  SplitForm,
  StructureForm,
  UploadForm,
  VersionForm,
} from '../forms.ts'
import { planDesk } from '../pages/desk-parts.tsx'
import { BoothFormPage, DraftPage, type Preview, StructureFormPage, UploadPage } from '../pages/draft.tsx'
import { mayDrawPlan } from '../permissions.ts'
import { draftInPath } from '../places.ts'
import { type Drawing, findPlan, type PlannedBooth, readDrawing } from '../queries.ts'
import { changesOf, type Sheet } from '../rules/change.ts'
import { mayMerge, mayStand, merged, nextNumber, sequence, split } from '../rules/edit.ts'
import { byNumber } from '../rules/find.ts'
import { readGeoJson } from '../rules/geojson.ts'
import { areaOf, boxOf, metres, tidied } from '../rules/geometry.ts'
import { findingsOf } from '../rules/layout.ts'
import type { Booth, Structure } from '../rules/plan.ts'
import { sidesOfAll } from '../rules/sides.ts'
import { boothsTyped, outlineTyped, type ShapeTyped } from '../rules/typed.ts'
import { StandingPlan } from '../standing.ts'
import { BOOTH_KINDS, EDITOR_WORDS, POINTS, STRUCTURE_KINDS, type StructureKind } from '../words.ts'
import { type DraftPlace, drawnNow, geoJsonDownload } from './staff.tsx'

const draftOf = ({ edition, hall }: DraftPlace) => `${planDesk(edition, hall)}/draft`

/** What stands on the draft, with a change made to it, saved as one deed. */
async function redraw(call: Call<DraftPlace>, version: number, change: (sheet: Drawing) => Sheet): Promise<void> {
  const { house, thing, actor } = call
  const drawing = await readDrawing(house.db, thing.plan)
  await drawPlan(house.db, { planId: thing.plan.id, version, by: actor, ...change(drawing) })
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

async function boothOf(call: Call<DraftPlace>): Promise<{ drawing: Drawing; booth: PlannedBooth | null }> {
  const drawing = await readDrawing(call.house.db, call.thing.plan)
  const { booth: asked = '' } = call.params
  if (asked === 'new') return { drawing, booth: null }
  const booth = isId(asked) ? drawing.booths.find((one) => one.id === asked) : undefined
  if (!booth) throw new Refusal('missing', 'booths.no-such-booth')
  return { drawing, booth }
}

/** A number that no booth of the draft has yet. */
const freeNumber = (booths: readonly Booth[]): string => {
  const last = booths.toSorted((a, b) => byNumber({ hallCode: '', ...a }, { hallCode: '', ...b })).at(-1)
  return last ? nextNumber(last.number) : 'A01'
}

const showDraft = async (call: Call<DraftPlace>, draft: Draft) => {
  const drawing = await readDrawing(call.house.db, call.thing.plan)
  const svg = drawnNow(call, drawing, '', (booth) => `${call.reader.at(draftOf(call.thing))}/booths/${booth.id}`)
  return <DraftPage reader={call.reader} {...call.thing} drawing={drawing} svg={svg} draft={draft} />
}

const showBooth = (which: 'booth' | 'split' | 'merge' | 'remove') => async (call: Call<DraftPlace>, draft: Draft) => {
  const { drawing, booth } = await boothOf(call)
  const suggested = freeNumber(drawing.booths)
  return (
    <BoothFormPage
      reader={call.reader}
      {...call.thing}
      booth={booth}
      suggested={suggested}
      which={which}
      draft={draft}
    />
  )
}

async function structureOf(call: Call<DraftPlace>): Promise<Structure | null> {
  const { structure: asked = '' } = call.params
  if (asked === 'new') return null
  const { structures } = await readDrawing(call.house.db, call.thing.plan)
  const structure = isId(asked) ? structures.find((one) => one.id === asked) : undefined
  if (!structure) throw new Refusal('missing', 'booths.no-such-structure')
  return structure
}

const showStructure = async (call: Call<DraftPlace>, draft: Draft) => (
  <StructureFormPage reader={call.reader} {...call.thing} structure={await structureOf(call)} draft={draft} />
)

function shapeIn(form: ShapeTyped, number = '') {
  const field = form.corners === '' ? 'width' : 'corners'
  const outline = outlineTyped(form)
  if (!outline) throw new Refusal('invalid', 'booths.shape-not-understood', {}, field)
  insistOn(mayStand(outline, number), field)
  return tidied(outline)
}

/** Where a structure stands: a place where only that was typed, else a shape. */
function standingIn(form: ShapeTyped & { kind: StructureKind }): Pick<Structure, 'at' | 'outline'> {
  const isPlace = (POINTS as readonly string[]).includes(form.kind) || (form.width === '' && form.corners === '')
  if (!isPlace) return { at: null, outline: shapeIn(form) }
  const spot = outlineTyped({ ...form, corners: '', width: '1', depth: '1' })?.[0]
  if (!spot) throw new Refusal('invalid', 'booths.shape-not-understood', {}, 'x')
  return { at: spot, outline: null }
}

/** The editor's first look: the draft, what it is checked by, and every word it says. */
async function openEditor(call: Call<DraftPlace>): Promise<Response> {
  const { house, reader, thing } = call
  const { edition, hall, plan, areas, rules } = thing
  const drawing = await readDrawing(house.db, plan)
  const known = await knownFor(house.db, edition.id, hall.code)
  // Its places are left open: the editor fills them in.
  const open = { count: '{count}', area: '{area}', share: '{share}' }
  const words = Object.fromEntries(EDITOR_WORDS.map((word) => [word, reader.t(`booths.editor.${word}`, open)]))
  return Response.json(
    {
      plan: { id: plan.id, version: plan.version, lengthM: plan.lengthM, widthM: plan.widthM },
      sheet: sheetOf(drawing),
      rules,
      known: { areas: [...known.areas], zones: [...known.zones], gates: known.gates },
      areas: areas.map(({ code, kind, parentCode, name, tint }) => ({
        code,
        kind,
        parentCode,
        name: reader.words(name).text,
        tint,
      })),
      firstArea: hall.areaCodes[0] ?? areas.find((area) => area.kind !== 'zone')?.code ?? '',
      words: {
        ...words,
        sentences: findingSentences(reader),
        kinds: Object.fromEntries(BOOTH_KINDS.map((kind) => [kind, reader.t(`booths.kinds.${kind}`)])),
        structures: Object.fromEntries(STRUCTURE_KINDS.map((kind) => [kind, reader.t(`booths.structures.${kind}`)])),
        fields: {
          number: reader.t('booths.number'),
          kind: reader.t('booths.kind'),
          area: reader.t('booths.area'),
          zone: reader.t('booths.zone'),
          pillar: reader.t('booths.pillar-allowed'),
          name: reader.t('booths.structure-name'),
          x: reader.t('booths.from-left'),
          y: reader.t('booths.from-top'),
          width: reader.t('booths.width'),
          depth: reader.t('booths.depth'),
          sides: reader.t('booths.open-sides'),
          size: reader.t('booths.size-m2'),
        },
      },
    },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}

/** Only what is drawn: what is computed from it the server computes. */
const sheetOf = ({ booths, structures }: Drawing): Sheet => ({
  booths: booths.map(({ id, number, kind, outline, areaCode, zoneCode, holdsPillar }) => ({
    id,
    number,
    kind,
    outline,
    areaCode,
    zoneCode,
    holdsPillar,
  })),
  structures: structures.map(({ id, kind, name, at, outline }) => ({ id, kind, name, at, outline })),
})

/** The editor saves. Where somebody saved before, it is told what stands now, and puts its own changes on top of that. */
async function saveFromEditor(call: Call<DraftPlace>): Promise<Response> {
  const { house, request, thing, actor } = call
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new Refusal('invalid', 'web.not-understood')
  const read = DrawnSheet.safeParse(await request.json().catch(() => null))
  if (!read.success) throw new Refusal('invalid', 'web.not-understood')
  const { version, booths, structures } = read.data
  try {
    const saved = await drawPlan(house.db, { planId: thing.plan.id, version, booths, structures, by: actor })
    return Response.json(saved)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'web.stale') throw error
    const plan = await findPlan(house.db, thing.edition.id, thing.hall.code, 'draft')
    if (!plan) throw error
    return Response.json({ version: plan.version, sheet: sheetOf(await readDrawing(house.db, plan)) }, { status: 409 })
  }
}

/** What a kept file would make of the draft. */
async function previewOf(call: Call<DraftPlace>, digest: string): Promise<Preview> {
  const { house, thing, reader } = call
  const file = await house.files.open(digest)
  if (!file) throw new Refusal('invalid', 'booths.no-file', {}, 'file')
  const drawing = await readDrawing(house.db, thing.plan)
  const read = readGeoJson(await new Response(file.stream).text(), {
    widthM: thing.plan.widthM,
    known: drawing.booths,
    knownStructures: drawing.structures,
    newId,
  })
  const floor = { ...drawing, booths: read.booths, structures: read.structures }
  const sides = sidesOfAll(floor, thing.rules.openSideM)
  const booths = read.booths.map((booth, index) => ({
    ...booth,
    areaM2: areaOf(booth.outline),
    openSides: sides[index]?.open.length ?? 0,
    constructed: false,
  }))
  const findings = findingsOf(floor, thing.rules, await knownFor(house.db, thing.edition.id, thing.hall.code))
  const standing = new StandingPlan({ ...drawing, booths, structures: read.structures }, thing.rules)
  const drawn = draftDrawing(reader, { standing, hall: thing.hall, areas: thing.areas, turn: 0 })
  return {
    digest,
    booths: read.booths.length,
    structures: read.structures.length,
    problems: read.problems,
    findings,
    changes: changesOf(drawing.booths, read.booths),
    drawing: booths,
    svg: `${drawn.begin}${drawn.plan}${findingsOver(findings)}${drawn.end}`,
  }
}

const showUpload = (call: Call<DraftPlace>, draft: Draft) => (
  <UploadPage reader={call.reader} {...call.thing} draft={draft} preview={null} />
)

/** A plan's file is some hundred kilobytes; five megabytes hold a hall many times over. */
const LARGEST_FILE = 5 * 1024 * 1024

const HALL = '/:lang/:edition/staff/plans/:hall'
const BOOTH = `${HALL}/draft/booths/:booth`
const STRUCTURE = `${HALL}/draft/structures/:structure`
const at = { thing: draftInPath, may: mayDrawPlan }

export const draftDoors: Door[] = [
  page(`${HALL}/draft`, { ...at, show: showDraft }),
  data('get', `${HALL}/draft.json`, { ...at, answer: openEditor }),
  data('post', `${HALL}/draft.json`, { ...at, answer: saveFromEditor }),
  data('get', `${HALL}/draft/plan.geojson`, {
    ...at,
    answer: async ({ house, thing }) => geoJsonDownload(thing.edition, await readDrawing(house.db, thing.plan)),
  }),
  deed(`${HALL}/draft/renumber`, {
    ...at,
    form: RenumberForm,
    show: showDraft,
    do: async (call, { version, numbers, first }) => {
      await redraw(call, version, ({ booths, structures }) => {
        const { found, verdict } = boothsTyped(numbers, booths)
        insistOn(verdict, 'numbers')
        const others = new Set(booths.filter((booth) => !found.includes(booth)).map((booth) => booth.number))
        const fresh = sequence(first, found.length, others)
        const numberOf = new Map(found.map((booth, index) => [booth.id, fresh[index] ?? booth.number]))
        return {
          booths: booths.map((booth) => ({ ...booth, number: numberOf.get(booth.id) ?? booth.number })),
          structures,
        }
      })
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  page(BOOTH, { ...at, show: showBooth('booth') }),
  deed(BOOTH, {
    ...at,
    form: BoothForm,
    show: showBooth('booth'),
    do: async (call, form) => {
      const { booth } = await boothOf(call)
      const drawn: Booth = {
        id: booth?.id ?? newId(),
        number: form.number,
        kind: form.kind,
        outline: shapeIn(form, form.number),
        areaCode: form.area,
        zoneCode: form.zone || null,
        holdsPillar: form.pillar,
      }
      await redraw(call, form.version, ({ booths, structures }) => ({
        booths: [...booths.filter((one) => one.id !== drawn.id), drawn],
        structures,
      }))
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${BOOTH}/split`, {
    ...at,
    form: SplitForm,
    show: showBooth('split'),
    do: async (call, { version, along, at: distance, number }) => {
      const { booth } = await boothOf(call)
      if (!booth) throw new Refusal('missing', 'booths.no-such-booth')
      const box = boxOf(booth.outline)
      const atM = metres((along === 'x' ? box.x0 : box.y0) + distance * 100)
      const parts = split(booth, { along, atM }, { id: newId(), number })
      if (!parts) throw new Refusal('invalid', 'booths.split-misses', {}, 'at')
      await redraw(call, version, ({ booths, structures }) => ({
        booths: [...booths.filter((one) => one.id !== booth.id), ...parts],
        structures,
      }))
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${BOOTH}/merge`, {
    ...at,
    form: MergeForm,
    show: showBooth('merge'),
    do: async (call, { version, numbers }) => {
      const { booth } = await boothOf(call)
      if (!booth) throw new Refusal('missing', 'booths.no-such-booth')
      await redraw(call, version, ({ booths, structures }) => {
        const { found, verdict } = boothsTyped(numbers, booths)
        insistOn(verdict, 'numbers')
        const together = [booth, ...found.filter((one) => one.id !== booth.id)]
        insistOn(mayMerge(together), 'numbers')
        const one = merged(together) as Booth
        return {
          booths: [...booths.filter((other) => together.every((gone) => gone.id !== other.id)), one],
          structures,
        }
      })
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${BOOTH}/remove`, {
    ...at,
    form: VersionForm,
    show: showBooth('remove'),
    do: async (call, { version }) => {
      const { booth } = await boothOf(call)
      await redraw(call, version, ({ booths, structures }) => ({
        booths: booths.filter((one) => one.id !== booth?.id),
        structures,
      }))
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  page(STRUCTURE, { ...at, show: showStructure }),
  deed(STRUCTURE, {
    ...at,
    form: StructureForm,
    show: showStructure,
    do: async (call, form) => {
      const structure = await structureOf(call)
      const drawn: Structure = { id: structure?.id ?? newId(), kind: form.kind, name: form.name, ...standingIn(form) }
      await redraw(call, form.version, ({ booths, structures }) => ({
        booths,
        structures: [...structures.filter((one) => one.id !== drawn.id), drawn],
      }))
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${STRUCTURE}/remove`, {
    ...at,
    form: VersionForm,
    show: showStructure,
    do: async (call, { version }) => {
      const structure = await structureOf(call)
      await redraw(call, version, ({ booths, structures }) => ({
        booths,
        structures: structures.filter((one) => one.id !== structure?.id),
      }))
      return { to: draftOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  page(`${HALL}/draft/upload`, { ...at, show: showUpload }),
  deed(`${HALL}/draft/upload`, {
    ...at,
    form: UploadForm,
    limit: LARGEST_FILE,
    show: showUpload,
    do: async (call, { file }) => {
      const { digest } = await call.house.files.keep(new Uint8Array(await file.arrayBuffer()))
      const preview = await previewOf(call, digest)
      const draft: Draft = { values: {}, errors: {}, refusal: null }
      return { shown: <UploadPage reader={call.reader} {...call.thing} draft={draft} preview={preview} /> }
    },
  }),
  deed(`${HALL}/draft/apply`, {
    ...at,
    form: ApplyForm,
    show: showUpload,
    do: async (call, { version, digest }) => {
      const { house, thing } = call
      const file = await house.files.open(digest)
      if (!file) throw new Refusal('invalid', 'booths.no-file')
      const text = await new Response(file.stream).text()
      await redraw(call, version, (drawing) => {
        const known = { known: drawing.booths, knownStructures: drawing.structures }
        const { booths, structures } = readGeoJson(text, { widthM: thing.plan.widthM, ...known, newId })
        return { booths, structures }
      })
      return { to: draftOf(thing), notice: { key: 'booths.notice-applied' } }
    },
  }),
]

/** A rule's no, beside the field that it is about. */
function insistOn(verdict: Parameters<typeof insist>[1], field: string): void {
  if (!verdict.ok) throw new Refusal('invalid', `booths.${verdict.reason}`, verdict.details, field)
}

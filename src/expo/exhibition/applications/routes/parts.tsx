import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import type { Above } from '../above.ts'
import { CHAPTERS } from '../chapters.ts'
import { addDocument, removeDocument } from '../commands/documents.ts'
import { type Writing, writeGoods, writePlace, writeStand, writeWishes } from '../commands/write.ts'
import { DocumentForm, GoodsForm, IdForm, PlaceForm, StandForm, WishesForm } from '../forms.ts'
import { DocumentsPage } from '../pages/papers.tsx'
import { GoodsPage, type PartProps, PlacePage, partAfter, StandPage, WishesPage } from '../pages/part-forms.tsx'
import { applicationAddress } from '../pages/stand.tsx'
import { mayActForApplicant, maySeeApplication } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { getTerms } from '../queries/terms.ts'
import { getDocument } from '../queries/thread.ts'
import { wholeOf } from '../whole.ts'
import { LARGEST_DOCUMENT, type Part } from '../words.ts'
import { applicantOf, FORM_AROUND, fileOf } from './calls.ts'

const AT = '/:lang/:edition/applications/:id'
const own = { thing: applicationInPath, may: mayActForApplicant } as const

/** What the page of a part is handed, with the whole application beside it. */
async function partOf(call: Call<Standing>, draft: Draft) {
  const { reader, thing, house } = call
  const { company } = await applicantOf(call, thing.application)
  return { reader, draft, ...thing, company, ...(await wholeOf(house.db, thing.application)) }
}
/** All of that. */
type Written = Awaited<ReturnType<typeof partOf>>

/** A part: its page, and the deed that saves it and leads on. */
function partDoors<Form extends z.ZodObject>(
  part: Part,
  door: {
    form: Form
    show: (props: PartProps & Written, call: Call<Standing>) => Child | Promise<Child>
    write: (call: Call<Standing>, form: z.output<Form>, writing: Writing) => Promise<void>
  },
): Door[] {
  const show = async (call: Call<Standing>, draft: Draft) => door.show(await partOf(call, draft), call)
  return [
    page(`${AT}/${part}`, { ...own, show }),
    deed(`${AT}/${part}`, {
      ...own,
      form: door.form,
      show,
      do: async (call, form) => {
        const { thing, actor, now } = call
        const { version, then } = form as unknown as { version: number; then: 'next' | 'review' }
        await door.write(call, form, { applicationId: thing.application.id, version, now, by: actor })
        return onward(thing, part, then)
      },
    }),
  ]
}

/** A saved draft leads to its next part; what was submitted, back to where it is seen whole. */
function onward({ edition, application }: Standing, part: Part, then: 'next' | 'review') {
  const at = applicationAddress(edition, application)
  const next = partAfter(part)
  const on = application.state === 'draft' && then === 'next' && next !== null
  const key = application.state === 'draft' ? 'applications.notice-saved' : 'applications.notice-amended'
  return { to: on ? `${at}/${next}` : at, notice: { key } }
}

export const writingDoors = (above: Above): Door[] => [
  ...partDoors('place', {
    form: PlaceForm,
    show: (props) => <PlacePage {...props} />,
    write: ({ house }, { area, zone, 'shows-itself': showsItself }, writing) =>
      writePlace(house.db, { ...writing, areaCode: area, zoneCode: zone, showsItself }),
  }),
  ...partDoors('stand', {
    form: StandForm,
    show: async (props, call) => {
      const terms = await getTerms(call.house.db, props.edition.id)
      const pods = props.areas
        .filter((one) => terms.podAreaCodes.includes(one.code))
        .map((one) => props.reader.words(one.name).text)
      return <StandPage {...props} terms={terms} pods={pods} estimate={await above.estimate(call)} />
    },
    write: ({ house }, { kind, size, sides }, writing) =>
      writeStand(house.db, { ...writing, boothKind: kind, areaM2: size, leastOpenSides: Number(sides) }),
  }),
  ...partDoors('goods', {
    form: GoodsForm,
    show: (props) => <GoodsPage {...props} chapters={CHAPTERS} />,
    write: ({ house }, form, writing) => {
      const { chapters, brands, certificates } = form
      const shows = wordingOf(form, 'shows')
      return writeGoods(house.db, { ...writing, shows, hsChapters: chapters.sort(), brands, certificates })
    },
  }),
  ...partDoors('wishes', {
    form: WishesForm,
    show: (props) => <WishesPage {...props} />,
    write: ({ house }, { near, hall, booths, block, together, apart, wishes }, writing) =>
      writeWishes(house.db, {
        ...writing,
        ...{ near, wishedHall: hall, wishedBooths: booths, block, wishes },
        neighbours: { together, apart },
      }),
  }),
]

const documentsPage = async (call: Call<Standing>, draft: Draft = emptyDraft) => (
  <DocumentsPage {...(await partOf(call, draft))} acts={mayActForApplicant.may(call.actor, call.thing)} />
)
const documentsOf = ({ thing: { edition, application } }: Call<Standing>, key: string) => ({
  to: `${applicationAddress(edition, application)}/documents`,
  notice: { key },
})

export const documentDoors: Door[] = [
  page(`${AT}/documents`, { thing: applicationInPath, may: maySeeApplication, show: documentsPage }),
  deed(`${AT}/documents`, {
    ...own,
    form: DocumentForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: documentsPage,
    do: async (call, { kind, document }) => {
      const { house, thing, now, actor } = call
      const file = { fileName: document.name, bytes: new Uint8Array(await document.arrayBuffer()) }
      await addDocument(house.db, house.files, { applicationId: thing.application.id, kind, file, now, by: actor })
      return documentsOf(call, 'applications.notice-document-added')
    },
  }),
  deed(`${AT}/documents/remove`, {
    ...own,
    form: IdForm,
    show: documentsPage,
    do: async (call, { id }) => {
      const { house, thing, now, actor } = call
      await removeDocument(house.db, { applicationId: thing.application.id, documentId: id, now, by: actor })
      return documentsOf(call, 'web.saved')
    },
  }),
  data('get', `${AT}/papers/:paper`, {
    thing: applicationInPath,
    may: maySeeApplication,
    answer: async (call) => {
      const { house, thing, params } = call
      return fileOf(call, await getDocument(house.db, thing.application.id, params.paper ?? ''))
    },
  }),
]

import { type Edition, editionInPath, listAreas, mayManageEdition } from '#expo/ground/editions/index.ts'
import { newId } from '#platform/database.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { setReasons, setTerms } from '../commands/terms.ts'
import { ReasonForm, RemoveReasonForm, TermsForm } from '../forms.ts'
import { queueAddress } from '../pages/stand.tsx'
import { TermsPage } from '../pages/terms.tsx'
import { getTerms } from '../queries/terms.ts'

const AT = '/:lang/:edition/staff/applications/terms'
const managed = { thing: editionInPath, may: mayManageEdition } as const

const termsPage =
  (which: 'terms' | 'reason' = 'terms') =>
  async (call: Call<Edition>, draft: Draft = emptyDraft) => {
    const { house, reader, thing: edition } = call
    const terms = await getTerms(house.db, edition.id)
    return <TermsPage {...{ reader, draft, edition, terms, which }} areas={await listAreas(house.db, edition.id)} />
  }

const saved = (edition: Edition, anchor = '') => ({
  to: `${queueAddress(edition)}/terms${anchor}`,
  notice: { key: 'web.saved' },
})

export const termDoors: Door[] = [
  page(AT, { ...managed, show: termsPage() }),
  deed(AT, {
    ...managed,
    form: TermsForm,
    show: termsPage(),
    do: async ({ house, actor, thing: edition }, { version, kinds, standard, most, from, to, step, pod, pods }) => {
      const raw = { rawFromM2: from, rawToM2: to, rawStepM2: step }
      const sizes = { standardM2: standard, mostStandard: most, ...raw, podM2: pod }
      const terms = { kinds, ...sizes, podAreaCodes: pods }
      await setTerms(house.db, { editionId: edition.id, terms, version, by: actor })
      return saved(edition)
    },
  }),
  deed(`${AT}/reasons`, {
    ...managed,
    form: ReasonForm,
    show: termsPage('reason'),
    do: async ({ house, actor, thing: edition }, form) => {
      const { reasons } = await getTerms(house.db, edition.id)
      const added = { code: newId(), decisions: form.decisions, words: wordingOf(form, 'words') }
      const order = { editionId: edition.id, version: form.version, by: actor }
      await setReasons(house.db, { ...order, reasons: [...reasons, added] })
      return saved(edition, '#reasons')
    },
  }),
  deed(`${AT}/reasons/remove`, {
    ...managed,
    form: RemoveReasonForm,
    show: termsPage('reason'),
    do: async ({ house, actor, thing: edition }, { version, code }) => {
      const { reasons } = await getTerms(house.db, edition.id)
      const left = reasons.filter((one) => one.code !== code)
      await setReasons(house.db, { editionId: edition.id, version, reasons: left, by: actor })
      return saved(edition, '#reasons')
    },
  }),
]

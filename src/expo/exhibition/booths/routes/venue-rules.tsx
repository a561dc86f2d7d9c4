import { type Edition, editionInPath, listHalls, mayManageEdition } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { setVenue, type VenueOrder } from '../commands/set-venue.ts'
import { GroundForm, PassageForm, RemoveForm, RulesForm } from '../forms.ts'
import { GroundPage, VenueRulesPage, type VenueRulesProps } from '../pages/venue-rules.tsx'
import { findRules, listGrounds, listPassages } from '../queries.ts'
import { VENUE_DECIDES } from '../words.ts'

const showRules = (which: VenueRulesProps['which']) => async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, thing: edition } = call
  const [halls, rules, grounds, passages] = await Promise.all([
    listHalls(house.db, edition.id),
    findRules(house.db, edition.id),
    listGrounds(house.db, edition.id),
    listPassages(house.db, edition.id),
  ])
  const unplaced = halls.filter((hall) => !grounds.some((ground) => ground.hallCode === hall.code))
  return (
    <VenueRulesPage
      reader={reader}
      edition={edition}
      rules={rules}
      grounds={grounds}
      passages={passages}
      unplaced={unplaced}
      which={which}
      draft={draft}
    />
  )
}

/** The venue as it is, with one part of it set anew. */
async function change(
  call: Call<Edition>,
  version: number,
  part: (venue: Pick<VenueOrder, 'rules' | 'grounds' | 'passages'>) => Partial<VenueOrder>,
): Promise<{ to: string; notice: { key: string } }> {
  const { house, thing: edition, actor } = call
  const [{ version: _, ...rules }, grounds, passages] = await Promise.all([
    findRules(house.db, edition.id),
    listGrounds(house.db, edition.id),
    listPassages(house.db, edition.id),
  ])
  const venue = {
    rules,
    grounds: grounds.map(({ constructed: _mark, ...ground }) => ground),
    passages: passages.map(({ id: _id, constructed: _mark, ...passage }) => passage),
  }
  await setVenue(house.db, { editionId: edition.id, ...venue, ...part(venue), version, by: actor })
  return { to: `/${edition.code}/staff/venue-rules`, notice: { key: 'web.saved' } }
}

async function showGround(call: Call<Edition>, draft: Draft) {
  const { house, reader, thing: edition, params } = call
  const [{ version }, grounds, halls] = await Promise.all([
    findRules(house.db, edition.id),
    listGrounds(house.db, edition.id),
    listHalls(house.db, edition.id),
  ])
  const asked = params.ground ?? ''
  const ground = grounds.find((one) => one.code === asked)
  const hall = halls.find((one) => one.code === asked)
  const fresh = asked === 'new' ? { code: '', hallCode: null } : hall && { ...hall, hallCode: hall.code }
  const shown = ground ?? fresh
  if (!shown) throw new Refusal('missing', 'booths.no-such-ground')
  return <GroundPage reader={reader} edition={edition} version={version} ground={shown} isNew={!ground} draft={draft} />
}

const AT = '/:lang/:edition/staff/venue-rules'
const at = { thing: editionInPath, may: mayManageEdition }

export const venueRulesDoors: Door[] = [
  page(AT, { ...at, show: showRules(null) }),
  deed(`${AT}/rules`, {
    ...at,
    form: RulesForm,
    show: showRules('rules'),
    do: (call, form) => {
      const { version, mostShare, ...rest } = form
      const ticks = rest as Record<string, unknown>
      const warns = VENUE_DECIDES.filter((rule) => ticks[`forbids.${rule}`] !== 'on')
      const { passageM, rowM, mainAisleM, mainAislesFull, mainAislesHalf, exitClearM, hydrantClearM } = rest
      const { maintenanceM, openSideM, wayM, walkM, gridM } = rest
      const measures = { passageM, rowM, mainAisleM, mainAislesFull, mainAislesHalf, exitClearM, hydrantClearM }
      const rules = { ...measures, maintenanceM, openSideM, wayM, walkM, gridM, mostShare: mostShare / 100, warns }
      return change(call, version, () => ({ rules }))
    },
  }),
  page(`${AT}/grounds/:ground`, { ...at, show: showGround }),
  deed(`${AT}/grounds/remove`, {
    ...at,
    form: RemoveForm,
    show: showRules('remove'),
    do: (call, { version, code }) =>
      change(call, version, ({ grounds, passages }) => ({
        grounds: grounds.filter((ground) => ground.code !== code),
        passages: passages.filter((one) => one.fromCode !== code && one.toCode !== code),
      })),
  }),
  deed(`${AT}/grounds/:ground`, {
    ...at,
    form: GroundForm,
    show: showGround,
    do: async (call, form) => {
      const halls = await listHalls(call.house.db, call.thing.id)
      const isNew = call.params.ground === 'new'
      const { version, code } = form
      if (isNew && (await listGrounds(call.house.db, call.thing.id)).some((ground) => ground.code === code))
        throw new Refusal('conflict', 'booths.ground-twice', {}, 'code')
      const ground = {
        code,
        hallCode: halls.some((hall) => hall.code === code) ? code : null,
        name: wordingOf(form, 'name'),
        level: form.level,
        turn: Number(form.turn),
        xM: form.x,
        yM: form.y,
        lengthM: form.length,
        widthM: form.width,
      }
      return change(call, version, ({ grounds }) => ({
        grounds: [...grounds.filter((one) => one.code !== code), ground],
      }))
    },
  }),
  deed(`${AT}/passages`, {
    ...at,
    form: PassageForm,
    show: showRules('passage'),
    do: (call, { version, from, to, ...passage }) =>
      change(call, version, ({ passages }) => ({
        passages: [...passages, { fromCode: from, toCode: to, ...passage }],
      })),
  }),
  deed(`${AT}/passages/remove`, {
    ...at,
    form: RemoveForm,
    show: showRules('remove'),
    do: async (call, { version, code }) => {
      const kept = await listPassages(call.house.db, call.thing.id)
      const left = kept.filter((one) => one.id !== code)
      return change(call, version, () => ({
        passages: left.map(({ id: _, constructed: _mark, ...passage }) => passage),
      }))
    },
  }),
]

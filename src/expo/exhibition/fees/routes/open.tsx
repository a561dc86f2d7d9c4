import { listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { type Asked, PricePage } from '../pages/price.tsx'
import { factsAsked } from '../queries/asked.ts'
import { type Estimate, estimateOf } from '../queries/estimate.ts'
import { namesFor } from '../queries/names.ts'
import { findRulebookOn, listRulebooks } from '../queries/rulebooks.ts'
import { scheduleOf } from '../rules/schedule.ts'
import { STAND_KINDS } from '../words.ts'

const onDay = (call: Call<Edition>): Day => {
  const asked = call.query.get('on') ?? ''
  return isDay(asked) ? asked : todayIn(call.thing, call.now)
}

const askedIn = ({ query }: Call<unknown>): Asked => ({
  kind: query.get('kind') ?? 'standard',
  area: tidy(query.get('area') ?? '').slice(0, 12),
  sides: query.get('sides') ?? '1',
  economy: (query.get('economy') ?? '').slice(0, 15),
  co: tidy(query.get('co') ?? '').slice(0, 5),
  recommended: query.get('recommended') === 'on',
})

const MOST_M2 = 20_000

/** What was asked, as it can be reckoned with; or the code of what is wrong with it. Nothing asked is nothing wrong. */
function readAsked(asked: Asked, known: ReadonlySet<string>) {
  if (asked.area === '' && asked.economy === '') return null
  const kind = STAND_KINDS.find((one) => one === asked.kind)
  const areaM2 = asked.area
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf))
    .replace(/[,٫]/, '.')
  const area = /^\d{1,5}(\.\d{1,2})?$/.test(areaM2) ? Number(areaM2) : 0
  const openSides = /^[1-4]$/.test(asked.sides) ? Number(asked.sides) : 0
  const coExhibitors = asked.co === '' ? 0 : /^\d{1,4}$/.test(asked.co) ? Number(asked.co) : -1
  if (area <= 0 || area > MOST_M2) return 'fees.ask-area-wrong'
  if (!known.has(asked.economy)) return 'fees.ask-economy-wrong'
  if (!kind || openSides === 0 || coExhibitors < 0) return 'web.not-understood'
  return { kind, areaM2, openSides, economyCode: asked.economy, coExhibitors, recommended: asked.recommended }
}

const showPrice = async (call: Call<Edition>) => {
  const { house, reader, thing: edition } = call
  const { db } = house
  const on = onDay(call)
  const [tariff, support, versions, names, all] = await Promise.all([
    findRulebookOn(db, edition.id, 'tariff', on),
    findRulebookOn(db, edition.id, 'support', on),
    listRulebooks(db, edition.id, 'tariff'),
    namesFor(db, edition.id),
    listEconomies(db),
  ])
  const economies = all
    .filter((one) => one.kind === 'country')
    .map((one) => ({ value: one.code, label: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const asked = askedIn(call)
  const read = readAsked(asked, new Set(economies.map((one) => one.value)))
  const wrong = typeof read === 'string' ? reader.sentence(read) : null
  const estimate =
    read === null || typeof read === 'string' || !tariff
      ? null
      : await estimateOf(db, {
          editionId: edition.id,
          facts: await factsAsked(db, edition, read, on),
          accountId: null,
          askedAt: call.now,
          on,
        })
  return (
    <PricePage
      {...{ reader, edition, asked, wrong, tariff, support, names, economies }}
      versions={versions.filter((one) => one.state === 'in-force')}
      answer={estimate && answerOf(estimate, edition, on, names)}
    />
  )
}

function answerOf({ result, books }: Estimate, edition: Edition, on: Day, names: Awaited<ReturnType<typeof namesFor>>) {
  const { tariff, support } = books
  const context = { names, currency: tariff.data.currency, tariff: tariff.number, support: support?.number ?? null }
  const schedule = scheduleOf(result, tariff.data.terms, { signedOn: on, opensOn: edition.opensOn })
  return { result, context, schedule }
}

export const openDoors: Door[] = [
  page('/:lang/:edition/fees', { thing: editionInPath, may: maySeeEdition, show: showPrice }),
  data('get', '/:lang/:edition/fees.json', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => {
      const { house, thing: edition } = call
      const on = onDay(call)
      const [tariff, support] = await Promise.all([
        findRulebookOn(house.db, edition.id, 'tariff', on),
        findRulebookOn(house.db, edition.id, 'support', on),
      ])
      const version = (book: typeof tariff | typeof support) =>
        book && {
          version: book.number,
          from: book.from,
          constructed: book.constructed,
          source: book.source,
          ...book.data,
        }
      return Response.json({ edition: edition.code, on, tariff: version(tariff), support: version(support) })
    },
  }),
]

import { type Edition, listAreas } from '#expo/ground/editions/index.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import { type Booth, type Fit, fitsFor, type Reason, type StandRequest, whomFits } from '../allocation/index.ts'
import { type Asked, readInput } from './input.ts'
import { findTerms } from './terms.ts'

// Placing by hand: the same table that the engine sits at, for one application or one booth.

export interface Fitting {
  request: StandRequest | null
  /** By the booths' ids. */
  booths: ReadonlyMap<string, Booth>
  /** Who holds or is offered each booth. */
  heldBy: ReadonlyMap<string, string>
  fits: Fit[]
}

const MOST = 40

const heldIn = ({ before }: Asked): Map<string, string> =>
  new Map(before.flatMap(({ requestId, boothIds }) => boothIds.map((id) => [id, requestId])))

const readFor = async (db: Db, editionId: string): Promise<Asked> => {
  const { terms } = await findTerms(db, editionId)
  return readInput(db, { editionId, terms, keepsOffers: true })
}

/** The stands that fit an application, best first: those that are free, or all of them. */
export async function fittingFor(
  db: Db,
  { editionId, id }: { editionId: string; id: string },
  { hall, all }: { hall: string; all: boolean },
): Promise<Fitting> {
  const input = await readFor(db, editionId)
  const request = input.requests.find((one) => one.id === id) ?? input.settled.get(id) ?? null
  const booths = new Map(input.booths.map((booth) => [booth.id, booth]))
  const heldBy = heldIn(input)
  if (!request) return { request, booths, heldBy, fits: [] }
  // Those beside whom or far from whom it wants to stand sit where they are; nobody else matters here.
  const near = input.requests.filter(
    (one) =>
      one.id !== id &&
      (request.apartFrom.includes(one.id) ||
        one.apartFrom.includes(id) ||
        (request.blockKey !== null && one.blockKey === request.blockKey)),
  )
  const known = new Set([id, ...near.map((one) => one.id)])
  const isOffered = (boothIds: readonly string[]) =>
    boothIds.every((boothId) => {
      const holder = heldBy.get(boothId)
      return (all || holder === undefined || holder === id) && (hall === '' || booths.get(boothId)?.hallCode === hall)
    })
  const asked = {
    ...input,
    requests: [request, ...near].map((one) => ({ ...one, lock: null })),
    before: input.before.filter((one) => known.has(one.requestId)),
  }
  return { request, booths, heldBy, fits: fitsFor(asked, id, { most: MOST, isOffered }) }
}

/** Whom a booth fits: applications of its area and kind that hold nothing yet, or all of them. */
export async function fittingIn(
  db: Db,
  { editionId, boothId }: { editionId: string; boothId: string },
  { all }: { all: boolean },
): Promise<{ holder: string | null; fits: ReturnType<typeof whomFits> }> {
  const input = await readFor(db, editionId)
  const heldBy = heldIn(input)
  const holders = new Set(input.before.map((one) => one.requestId))
  const booth = input.booths.find((one) => one.id === boothId)
  if (!booth) return { holder: null, fits: [] }
  const isLike = (one: { areaCode: string; kind: string }) => one.areaCode === booth.areaCode && one.kind === booth.kind
  const asked = {
    ...input,
    booths: input.booths.filter((one) => isLike(one)),
    requests: input.requests
      .filter((one) => isLike(one) && (all || !holders.has(one.id)))
      .map((one) => ({ ...one, lock: null, apartFrom: [], blockKey: null })),
    before: [],
  }
  return { holder: heldBy.get(boothId) ?? null, fits: whomFits(asked, boothId, MOST) }
}

/** Reasons in the reader's language; `nameOf` says what an application is called. */
export async function reasonSayer(
  { db, reader, edition }: { db: Db; reader: Reader; edition: Edition },
  nameOf: (applicationId: string) => string,
): Promise<(reason: Reason) => string> {
  const areas = new Map((await listAreas(db, edition.id)).map((area) => [area.code, reader.words(area.name).text]))
  const isolated = (text: string) => (reader.dir === 'rtl' && text ? `\u2068${text}\u2069` : text)
  const said = ([name, value]: [string, string | number]): [string, string | number] => {
    if (name === 'area' || name === 'zone') return [name, areas.get(String(value)) ?? value]
    if (name === 'from' || name === 'request') return [name, isolated(nameOf(String(value)))]
    if (name === 'kind') return [name, reader.t(`booths.kinds.${value as 'standard'}`)]
    if (name === 'booth') return [name, isolated(String(value))]
    if (name === 'booths' && typeof value === 'string')
      return [name, reader.list(value.split(' ').filter(Boolean).map(isolated))]
    return [name, value]
  }
  return ({ code, details }) =>
    reader.t(`holdings.reasons.${code}`, {
      below: 0,
      above: 0,
      ...Object.fromEntries(Object.entries(details).map(said)),
    })
}

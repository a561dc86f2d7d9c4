import { applicationAddress, listApplications } from '#expo/exhibition/applications/index.ts'
import { type Call, type Door, page } from '#web/door.ts'
import { mayDrawPlan } from '../../permissions.ts'
import { type BoothPlace, boothInPath } from '../../places.ts'
import { wholeNumber } from '../../rules/find.ts'
import { fittingIn, reasonSayer } from '../fitting.ts'
import { groundOf } from '../ground.ts'
import { FitsPage } from '../pages/fits.tsx'
import { namesOfApplications, tellsApart } from './offer.tsx'

async function showFits(call: Call<BoothPlace>) {
  const { house, reader, query, thing } = call
  const { edition, hall, standing, boothId } = thing
  const { db } = house
  const all = query.get('all') === 'yes'
  const { holder, fits } = await fittingIn(db, { editionId: edition.id, boothId }, { all })
  const booth = standing.drawing.booths.find((one) => one.id === boothId)
  const ids = [...fits.map((fit) => fit.requestId), ...(holder ? [holder] : [])]
  const nameOf = await namesOfApplications(call, ids)
  const applications = await listApplications(db, ids)
  const say = await reasonSayer({ db, reader, edition }, nameOf)
  const number = wholeNumber(hall.code, booth?.number ?? '')
  const stand = {
    hallCode: hall.code,
    booths: [{ id: boothId }],
    areaM2: booth?.areaM2 ?? 0,
    openSides: booth?.openSides ?? 0,
  }
  const placeOf = (id: string) => `${applicationAddress(edition, { id })}/booth`
  return (
    <FitsPage
      {...{ reader, edition, number, all }}
      own={booth?.number ?? ''}
      ground={await groundOf(call, edition, stand)}
      holder={holder === null ? null : { name: nameOf(holder), href: placeOf(holder) }}
      rows={fits.map((fit) => ({
        id: fit.requestId,
        name: nameOf(fit.requestId),
        wantedM2: applications.get(fit.requestId)?.areaM2 ?? 0,
        points: fit.points,
        reasons: fit.reasons.filter(tellsApart).map(say),
        href: `${placeOf(fit.requestId)}/offer?${new URLSearchParams({ booths: number })}#chosen-stand`,
      }))}
    />
  )
}

export const fitsDoors: Door[] = [
  page('/:lang/:edition/staff/booths/:number', { thing: boothInPath, may: mayDrawPlan, show: showFits }),
]

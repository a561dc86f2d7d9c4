import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, page } from '#web/door.ts'
import { overlayOf } from '../drawing/hall.ts'
import { partDrawing, wordOf } from '../drawings.ts'
import { occupantsOf } from '../holdings/occupants.ts'
import { BoothPage } from '../pages/booth.tsx'
import { mayDrawPlan, maySeePlan } from '../permissions.ts'
import { type BoothPlace, boothInPath } from '../places.ts'
import { boxOf } from '../rules/geometry.ts'
import { neighboursOf } from '../rules/sides.ts'
import { compassOf } from '../rules/venue.ts'
import { layoutOf, turnOf } from '../venue.ts'
import { fromNearestGate } from '../ways.ts'

async function showBooth(call: Call<BoothPlace>) {
  const { reader, house, thing } = call
  const { edition, hall, areas, rules, standing, boothId } = thing
  const { booths } = standing.drawing
  const index = booths.findIndex((one) => one.id === boothId)
  const booth = booths[index]
  if (!booth) throw new Refusal('missing', 'booths.no-such-booth')
  const box = boxOf(booth.outline)
  const turn = turnOf(await layoutOf(house.db, edition.id, rules.version), hall.code)
  const occupants = await occupantsOf(house.db, edition.id, reader)
  const part = partDrawing(reader, { standing, hall, areas, turn, occupants }, [booth])
  const gate = fromNearestGate(standing, boothId)
  return (
    <BoothPage
      reader={reader}
      edition={edition}
      hall={hall}
      areas={areas}
      booth={booth}
      box={{ width: (box.x1 - box.x0) / 100, depth: (box.y1 - box.y0) / 100 }}
      isRectangle={booth.outline.length === 4}
      openTo={(standing.sides[index]?.open ?? []).map((side) => compassOf(side, turn))}
      neighbours={neighboursOf(booths, index).flatMap((at) => booths[at] ?? [])}
      staff={mayDrawPlan.may(call.actor, thing)}
      exhibitors={occupants.at(boothId)}
      nameIn={(one) => occupants.nameOf(one)}
      svg={`${part.begin}${part.plan}${overlayOf({ chosen: booth })}${part.end}`}
      gate={gate && { word: wordOf(reader, gate.gate), metres: Math.round(gate.lengthM), minutes: gate.minutes }}
    />
  )
}

export const boothPageDoors: Door[] = [
  page('/:lang/:edition/booths/:number', { thing: boothInPath, may: maySeePlan, show: showBooth }),
]

import type { Area } from '#expo/ground/editions/index.ts'
import { Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Demand } from '../queries/capacity.ts'
import { squareMetres } from './summary.tsx'

/** How much of each area is asked for, accepted and waited for, beside what is drawn of it, where somebody knows that. */
export function Demands(props: {
  reader: Reader
  areas: readonly Area[]
  demand: readonly Demand[]
  drawn: ReadonlyMap<string, number>
  only?: string | null
}) {
  const { reader, areas, drawn } = props
  const rows = props.demand.filter((one) => props.only === undefined || one.areaCode === props.only)
  if (rows.length === 0) return null
  const size = (area: number) => squareMetres(reader, area)
  return (
    <div class="scroll" tabindex={0}>
      <table class="demand">
        <thead>
          <tr>
            <th scope="col">{reader.t('applications.area')}</th>
            {drawn.size > 0 ? (
              <th scope="col" class="number">
                {reader.t('applications.drawn')}
              </th>
            ) : null}
            <th scope="col" class="number">
              {reader.t('applications.states-short.accepted')}
            </th>
            <th scope="col" class="number">
              {reader.t('applications.states-short.submitted')}
            </th>
            <th scope="col" class="number">
              {reader.t('applications.states-short.wait-listed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr>
              <th scope="row">
                <Said {...reader.words(areas.find((area) => area.code === one.areaCode)?.name ?? {})} />
              </th>
              {drawn.size > 0 ? <td class="number">{size(drawn.get(one.areaCode) ?? 0)}</td> : null}
              <td class="number">{size(one.acceptedM2)}</td>
              <td class="number">{size(one.askedM2)}</td>
              <td class="number">{size(one.waitingM2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

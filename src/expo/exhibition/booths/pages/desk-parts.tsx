import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import type { Reader } from '#web/reader.ts'
import { sayFinding } from '../findings.ts'
import type { Change, ChangeKind } from '../rules/change.ts'
import { areaOf, boxOf } from '../rules/geometry.ts'
import type { Finding } from '../rules/layout.ts'
import type { Booth } from '../rules/plan.ts'

export const planDesk = (edition: Edition, hall: Pick<Hall, 'code'>): string =>
  `/${edition.code}/staff/plans/${encodeURIComponent(hall.code)}`

/** What the venue's rules say about a plan: what forbids first, each with where it is. */
export function Findings(props: {
  reader: Reader
  findings: readonly Finding[]
  booths: readonly Booth[]
  most?: number
}) {
  const { reader, findings, booths, most = 60 } = props
  if (findings.length === 0) return <p class="tag ok">{reader.t('booths.no-findings')}</p>
  const forbids = findings.filter((one) => one.forbids).length
  return (
    <>
      <p>{reader.t('booths.findings-count', { forbids, warns: findings.length - forbids })}</p>
      <ul class="plain findings">
        {findings.slice(0, most).map((finding) => (
          <li>
            <span class={finding.forbids ? 'tag stop' : 'tag wait'}>
              {reader.t(finding.forbids ? 'booths.forbids' : 'booths.warns')}
            </span>{' '}
            {sayFinding(reader, finding, booths)}
          </li>
        ))}
      </ul>
      {findings.length > most ? (
        <p class="why">{reader.t('booths.more-findings', { count: findings.length - most })}</p>
      ) : null}
    </>
  )
}

const TONE: Partial<Record<ChangeKind, string>> = { added: 'ok', gone: 'stop' }

/** What a draft changes, booth by booth. */
export function Changes(props: {
  reader: Reader
  changes: readonly Change[]
  areas: readonly Area[]
  structuresChanged: boolean
}) {
  const { reader, changes } = props
  if (changes.length === 0)
    return (
      <p class="soft">
        {reader.t(props.structuresChanged ? 'booths.only-structures-changed' : 'booths.nothing-changed')}
      </p>
    )
  return (
    <>
      {props.structuresChanged ? <p class="why">{reader.t('booths.structures-changed-too')}</p> : null}
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t('booths.number')}</th>
              <th scope="col">{reader.t('booths.what-changes')}</th>
              <th scope="col">{reader.t('booths.was')}</th>
              <th scope="col">{reader.t('booths.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr>
                <th scope="row">{(change.after ?? change.before)?.number}</th>
                <td>
                  {change.kinds.map((kind) => (
                    <>
                      <span class={`tag ${TONE[kind] ?? ''}`}>{reader.t(`booths.changes.${kind}`)}</span>{' '}
                    </>
                  ))}
                </td>
                <td>{told(reader, change.before, props.areas)}</td>
                <td>{told(reader, change.after, props.areas)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function told(reader: Reader, booth: Booth | null, areas: readonly Area[]): string {
  if (!booth) return '–'
  const box = boxOf(booth.outline)
  const area = areas.find((one) => one.code === (booth.zoneCode ?? booth.areaCode))
  return reader.t('booths.told', {
    number: booth.number,
    area: areaOf(booth.outline),
    x: box.x0 / 100,
    y: box.y0 / 100,
    where: area ? reader.words(area.name).text : booth.areaCode,
  })
}

import { dayAt, daysBetween } from '#kernel/day.ts'
import { Constructed, Said } from '#web/page.tsx'
import { referenceOf } from '../rules.ts'
import { StateTag } from './parts.tsx'
import type { Queued, QueueProps } from './queue.tsx'
import { queueAddress } from './stand.tsx'

/** Rows to open one by one, or to tick and do something with together. */
export function QueueRows(props: QueueProps & { address: string; query: string }) {
  const { reader, edition, rows, query } = props
  return (
    <form action={`${props.address}/together`} class="together">
      <div class="scroll" tabindex={0}>
        <table class="roomy queue">
          <thead>
            <tr>
              <th scope="col">
                <span class="heard">{reader.t('applications.tick')}</span>
                <input type="checkbox" data-all hidden aria-label={reader.t('applications.tick-all')} />
              </th>
              <th scope="col">{reader.t('applications.company')}</th>
              <th scope="col">{reader.t('applications.state')}</th>
              <th scope="col">{reader.t('applications.area')}</th>
              <th scope="col" class="number">
                m²
              </th>
              <th scope="col">{reader.t('applications.economy')}</th>
              <th scope="col">{reader.t('applications.owner')}</th>
              <th scope="col" class="number">
                {reader.t('applications.age')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                {...props}
                row={row}
                href={`${reader.at(queueAddress(edition))}/${row.application.id}${query ? `?${query}` : ''}`}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="deeds">
        <button type="submit" class="act" name="do" value="accepted">
          {reader.t('applications.accept-ticked')}
        </button>
        <button type="submit" class="act" name="do" value="wait-listed">
          {reader.t('applications.wait-list-ticked')}
        </button>
        <button type="submit" class="act" name="do" value="declined">
          {reader.t('applications.decline-ticked')}
        </button>
        <button type="submit" class="act" name="do" value="own">
          {reader.t('applications.assign-ticked')}
        </button>
      </p>
    </form>
  )
}

function Row(props: QueueProps & { row: Queued; href: string }) {
  const { reader, edition, areas, today } = props
  const { application, company, economy, owner } = props.row
  const area = areas.find((one) => one.code === application.areaCode)
  const since = dayAt(application.submittedAt ?? application.begunAt, edition.timeZone)
  return (
    <tr>
      <td>
        <input type="checkbox" name="id" value={application.id} aria-label={company.text} />
      </td>
      <th scope="row">
        <a href={props.href}>
          <Said {...company} />
        </a>{' '}
        {application.constructed ? <Constructed reader={reader} small /> : null}
        {application.number === null ? null : (
          <span class="why block">{referenceOf(edition.code, application.number)}</span>
        )}
      </th>
      <td>
        <StateTag reader={reader} state={application.state} />{' '}
        {application.heardSince ? <span class="tag ok">{reader.t('applications.heard')}</span> : null}{' '}
        {application.askedSince ? <span class="tag wait">{reader.t('applications.asked')}</span> : null}
      </td>
      <td>{area ? <Said {...reader.words(area.name)} /> : '–'}</td>
      <td class="number">{application.areaM2 === null ? '–' : reader.number(application.areaM2)}</td>
      <td>
        <Said {...economy} />
      </td>
      <td>{owner ? <bdi>{owner}</bdi> : '–'}</td>
      <td class="number">
        {application.decidedOn !== null && application.state !== 'wait-listed'
          ? reader.day(application.decidedOn, 'medium')
          : reader.t('applications.days', { days: Math.max(0, daysBetween(since, today)) })}
      </td>
    </tr>
  )
}

import makeCalendar, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Reader } from '#web/reader.ts'
import type { Happening } from './queries/happenings.ts'
import { isAnnounced } from './rules.ts'

/** Ask again after an hour: often enough for a stage that runs late. */
const REFRESH_SECONDS = 3_600

const STATUS = {
  draft: ICalEventStatus.TENTATIVE,
  set: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/** The library folds lines and escapes every text but the calendar's own name (RFC 5545, 3.3.11). */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')

/**
 * What the programme announces, as iCalendar (RFC 5545). Hours are in UTC, which every calendar shows on its owner's clock; the UID
 * is the happening's id and stays; SEQUENCE grows with each change; what was cancelled stays in, as cancelled, so that it does not
 * live on in the calendars it was taken to.
 */
export function icalOf(
  happenings: readonly Happening[],
  of: { reader: Reader; edition: Edition; publicUrl: string; name: string; file: string },
): Response {
  const calendar = makeCalendar({
    name: escaped(of.name),
    prodId: { company: 'Rialto', product: 'calendar', language: of.reader.lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  })
  // What may not be known is never in a feed, whatever was asked for.
  for (const happening of happenings.filter(isAnnounced)) calendar.createEvent(eventOf(happening, of))
  return new Response(calendar.toString(), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${of.file}.ics"`,
      'cache-control': 'no-cache',
    },
  })
}

function eventOf(
  happening: Happening,
  { reader, edition, publicUrl }: { reader: Reader; edition: Edition; publicUrl: string },
): ICalEventData {
  const about = [
    happening.cancelledWhy ? reader.t('calendar.cancelled-because', { why: happening.cancelledWhy }) : '',
    happening.host ? reader.words(happening.host).text : '',
    reader.words(happening.about).text,
  ].filter(Boolean)
  return {
    id: happening.id,
    sequence: happening.sequence,
    start: happening.startsAt,
    end: happening.endsAt,
    stamp: happening.changedAt,
    lastModified: happening.changedAt,
    summary: reader.words(happening.title).text,
    status: STATUS[happening.state],
    url: `${publicUrl}${reader.at(`/${edition.code}/programme/${happening.id}`)}`,
    categories: [{ name: reader.t(`calendar.kinds.${happening.kind}`) }],
    ...(about.length > 0 ? { description: about.join('\n\n') } : {}),
    location: whereOf(happening, reader, edition),
  }
}

function whereOf({ place }: Happening, reader: Reader, edition: Edition): string {
  if (!place) return reader.t('calendar.online')
  const { text: name } = reader.words(place.name)
  const said = place.kind === 'stand' ? reader.t('calendar.stand-of', { name }) : name
  return [said, place.hallCode, reader.words(edition.venue).text, reader.words(edition.city).text]
    .filter(Boolean)
    .join(', ')
}

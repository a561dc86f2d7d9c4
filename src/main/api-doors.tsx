import { anyone } from '#kernel/permission.ts'
import { type ApiDoor, type Door, data, page } from '#web/door.ts'
import { ApiPage } from './api-page.tsx'
import { DOCUMENT, documentOf } from './openapi.ts'

/** What stands before the API: its document for programs, and its page for the people who write them. */
export function apiDoors(doors: readonly Door[]): Door[] {
  const lines = doors.filter((door): door is ApiDoor => door.kind === 'api')
  return [
    data('get', '/api/v1', {
      may: anyone,
      answer: ({ reader }) => new Response(null, { status: 303, headers: { location: reader.at('/api') } }),
    }),
    data('get', DOCUMENT, {
      may: anyone,
      answer: ({ house }) =>
        Response.json(documentOf(lines, house), { headers: { 'cache-control': 'public, max-age=300' } }),
    }),
    page('/:lang/api', {
      may: anyone,
      show: ({ house, reader, now }) => (
        <ApiPage reader={reader} lines={lines} publicUrl={house.publicUrl} year={now.getUTCFullYear()} />
      ),
    }),
  ]
}

import { Clock, type Happening, ProgrammeList } from '#expo/ground/calendar/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import { Empty, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Pavilion } from '../queries.ts'
import { takesPart } from '../rules.ts'
import { deskAddress } from './desk.tsx'

/** A pavilion's activities as its own people see them: planned, proposed, not announced, cancelled. */
export function ActivitiesPage(props: {
  reader: Reader
  edition: Edition
  pavilion: Pavilion
  name: { text: string; lang: string }
  activities: Happening[]
}) {
  const { reader, edition, pavilion, name, activities } = props
  const desk = deskAddress(props)
  return (
    <Page reader={reader} title={`${reader.t('pavilions.activities')} · ${name.text}`}>
      <Trail reader={reader} steps={[{ href: reader.at(desk), label: name.text }]} />
      <Head title={reader.t('pavilions.activities')} lede={reader.t('pavilions.activities-lede')}>
        {takesPart(pavilion.state) ? (
          <p class="deeds">
            <a class="act first" href={reader.at(`${desk}/activities/new`)}>
              {reader.t('calendar.plan-or-propose')}
            </a>
          </p>
        ) : null}
      </Head>
      {activities.length === 0 ? (
        <Empty
          say={reader.t(takesPart(pavilion.state) ? 'pavilions.no-activities' : 'pavilions.activities-when-confirmed')}
        />
      ) : (
        <>
          <ProgrammeList
            reader={reader}
            edition={edition}
            happenings={activities}
            hrefOf={(happening) => reader.at(`${desk}/activities/${happening.id}`)}
            states
            days
          />
          <Clock reader={reader} edition={edition} />
        </>
      )}
    </Page>
  )
}

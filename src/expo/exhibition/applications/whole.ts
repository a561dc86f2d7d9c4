import { listAreas, listHalls } from '#expo/ground/editions/index.ts'
import type { Db } from '#platform/database.ts'
import { CHAPTERS } from './chapters.ts'
import type { Whole } from './pages/summary.tsx'
import type { Application } from './queries/applications.ts'
import { countCompanions } from './queries/companions.ts'
import { listNeighbours } from './queries/decisions.ts'
import { type Document, listDocuments } from './queries/thread.ts'
import type { Part } from './words.ts'

/** Everything that an application says, and all its files, those of the thread too. */
export async function wholeOf(
  db: Db,
  application: Application,
): Promise<Whole & { files: Document[]; filled: Part[] }> {
  const [areas, halls, companions, neighbours, files] = await Promise.all([
    listAreas(db, application.editionId),
    listHalls(db, application.editionId),
    countCompanions(db, application.id),
    listNeighbours(db, application.id),
    listDocuments(db, application.id),
  ])
  const documents = files.filter((one) => one.messageId === null)
  const whole = { application, areas, halls, chapters: CHAPTERS, companions, neighbours, documents }
  return { ...whole, files, filled: filledParts(whole) }
}

/** Which parts say something; it is not said that they are whole. */
function filledParts({ application, companions, neighbours, documents }: Whole): Part[] {
  const { areaCode, boothKind, shows, hsChapters, near, wishedHall, wishedBooths, wishes, block } = application
  const says: Record<Part, boolean> = {
    place: areaCode !== null,
    stand: boothKind !== null,
    goods: Object.keys(shows).length > 0 && hsChapters.length > 0,
    'co-exhibitors': companions['co-exhibitor'] + companions.represented > 0,
    wishes:
      [near, wishedBooths, neighbours].some((list) => list.length > 0) ||
      wishedHall !== null ||
      wishes !== '' ||
      block !== 'none',
    documents: documents.length > 0,
  }
  return (Object.keys(says) as Part[]).filter((part) => says[part])
}

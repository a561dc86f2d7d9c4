import type { Edition } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import { typeset } from '#platform/typeset/typeset.ts'
import type { Reader } from '#web/reader.ts'
import { planDrawing } from './drawings.ts'

type Scene = Parameters<typeof planDrawing>[1]

const MOST_SHEETS = 30
// The same plan makes the same bytes: what was set once is kept until somebody moves, so that asking again costs nothing.
const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** A hall's plan as a sheet to print: one page, set by the house's press. */
export function sheetOf(reader: Reader, edition: Edition, scene: Scene): Promise<Uint8Array<ArrayBuffer>> {
  const { standing, hall, areas, occupants } = scene
  const words = [reader.words(hall.name), reader.words(edition.name)].map(({ text }) => text)
  const tints = areas.map((area) => area.tint).join('')
  const key = JSON.stringify([standing.drawing.id, reader.lang, tints, scene.turn, occupants?.version, words])
  const found = kept.get(key)
  if (found) return found
  const { drawing } = standing
  const said = (text: string) => ({ [reader.lang]: text })
  const title = reader.t('booths.hall-title', { hall: reader.words(hall.name).text })
  const made = typeset({
    template: 'plan',
    language: reader.lang,
    data: {
      title: said(title),
      number: `${edition.code} ${hall.code} ${drawing.number}`,
      on: dayAt(drawing.releasedAt ?? drawing.madeAt, edition.timeZone),
      from: { name: edition.name, lines: [reader.words(edition.venue).text] },
      picture: { svg: planDrawing(reader, scene), alt: said(title), landscape: true },
      ...(drawing.constructed ? { mark: said(reader.t('web.constructed')) } : {}),
    },
  }).then((bytes) => new Uint8Array(bytes))
  kept.set(key, made)
  // What could not be set must be asked for again.
  made.catch(() => kept.delete(key))
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_SHEETS) break
    kept.delete(oldest)
  }
  return made
}

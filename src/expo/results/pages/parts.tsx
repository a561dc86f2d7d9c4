import type { Edition } from '#expo/ground/editions/index.ts'
import { findPhrase } from '#web/phrases.ts'
import { BarPlot } from '#web/plot.tsx'
import type { Reader } from '#web/reader.ts'
import type { InSeries, OutsideFact } from '../queries.ts'
import { type Finding, findingIn } from '../rules.ts'
import type { Unit } from '../words.ts'

/** What a fact from outside says, with how exactly it was stated. */
export const saidOutside = (reader: Reader, fact: Pick<OutsideFact, 'qualifier' | 'value' | 'unit'>): string =>
  reader.t('results.outside-row', {
    qualifier: reader.t(`results.qualifiers.${fact.qualifier}`),
    value: fact.value,
    unit: unitOf(reader, fact.unit),
  })

/** Units and figures of the trade have words of ours; what a facts file or a manager has named otherwise is shown as it was written. */
const unitOf = (reader: Reader, unit: string): string => findPhrase(reader.lang, `results.units.${unit}`) ?? unit
export function figureName(reader: Reader, id: string): { text: string; lang: string | undefined } {
  const text = findPhrase(reader.lang, `results.figures.${id}.name`)
  return text ? { text, lang: reader.lang } : { text: id.replaceAll('-', ' '), lang: undefined }
}

/** Does a computed value agree with what was stated outside? "At least" and "nearly" leave room on one side, "about" two per cent. */
export function agrees(value: number, fact: Pick<OutsideFact, 'qualifier' | 'value'>): boolean {
  if (fact.qualifier === 'at-least') return value >= fact.value
  if (fact.qualifier === 'nearly') return value <= fact.value && value >= fact.value * 0.95
  if (fact.qualifier === 'about') return Math.abs(value - fact.value) <= fact.value * 0.02
  return value === fact.value
}

/** The title of a plot: what its last value says. */
export function findingTitle(reader: Reader, series: readonly InSeries[]): string {
  const known = series.filter((one) => one.value !== null)
  const finding: Finding = findingIn(known.map((one) => one.value as number))
  const last = known.at(-1)
  const edition = last ? String(last.edition.opensOn.slice(0, 4)) : ''
  return reader.t(`results.findings.${finding.finding}`, { edition, value: last?.value ?? 0, by: 0, of: 0, ...finding })
}

/** A figure over the editions of its fair, the asked one in the seal's colour. */
export function SeriesPlot({
  reader,
  edition,
  series,
  unit,
}: {
  reader: Reader
  edition: Edition
  series: readonly InSeries[]
  unit: Unit
}) {
  const bars = series.map((one) => {
    const fact = one.outside.find((outside) => outside.verified) ?? one.outside[0]
    return {
      label: one.edition.opensOn.slice(0, 4),
      value: one.value,
      highlighted: one.edition.id === edition.id,
      outside: fact ? { value: fact.value, qualifier: reader.t(`results.qualifiers.${fact.qualifier}`) } : undefined,
    }
  })
  return (
    <BarPlot
      reader={reader}
      title={findingTitle(reader, series)}
      bars={bars}
      unit={reader.t(`results.units.${unit}`)}
    />
  )
}

export function AsOfForm({ reader, action, asOf }: { reader: Reader; action: string; asOf: string }) {
  return (
    <form class="filter" action={action}>
      <div class="field">
        <label for="as-of">{reader.t('web.as-of')}</label>
        <input id="as-of" name="as-of" type="date" value={asOf} />
      </div>
      <button type="submit" class="act">
        {reader.t('web.filter')}
      </button>
    </form>
  )
}

export function OutsideLine({ reader, fact, value }: { reader: Reader; fact: OutsideFact; value: number }) {
  const agreed = agrees(value, fact)
  return (
    <li>
      {saidOutside(reader, fact)}{' '}
      <span class={agreed ? 'tag ok' : 'tag stop'}>
        {reader.t(agreed ? 'results.outside-agrees' : 'results.outside-differs')}
      </span>{' '}
      {fact.verified ? null : <span class="tag wait">{reader.t('results.unverified')}</span>}{' '}
      <span class="why" lang="en">
        {fact.source} {fact.asOf ? `(${fact.asOf})` : null} {fact.note}
      </span>
    </li>
  )
}

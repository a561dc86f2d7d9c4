import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, TextArea, TextField } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Computed, OutsideFact, Publication } from '../queries.ts'
import { QUALIFIERS } from '../words.ts'
import { figureName, saidOutside } from './parts.tsx'

/** What waits to be published, what was published, and whether the records still say the same. */
export function StaffResultsPage(props: {
  reader: Reader
  edition: Edition
  asOf: Day
  computed: Computed[]
  standing: Map<string, Publication>
  outside: OutsideFact[]
  /** The figure that a refused form was about. */
  draft: Draft
  /** Whether whoever reads may publish; others see what waits, and no forms. */
  manages: boolean
}) {
  const { reader, edition, asOf, draft } = props
  const here = reader.at(`/${edition.code}/staff/results`)
  const draftOf = (form: string, figure: string) => ({
    ...(draft.values.form === form && draft.values.figure === figure ? draft : emptyDraft),
    scope: figure,
  })
  const factDraft = draft.values.form === 'fact' ? draft : emptyDraft
  return (
    <Page reader={reader} title={reader.t('results.staff')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head
        title={reader.t('results.staff')}
        kicker={reader.words(edition.name).text}
        lede={reader.t(props.manages ? 'results.publish-lede' : 'results.managers-publish')}
      />
      {props.computed.map(({ figure, value, digest }) => {
        const published = props.standing.get(figure.id)
        const deed = published ? 'correct' : 'publish'
        const own = draftOf(deed, figure.id)
        const differs = published && (published.digest !== digest || published.asOf !== asOf)
        return (
          <section class="sheet" id={figure.id}>
            <h2>
              <a href={reader.at(`/${edition.code}/results/${figure.id}`)}>
                {reader.t(`results.figures.${figure.id}.name`)}
              </a>{' '}
              <span class="number">{reader.number(value)}</span>
            </h2>
            <p class="why">
              {published
                ? reader.t('results.published-value', {
                    value: published.value,
                    day: reader.day(published.asOf),
                    moment: reader.moment(published.publishedAt, edition.timeZone, 'short'),
                  })
                : reader.t('results.not-published')}
            </p>
            {props.manages && (!published || differs || own.values.form) ? (
              <Form
                reader={reader}
                draft={own}
                action={`${here}/${deed}`}
                submit={reader.t(published ? 'results.correct-deed' : 'results.publish')}
                tone="plain"
              >
                <input type="hidden" name="form" value={deed} />
                <input type="hidden" name="figure" value={figure.id} />
                <TextField
                  reader={reader}
                  draft={own}
                  name="asOf"
                  type="date"
                  label={reader.t('web.as-of')}
                  value={asOf}
                  required
                />
                {published ? (
                  <TextArea reader={reader} draft={own} name="why" label={reader.t('web.reason')} rows={2} required />
                ) : null}
              </Form>
            ) : null}
            {published && !differs ? <p class="tag ok">{reader.t('results.published-stands')}</p> : null}
          </section>
        )
      })}
      {props.manages ? (
        <>
          <h2>{reader.t('results.add-fact')}</h2>
          <Form reader={reader} draft={factDraft} action={`${here}/facts`} submit={reader.t('web.save')}>
            <input type="hidden" name="form" value="fact" />
            <TextField reader={reader} draft={factDraft} name="figure" label={reader.t('results.figure')} required />
            <div class="row">
              <Choice
                reader={reader}
                draft={factDraft}
                name="qualifier"
                label={reader.t('results.qualifier')}
                options={QUALIFIERS.map((one) => ({ value: one, label: reader.t(`results.qualifiers.${one}`) }))}
                required
              />
              <TextField
                reader={reader}
                draft={factDraft}
                name="value"
                label={reader.t('results.value')}
                inputmode="decimal"
                required
              />
              <TextField reader={reader} draft={factDraft} name="unit" label={reader.t('results.unit')} required />
            </div>
            <TextField reader={reader} draft={factDraft} name="source" label={reader.t('web.source')} required />
            <TextField reader={reader} draft={factDraft} name="asOf" type="date" label={reader.t('web.as-of')} />
            <TextField reader={reader} draft={factDraft} name="note" label={reader.t('results.note')} />
          </Form>
        </>
      ) : null}
      <ul class="plain">
        {props.outside.map((fact) => (
          <li>
            <details>
              <summary>
                <span lang={figureName(reader, fact.figure).lang}>{figureName(reader, fact.figure).text}</span>:{' '}
                {saidOutside(reader, fact)}
              </summary>
              <p class="why" lang="en">
                {fact.source}
              </p>
              {props.manages ? (
                <Form
                  reader={reader}
                  draft={draftOf('remove', fact.id)}
                  action={`${here}/facts/remove`}
                  submit={reader.t('web.delete')}
                  tone="grave"
                >
                  <input type="hidden" name="id" value={fact.id} />
                  <TextArea
                    reader={reader}
                    draft={draftOf('remove', fact.id)}
                    name="why"
                    label={reader.t('web.reason')}
                    rows={2}
                    required
                  />
                </Form>
              ) : null}
            </details>
          </li>
        ))}
      </ul>
    </Page>
  )
}

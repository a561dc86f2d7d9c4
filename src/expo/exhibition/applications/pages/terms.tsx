import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { type Draft, draftIn, emptyDraft } from '#web/door.ts'
import { Form, TextField, Ticks, WordingFields } from '#web/fields.tsx'
import { Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { EditionTerms } from '../queries/terms.ts'
import { BOOTH_KINDS, DECISIONS } from '../words.ts'
import { queueAddress } from './stand.tsx'

/** What may be asked for in an edition, and the reasons that its decisions may give. */
export function TermsPage(props: {
  reader: Reader
  draft: Draft
  edition: Edition
  terms: EditionTerms
  areas: readonly Area[]
  which: 'terms' | 'reason'
}) {
  const { reader, edition, terms, areas } = props
  const queue = reader.at(queueAddress(edition))
  const at = `${queue}/terms`
  const draft = props.which === 'terms' ? props.draft : emptyDraft
  const number = (name: string, label: string, value: number) => (
    <TextField reader={reader} draft={draft} name={name} inputmode="decimal" label={label} value={value} required />
  )
  return (
    <Page reader={reader} title={reader.t('applications.terms')}>
      <Trail reader={reader} steps={[{ href: queue, label: reader.t('applications.queue') }]} />
      <Head
        title={reader.t('applications.terms')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('applications.terms-lede')}
      />
      <Form
        reader={reader}
        draft={draft}
        action={at}
        submit={reader.t('web.save')}
        version={terms.version}
        back={queue}
      >
        <Ticks
          reader={reader}
          draft={draft}
          name="kinds"
          label={reader.t('applications.kinds-offered')}
          value={terms.kinds}
          options={BOOTH_KINDS.map((kind) => ({ value: kind, label: reader.t(`applications.kinds.${kind}`) }))}
        />
        <div class="row">
          {number('standard', reader.t('applications.standard-size'), terms.standardM2)}
          {number('most', reader.t('applications.most-standard'), terms.mostStandard)}
        </div>
        <div class="row">
          {number('from', reader.t('applications.raw-from'), terms.rawFromM2)}
          {number('to', reader.t('applications.raw-to'), terms.rawToM2)}
          {number('step', reader.t('applications.raw-step'), terms.rawStepM2)}
        </div>
        {number('pod', reader.t('applications.pod-size'), terms.podM2)}
        <Ticks
          reader={reader}
          draft={draft}
          name="pods"
          label={reader.t('applications.pod-areas')}
          value={terms.podAreaCodes}
          options={areas
            .filter((one) => one.kind === 'area' || one.kind === 'zone')
            .map((one) => ({ value: one.code, label: reader.words(one.name).text, lang: reader.words(one.name).lang }))}
        />
      </Form>
      <Reasons {...props} at={at} />
    </Page>
  )
}

function Reasons(props: Parameters<typeof TermsPage>[0] & { at: string }) {
  const { reader, terms, at } = props
  const draft = draftIn('reason', props.which === 'reason' ? props.draft : emptyDraft)
  return (
    <section id="reasons">
      <h2>{reader.t('applications.reasons-title')}</h2>
      <p class="soft">{reader.t('applications.reasons-lede')}</p>
      <ul class="plain windows">
        {terms.reasons.map((one) => (
          <li>
            <Said {...reader.words(one.words)} />{' '}
            {one.decisions.map((decision) => (
              <>
                <span class="tag">{reader.t(`applications.states-short.${decision}`)}</span>{' '}
              </>
            ))}
            <form method="post" action={`${at}/reasons/remove`} class="inline">
              <input type="hidden" name="version" value={String(terms.version)} />
              <input type="hidden" name="code" value={one.code} />
              <button type="submit" class="link">
                {reader.t('web.delete')} <span class="heard">{reader.words(one.words).text}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h3>{reader.t('applications.add-reason')}</h3>
      <Form
        reader={reader}
        draft={draft}
        action={`${at}/reasons`}
        submit={reader.t('applications.add-reason')}
        tone="plain"
        version={terms.version}
      >
        <WordingFields
          reader={reader}
          draft={draft}
          name="words"
          label={reader.t('applications.reason-words')}
          required
        />
        <Ticks
          reader={reader}
          draft={draft}
          name="decisions"
          label={reader.t('applications.reason-for')}
          options={DECISIONS.map((one) => ({ value: one, label: reader.t(`applications.states-short.${one}`) }))}
        />
      </Form>
    </section>
  )
}

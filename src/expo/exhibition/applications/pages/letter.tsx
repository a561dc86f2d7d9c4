import { directionOf, type Language } from '#kernel/language.ts'
import { emptyDraft } from '#web/door.ts'
import { Form } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Decision } from '../words.ts'
import type { OfApplication } from './frame.tsx'
import { queueAddress } from './stand.tsx'

/** The letter as it will leave, in the language of each who gets it, before the decision is taken. */
export function LetterPage(
  props: Omit<OfApplication, 'draft'> & {
    decision: Decision
    letters: readonly { language: Language; subject: string; body: string }[]
    values: { decision: Decision; reason: string; words: string; on: string }
    query: string
  },
) {
  const { reader, edition, application, company, decision } = props
  const review = `${reader.at(queueAddress(edition))}/${application.id}`
  const with_ = props.query ? `?${props.query}` : ''
  return (
    <Page reader={reader} title={reader.t(`applications.decide.${decision}`)}>
      <Trail reader={reader} steps={[{ href: `${review}${with_}`, label: company.text }]} />
      <Head
        title={reader.t(`applications.decide.${decision}`)}
        kicker={company.text}
        lede={reader.t(props.letters.length > 0 ? 'applications.letter-will-go' : 'applications.no-letter-will-go')}
      />
      {props.letters.map((one) => (
        <section class="sheet letter" lang={one.language} dir={directionOf(one.language)}>
          <h2 class="small-heading">{one.subject}</h2>
          <p class="said">{one.body}</p>
        </section>
      ))}
      <Form
        reader={reader}
        draft={emptyDraft}
        action={`${review}/decide${with_}`}
        submit={reader.t(`applications.decide.${decision}`)}
        tone={decision === 'declined' ? 'grave' : 'first'}
        version={application.version}
        back={`${review}${with_}`}
      >
        {Object.entries(props.values).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </Form>
    </Page>
  )
}

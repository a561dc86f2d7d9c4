import type { Area, Edition } from '#expo/ground/editions/index.ts'
import { type Draft, draftIn, emptyDraft } from '#web/door.ts'
import { Form, Radios } from '#web/fields.tsx'
import { Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import { referenceOf, type Terms } from '../rules.ts'
import { ROLES } from '../words.ts'
import { sayKind } from './part-forms.tsx'
import { StateTag } from './parts.tsx'
import { applicationAddress } from './stand.tsx'

/** A company that whoever asks acts for, and what it has in this edition. */
export interface Applicant {
  id: string
  name: { text: string; lang: string }
  application: Application | null
  /** Drafts that were thrown away and can still be brought back, with the days left. */
  discarded: { id: string; days: number }[]
  /** What it sent in earlier editions, newest first: an application and the edition's name. */
  earlier: { id: string; edition: string }[]
}

export interface ExhibitProps {
  reader: Reader
  draft: Draft
  edition: Edition
  window: { open: boolean; say: string }
  terms: Terms
  areas: readonly Area[]
  /** Null for a guest. */
  applicants: Applicant[] | null
}

/** How to exhibit: until when, what is offered, how it goes; and for those who act for a company, the way to begin or to go on. */
export function ExhibitPage(props: ExhibitProps) {
  const { reader, edition, terms, window } = props
  return (
    <Page reader={reader} title={reader.t('applications.exhibit')} wide scripts={[]}>
      <Head
        title={reader.t('applications.exhibit-title', { edition: reader.words(edition.name).text })}
        kicker={`${reader.days(edition.opensOn, edition.closesOn)} · ${reader.words(edition.city).text}`}
      >
        <p class={window.open ? 'when open' : 'when'}>{window.say}</p>
      </Head>
      <div class="two">
        <div>
          <Yours {...props} />
        </div>
        <div>
          <h2>{reader.t('applications.how')}</h2>
          <ol class="how">
            {(['company', 'write', 'send', 'decided', 'stand'] as const).map((step) => (
              <li>{reader.t(`applications.how-step.${step}`)}</li>
            ))}
          </ol>
          <h2>{reader.t('applications.offered')}</h2>
          <ul>
            {terms.kinds.map((kind) => (
              <li>{sayKind(reader, kind, terms)}</li>
            ))}
          </ul>
          <p class="why">{reader.t('applications.least-developed', { day: reader.day(edition.ldcReferenceDay) })}</p>
          <h2>{reader.t('applications.areas')}</h2>
          <ul class="plain swatches">
            {props.areas
              .filter((one) => one.kind === 'area')
              .map((one) => (
                <li class={`tint-${one.tint}`}>
                  <Said {...reader.words(one.name)} />
                </li>
              ))}
          </ul>
        </div>
      </div>
    </Page>
  )
}

function Yours(props: ExhibitProps) {
  const { reader, edition, applicants } = props
  const here = `/${edition.code}/exhibit`
  if (applicants === null)
    return (
      <section class="sheet due">
        <h2>{reader.t('applications.begin-here')}</h2>
        <p>{reader.t('applications.sign-in-to-apply')}</p>
        <p class="deeds">
          <a class="act first" href={reader.at(`/sign-in?then=${encodeURIComponent(here)}`)}>
            {reader.t('web.sign-in')}
          </a>
          <a class="act" href={reader.at('/sign-up')}>
            {reader.t('applications.make-account')}
          </a>
        </p>
      </section>
    )
  return (
    <>
      {applicants.map((one) => (
        <One {...props} applicant={one} />
      ))}
      <section class={applicants.length === 0 ? 'sheet due' : 'beneath'}>
        {applicants.length === 0 ? (
          <>
            <h2>{reader.t('applications.begin-here')}</h2>
            <p>{reader.t('applications.company-first')}</p>
          </>
        ) : null}
        <p class="deeds">
          <a class={applicants.length === 0 ? 'act first' : 'act'} href={reader.at('/companies/new')}>
            {reader.t(applicants.length === 0 ? 'applications.record-company' : 'applications.another-company')}
          </a>
        </p>
      </section>
    </>
  )
}

function One(props: ExhibitProps & { applicant: Applicant }) {
  const { reader, edition, applicant } = props
  const { application } = applicant
  if (!application) return <Begin {...props} />
  const at = reader.at(applicationAddress(edition, application))
  return (
    <section class="sheet counted">
      <h2>
        <Said {...applicant.name} />
      </h2>
      <p>
        <StateTag reader={reader} state={application.state} />{' '}
        {application.number === null ? null : referenceOf(edition.code, application.number)}
      </p>
      <p class="deeds">
        <a class={application.state === 'draft' ? 'act first' : 'act'} href={at}>
          {reader.t(application.state === 'draft' ? 'applications.go-on' : 'applications.see')}
        </a>
      </p>
    </section>
  )
}

function Begin(props: ExhibitProps & { applicant: Applicant }) {
  const { reader, edition, applicant } = props
  const here = reader.at(`/${edition.code}/exhibit`)
  // What was refused stands at the company it was refused for.
  const draft = draftIn(applicant.id, props.draft.values.company === applicant.id ? props.draft : emptyDraft)
  return (
    <section class="sheet due">
      <h2>
        <Said {...applicant.name} />
      </h2>
      <Form
        reader={reader}
        draft={draft}
        action={here}
        submit={reader.t('applications.begin')}
        extra={applicant.earlier.slice(0, 1).map((one) => (
          <button type="submit" class="act" name="from" value={one.id}>
            {reader.t('applications.begin-from', { edition: one.edition })}
          </button>
        ))}
      >
        <input type="hidden" name="company" value={applicant.id} />
        <Radios
          reader={reader}
          draft={draft}
          name="role"
          label={reader.t('applications.role')}
          value={ROLES[0]}
          options={ROLES.map((role) => ({ value: role, label: reader.t(`applications.roles.${role}`) }))}
        />
      </Form>
      {applicant.discarded.map((one) => (
        <form method="post" action={`${reader.at(applicationAddress(edition, one))}/restore`} class="beneath">
          <p>
            {reader.t('applications.discarded-here', { days: one.days })}{' '}
            <button type="submit" class="link">
              {reader.t('applications.bring-back')}
            </button>
          </p>
        </form>
      ))}
    </section>
  )
}

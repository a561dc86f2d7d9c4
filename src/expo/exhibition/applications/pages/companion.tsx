import type { Alike } from '#expo/ground/companies/index.ts'
import { draftIn, emptyDraft } from '#web/door.ts'
import { Form, type Option } from '#web/fields.tsx'
import { Said } from '#web/page.tsx'
import type { Companion } from '../queries/companions.ts'
import type { Link } from '../queries/links.ts'
import type { Part } from '../words.ts'
import { CompanionFields } from './companions.tsx'
import { type OfApplication, PartFrame } from './frame.tsx'
import { LinkFields, Links } from './recommendations.tsx'
import { applicationAddress } from './stand.tsx'

/** One who stands with the applicant: corrected, taken off the list, asked to answer for itself. */
export function CompanionPage(
  props: OfApplication & {
    filled: readonly Part[]
    companion: Companion
    alike: readonly Alike[]
    links: readonly Link[]
    economies: Option[]
    staff: boolean
    which: 'change' | 'invite' | 'link'
  },
) {
  const { reader, draft, edition, application, companion } = props
  const root = reader.at(applicationAddress(edition, application))
  const list = `${root}/co-exhibitors`
  const here = `${list}/${companion.id}`
  const draftOf = (which: typeof props.which) => draftIn(which, props.which === which ? draft : emptyDraft)
  return (
    <PartFrame {...props} part="co-exhibitors">
      <p class="trail">
        <a href={list}>{reader.t('applications.part.co-exhibitors')}</a>
      </p>
      <h2>
        <Said {...reader.words(companion.names)} />
      </h2>
      <Form
        reader={reader}
        draft={draftOf('change')}
        action={here}
        submit={reader.t('web.save')}
        version={companion.version}
        back={list}
      >
        <CompanionFields reader={reader} draft={draftOf('change')} economies={props.economies} companion={companion} />
      </Form>
      <form method="post" action={`${here}/remove`} class="apart">
        <p>
          {reader.t('applications.remove-means')}{' '}
          <button type="submit" class="link">
            {reader.t('applications.remove-companion')}
          </button>
        </p>
      </form>
      <h2>{reader.t('applications.on-record')}</h2>
      {companion.companyId ? (
        <p>
          <a href={reader.at(`/companies/${companion.companyId}`)}>{reader.t('applications.linked')}</a>
        </p>
      ) : (
        <>
          <p class="soft">{reader.t('applications.join-lede')}</p>
          <Form
            reader={reader}
            draft={draftOf('invite')}
            action={`${here}/invite`}
            submit={reader.t('applications.send-letter')}
            tone="plain"
          >
            <LinkFields reader={reader} draft={draftOf('invite')} />
          </Form>
          <Links {...props} at={root} purpose="join" />
        </>
      )}
      <OnRecord {...props} here={here} draft={draftOf('link')} />
    </PartFrame>
  )
}

/** Companies on record that may be this one; staff say which. */
function OnRecord(props: Parameters<typeof CompanionPage>[0] & { here: string }) {
  const { reader, companion, alike, here, draft } = props
  if (alike.length === 0 && !companion.companyId) return null
  const link = (company: string, label: string) => (
    <form method="post" action={`${here}/link`} class="inline">
      <input type="hidden" name="company" value={company} />
      <button type="submit" class="link">
        {label}
      </button>
    </form>
  )
  return (
    <>
      {draft.refusal || draft.errors.company ? (
        <p class="refusal" role="alert">
          {reader.sentence((draft.refusal ?? draft.errors.company)?.code ?? '')}
        </p>
      ) : null}
      {alike.length > 0 ? <p>{reader.t('applications.may-be')}</p> : null}
      <ul class="plain windows">
        {alike.map(({ company }) => (
          <li>
            <a href={reader.at(`/companies/${company.id}`)}>
              <Said {...reader.words(company.names)} />
            </a>{' '}
            <bdi class="why">{company.registrationNumber}</bdi>{' '}
            {props.staff && company.id !== companion.companyId
              ? link(company.id, reader.t('applications.it-is-this'))
              : null}
          </li>
        ))}
      </ul>
      {props.staff && companion.companyId ? <p>{link('', reader.t('applications.unlink'))}</p> : null}
    </>
  )
}

import type { PropsWithChildren } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import type { Gap } from '../rules.ts'
import { PARTS, type Part } from '../words.ts'
import { applicationAddress, StandFrame } from './stand.tsx'

/** What every page about one application is handed. */
export interface OfApplication {
  reader: Reader
  draft: Draft
  edition: Edition
  application: Application
  /** What the applicant is called by this reader. */
  company: { text: string; lang: string }
}

/** A page of one part: where one is in the application, what is filled already, and that a draft is a draft. */
export function PartFrame(
  props: PropsWithChildren<OfApplication & { part: Part; filled: readonly Part[]; lede?: string; wide?: boolean }>,
) {
  const { reader, part, application } = props
  const editing = application.state === 'draft'
  return (
    <StandFrame
      {...props}
      here="application"
      title={reader.t(`applications.part.${part}`)}
      scripts={editing ? ['applications-draft'] : []}
    >
      <Parts {...props} here={part} />
      {props.children}
    </StandFrame>
  )
}

/** The parts in the order in which they are written, each with a mark where it is filled; at the end the page that shows everything. */
export function Parts(props: OfApplication & { here: Part | null; filled: readonly Part[] }) {
  const { reader, edition, application, filled, here } = props
  const at = reader.at(applicationAddress(edition, application))
  return (
    <nav class="parts" aria-label={reader.t('applications.parts')}>
      <ol>
        {PARTS.map((part) => (
          <li>
            <a href={`${at}/${part}`} aria-current={part === here ? 'step' : undefined}>
              {reader.t(`applications.part.${part}`)}
              {filled.includes(part) ? (
                <span class="done" role="img" aria-label={reader.t('applications.filled')}>
                  ✓
                </span>
              ) : null}
            </a>
          </li>
        ))}
        <li>
          <a href={at} aria-current={here === null ? 'step' : undefined}>
            {reader.t(application.state === 'draft' ? 'applications.review-and-send' : 'applications.everything')}
          </a>
        </li>
      </ol>
    </nav>
  )
}

/** What is missing, each as a way to where it is filled. */
export function Gaps({ reader, edition, application, gaps }: OfApplication & { gaps: readonly Gap[] }) {
  const at = reader.at(applicationAddress(edition, application))
  const wayOf = (gap: Gap) =>
    gap.part === 'company' ? reader.at(`/companies/${application.companyId}/desk`) : `${at}/${gap.part}`
  return (
    <ul class="gaps">
      {gaps.map((gap) => (
        <li>
          <a href={wayOf(gap)}>{reader.sentence(`applications.${gap.reason}`, gap.details)}</a>
        </li>
      ))}
    </ul>
  )
}

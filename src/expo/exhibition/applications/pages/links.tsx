import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option } from '#web/fields.tsx'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { SaidFields } from './recommendations.tsx'

/** What whoever holds the link reads: which company asks for which fair, and the form. No account is needed. */
export function RecommendPage(props: {
  reader: Reader
  draft: Draft
  edition: Edition
  company: { text: string; lang: string }
  economy: { text: string; lang: string }
  shows: { text: string; lang: string }
  today: Day
  economies: Option[]
  economyCode: string
  action: string
}) {
  const { reader, draft, edition, company } = props
  return (
    <Page reader={reader} title={reader.t('applications.recommend')}>
      <Head
        title={reader.t('applications.recommend-title', { company: company.text })}
        kicker={reader.words(edition.name).text}
        lede={reader.t('applications.recommend-lede', {
          company: company.text,
          economy: props.economy.text,
          edition: reader.words(edition.name).text,
          days: reader.days(edition.opensOn, edition.closesOn),
        })}
      />
      {props.shows.text ? (
        <blockquote class="because">
          <p lang={props.shows.lang} dir="auto" class="said">
            {props.shows.text}
          </p>
        </blockquote>
      ) : null}
      <Form reader={reader} draft={draft} action={props.action} submit={reader.t('applications.recommend-deed')} upload>
        <SaidFields {...props} />
      </Form>
      <p class="why">{reader.t('applications.recommend-privacy')}</p>
    </Page>
  )
}

/** After it was sent, or where the link opens nothing any more. */
export function LinkSaidPage(props: { reader: Reader; title: string; say: string }) {
  return (
    <Page reader={props.reader} title={props.title}>
      <Head title={props.title} lede={props.say} />
    </Page>
  )
}

/** What a co-exhibitor reads who was sent a link: which fair, on whose stand, and the company that answers for it. */
export function JoinPage(props: {
  reader: Reader
  draft: Draft
  edition: Edition
  /** The main exhibitor or umbrella organiser. */
  host: { text: string; lang: string }
  name: { text: string; lang: string }
  /** Companies that whoever reads acts for; null for a guest. */
  companies: Option[] | null
  here: string
  action: string
}) {
  const { reader, draft, edition, companies } = props
  const values = { company: props.name.text, host: props.host.text, edition: reader.words(edition.name).text }
  return (
    <Page reader={reader} title={reader.t('applications.join-title', values)}>
      <Head
        title={reader.t('applications.join-title', values)}
        kicker={reader.words(edition.name).text}
        lede={reader.t('applications.join-say', values)}
      />
      {companies === null ? (
        <p class="deeds">
          <a class="act first" href={reader.at(`/sign-in?then=${encodeURIComponent(props.here)}`)}>
            {reader.t('web.sign-in')}
          </a>
          <a class="act" href={reader.at('/sign-up')}>
            {reader.t('applications.make-account')}
          </a>
        </p>
      ) : companies.length === 0 ? (
        <>
          <p>{reader.t('applications.company-first')}</p>
          <p class="deeds">
            <a class="act first" href={reader.at('/companies/new')}>
              {reader.t('applications.record-company')}
            </a>
          </p>
        </>
      ) : (
        <Form reader={reader} draft={draft} action={props.action} submit={reader.t('applications.join-deed')}>
          <Choice
            reader={reader}
            draft={draft}
            name="company"
            label={reader.t('applications.your-company')}
            options={companies}
            required
          />
        </Form>
      )}
    </Page>
  )
}

import type { Day } from '#kernel/day.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, TextArea, TextField } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Alike } from '../queries/alike.ts'
import type { Company } from '../queries/companies.ts'
import type { Document } from '../queries/documents.ts'
import { DocumentList, FileLink } from './documents.tsx'
import { CompanyName, deskAddress, Facts, fileAddress, sayVerdict, VerdictTag } from './parts.tsx'
import { AlikeList } from './staff.tsx'

export interface JudgeProps {
  reader: Reader
  draft: Draft
  company: Company
  document: Document
  economy: { text: string; lang: string }
  alike: Alike[]
  /** The company's other documents. */
  others: Document[]
  today: Day
  /** From when on a verdict is to hold, unless its clerk knows better. */
  holdsFrom: Day
  /** Who looks at it: nobody, this reader, or somebody by name. */
  taken: { own: boolean; name: string } | null
  /** This reader is one of the company's own people, who do not decide about it. */
  own: boolean
  /** The deed that was refused, whose form keeps what was typed. */
  which: 'accept' | 'refuse' | 'withdraw' | 'reopen' | null
}

/** One document: what it is, of whom, who is like them, and the verdict with its reason. */
export function JudgePage(props: JudgeProps) {
  const { reader, company, document } = props
  const title = reader.t(`companies.document-kinds.${document.kind}`)
  return (
    <Page reader={reader} title={`${title} · ${reader.words(company.names).text}`} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at('/staff/companies/documents'), label: reader.t('companies.queue') }]}
      />
      <Head title={title} kicker={reader.words(company.names).text}>
        <p>
          <VerdictTag reader={reader} verdict={document.verdict} />{' '}
          <span class="why">{sayVerdict(reader, document)}</span>
        </p>
        {document.why ? (
          <p>
            <q dir="auto">{document.why}</q>
          </p>
        ) : null}
      </Head>
      <div class="two judging">
        <div>
          <h2>
            <CompanyName reader={reader} company={company} href={reader.at(deskAddress(company))} />
          </h2>
          <Facts reader={reader} company={company} economy={props.economy} />
          <p>
            <a href={reader.at(`${deskAddress(company)}/facts`)}>{reader.t('companies.correct-facts')}</a> ·{' '}
            <a href={reader.at(`${deskAddress(company)}/names`)}>{reader.t('companies.correct-names')}</a>
          </p>
          <AlikeList reader={reader} company={company} alike={props.alike} />
          {props.others.length > 0 ? (
            <>
              <h2>{reader.t('companies.other-documents')}</h2>
              <DocumentList reader={reader} documents={props.others} judge takeBack={null} />
            </>
          ) : null}
        </div>
        <div>
          <Picture {...props} />
          <Taken {...props} />
          <Verdict {...props} />
        </div>
      </div>
    </Page>
  )
}

/** A picture is shown as it is; a PDF is taken home and opened there. */
function Picture({ reader, document }: JudgeProps) {
  return (
    <section class="sheet">
      {document.digest !== null && document.mediaType.startsWith('image/') ? (
        <img class="scan" src={reader.at(fileAddress(document))} alt={reader.t('companies.scan-alt')} />
      ) : null}
      <p>
        <FileLink reader={reader} document={document} />
      </p>
    </section>
  )
}

/** Who looks at the document, so that two do not read the same one. */
function Taken({ reader, document, taken }: JudgeProps) {
  if (document.verdict !== 'waiting') return null
  const here = reader.at(`/staff/companies/documents/${document.id}`)
  const button = (deed: string, label: string) => (
    <form method="post" action={`${here}/${deed}`} class="inline">
      <input type="hidden" name="version" value={String(document.version)} />
      <button type="submit" class="link">
        {label}
      </button>
    </form>
  )
  return (
    <div class="taken">
      {taken === null ? reader.t('companies.taken-by-nobody') : null}
      {taken?.own ? reader.t('companies.taken-by-you') : null}
      {taken && !taken.own ? reader.t('companies.taken-by', { name: taken.name }) : null}{' '}
      {taken === null ? button('take', reader.t('companies.take')) : button('release', reader.t('companies.release'))}
    </div>
  )
}

/** Each verdict is a form of its own, so that no slip turns one into the other. */
function Verdict(props: JudgeProps) {
  const { reader, document, today, holdsFrom, which } = props
  if (props.own) return <p class="refusal">{reader.sentence('companies.own-company')}</p>
  const here = reader.at(`/staff/companies/documents/${document.id}`)
  const draftOf = (deed: JudgeProps['which']) => (which === deed ? props.draft : emptyDraft)
  const form = { reader, version: document.version }
  const why = (deed: JudgeProps['which'], hint: string) => (
    <TextArea
      reader={reader}
      draft={draftOf(deed)}
      name="why"
      label={reader.t('web.reason')}
      hint={hint}
      rows={3}
      required
    />
  )
  if (document.verdict === 'waiting')
    return (
      <>
        <h2>{reader.t('companies.accept')}</h2>
        <Form {...form} draft={draftOf('accept')} action={`${here}/accept`} submit={reader.t('companies.accept-deed')}>
          <div class="row">
            <TextField
              reader={reader}
              draft={draftOf('accept')}
              name="from"
              type="date"
              label={reader.t('companies.holds-from')}
              value={holdsFrom}
              required
            />
            <TextField
              reader={reader}
              draft={draftOf('accept')}
              name="until"
              type="date"
              label={reader.t('companies.holds-until')}
            />
          </div>
          <p class="why">{reader.t('companies.holds-say')}</p>
        </Form>
        <h2>{reader.t('companies.refuse')}</h2>
        <Form
          {...form}
          draft={draftOf('refuse')}
          action={`${here}/refuse`}
          submit={reader.t('companies.refuse-deed')}
          tone="grave"
        >
          {why('refuse', reader.t('companies.refuse-hint'))}
        </Form>
      </>
    )
  if (document.verdict === 'accepted')
    return (
      <>
        <h2>{reader.t('companies.withdraw')}</h2>
        <Form
          {...form}
          draft={draftOf('withdraw')}
          action={`${here}/withdraw`}
          submit={reader.t('companies.withdraw-deed')}
          tone="grave"
        >
          <TextField
            reader={reader}
            draft={draftOf('withdraw')}
            name="on"
            type="date"
            label={reader.t('companies.withdraw-from')}
            hint={reader.t('companies.withdraw-hint')}
            value={today}
            required
          />
          {why('withdraw', reader.t('companies.refuse-hint'))}
        </Form>
      </>
    )
  if (document.verdict === 'refused')
    return (
      <>
        <h2>{reader.t('companies.look-again')}</h2>
        <Form
          {...form}
          draft={draftOf('reopen')}
          action={`${here}/reopen`}
          submit={reader.t('companies.look-again')}
          tone="plain"
        >
          {why('reopen', reader.t('companies.look-again-hint'))}
        </Form>
      </>
    )
  return null
}

import type { Child } from 'hono/jsx'
import { isLanguage, LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import type { Entry } from '#platform/journal.ts'
import type { Draft } from '#web/door.ts'
import { Refused } from '#web/fields.tsx'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Alike } from '../queries/alike.ts'
import type { Company, Profile } from '../queries/companies.ts'
import type { Document } from '../queries/documents.ts'
import type { RankingOf } from '../queries/rankings.ts'
import type { Proven } from '../rules.ts'
import { Rankings } from './company.tsx'
import { DocumentList } from './documents.tsx'
import { deskAddress, Facts, ProofTag, tongueName } from './parts.tsx'
import { AlikeList } from './staff.tsx'

/** Somebody who asks to act for the company. */
export interface Asking {
  id: string
  name: string
  email: string
  message: string
  askedAt: Date
}

export interface DeskProps {
  reader: Reader
  draft: Draft
  company: Company
  economy: { text: string; lang: string }
  proven: Proven
  shown: boolean
  documents: Document[]
  profiles: Profile[]
  rankings: RankingOf[]
  asking: Asking[]
  team: Child
  entries: Entry[]
  alike: Alike[]
  /** What this reader may do here. */
  may: { act: boolean; administer: boolean; review: boolean; reopen: boolean }
}

/** One page where a company's people see what is decided, what is due next, and do it; and where staff read all of it. */
export function DeskPage(props: DeskProps) {
  const { reader, company, may } = props
  const name = reader.words(company.names)
  const desk = reader.at(deskAddress(company))
  const living = company.state === 'active'
  return (
    <Page reader={reader} title={name.text}>
      <Trail
        reader={reader}
        steps={[
          may.act || !may.review
            ? { href: reader.at('/companies'), label: reader.t('companies.yours') }
            : { href: reader.at('/staff/companies'), label: reader.t('companies.staff-title') },
          { href: reader.at(`/companies/${company.id}`), label: name.text },
        ]}
      />
      <Head title={name.text} lang={name.lang} kicker={reader.t('companies.desk')}>
        <p>
          <ProofTag reader={reader} proven={props.proven} />{' '}
          {living ? null : <span class="tag stop">{reader.t('companies.states.closed')}</span>}{' '}
          {company.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      <Refused reader={reader} draft={props.draft} />
      <Due {...props} />
      {may.administer ? <AskingList {...props} desk={desk} /> : null}
      <h2>{reader.t('companies.documents')}</h2>
      <DocumentList
        reader={reader}
        documents={props.documents}
        judge={may.review}
        takeBack={may.act ? `${desk}/documents/take-back` : null}
      />
      {may.act && living ? (
        <p class="deeds">
          <a class="act" href={`${desk}/documents`}>
            {reader.t('companies.send-document')}
          </a>
        </p>
      ) : null}
      <h2>{reader.t('companies.facts-title')}</h2>
      <Facts reader={reader} company={company} economy={props.economy} />
      {living ? (
        <p class="deeds">
          <a class="act" href={`${desk}/facts`}>
            {reader.t('companies.change-facts')}
          </a>
        </p>
      ) : null}
      <h2>{reader.t('companies.names')}</h2>
      <ul class="plain columns">
        {Object.entries(company.names).map(([lang, text]) => (
          <li>
            <Said text={text} lang={lang} /> <span class="why">{tongueName(reader, lang)}</span>
          </li>
        ))}
      </ul>
      {living ? (
        <p class="deeds">
          <a class="act" href={`${desk}/names`}>
            {reader.t('companies.change-names')}
          </a>
        </p>
      ) : null}
      <h2>{reader.t('companies.page')}</h2>
      <p>{reader.t(props.shown ? 'companies.page-is-public' : 'companies.page-is-hidden')}</p>
      <Tongues {...props} desk={desk} />
      {props.team}
      <Rankings reader={reader} rankings={props.rankings} />
      {may.review ? <AlikeList reader={reader} company={company} alike={props.alike} /> : null}
      <h2>{reader.t('web.history')}</h2>
      <History reader={reader} entries={props.entries} />
      <p class="deeds">
        {may.administer && living ? (
          <a class="act grave" href={`${desk}/close`}>
            {reader.t('companies.close')}
          </a>
        ) : null}
        {may.reopen && !living ? (
          <a class="act" href={`${desk}/close`}>
            {reader.t('companies.reopen')}
          </a>
        ) : null}
      </p>
    </Page>
  )
}

/** What is to be done next: one thing at a time. */
function Due({ reader, company, proven, documents, may }: DeskProps) {
  const desk = reader.at(deskAddress(company))
  const send = may.act && company.state === 'active' && ['missing', 'refused', 'lapsed'].includes(proven.proof)
  const look = may.review ? documents.findLast((one) => one.verdict === 'waiting') : undefined
  const day = proven.day ? reader.day(proven.day) : ''
  return (
    <section class="sheet due">
      <h2>{reader.t('companies.due')}</h2>
      <p>
        {company.state === 'closed'
          ? reader.t('companies.due-closed')
          : reader.t(`companies.due-when.${proven.proof}`, { day })}
      </p>
      {proven.why ? (
        <p>
          <q dir="auto">{proven.why}</q>
        </p>
      ) : null}
      {send || look ? (
        <p class="deeds">
          {send ? (
            <a class="act first" href={`${desk}/documents`}>
              {reader.t('companies.send-registration')}
            </a>
          ) : null}
          {look ? (
            <a class="act first" href={reader.at(`/staff/companies/documents/${look.id}`)}>
              {reader.t('companies.look-at-document')}
            </a>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

/** Who asks to act for the company, and the answers. */
function AskingList({ reader, asking, desk }: DeskProps & { desk: string }) {
  if (asking.length === 0) return null
  const answer = (which: 'accept' | 'decline', id: string, label: string, role = '') => (
    <form method="post" action={`${desk}/requests/${which}`}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="role" value={role} />
      <button type="submit" class={which === 'accept' ? 'act' : 'act grave'}>
        {label}
      </button>
    </form>
  )
  return (
    <section>
      <h2>{reader.t('companies.asking')}</h2>
      <p class="why">{reader.t('companies.asking-say')}</p>
      <ul class="plain windows">
        {asking.map((one) => (
          <li>
            <strong>{one.name}</strong> <span class="why">{one.email}</span>
            {one.message ? (
              <p>
                <q dir="auto">{one.message}</q>
              </p>
            ) : null}
            <div class="deeds">
              {answer('accept', one.id, reader.t('companies.let-in-member'), 'member')}
              {answer('accept', one.id, reader.t('companies.let-in-administrator'), 'administrator')}
              {answer('decline', one.id, reader.t('companies.not-let-in'))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tongues({ reader, profiles, may, company, desk }: DeskProps & { desk: string }) {
  const written = (lang: string) => profiles.some((profile) => profile.lang === lang)
  return (
    <ul class="plain columns">
      {LANGUAGES.map((language) => (
        <li>
          {may.act && company.state === 'active' ? (
            <a href={`${desk}/profile/${language}`} lang={language}>
              {OWN_NAME[language]}
            </a>
          ) : (
            <span lang={language}>{OWN_NAME[language]}</span>
          )}{' '}
          {written(language) ? (
            <span class="tag ok">{reader.t('companies.written')}</span>
          ) : (
            <span class="tag">{reader.t('companies.unwritten')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

const KNOWN = new Set([
  'company.founded',
  'company.facts-changed',
  'company.names-written',
  'company.profile-written',
  'company.profile-removed',
  'company.closed',
  'company.reopened',
  'company.merged',
  'company.told-apart',
  'company.document-sent',
  'company.document-taken-back',
  'company.document-taken',
  'company.document-released',
  'company.document-accepted',
  'company.document-refused',
  'company.document-withdrawn',
  'company.document-reopened',
  'company.join-asked',
  'company.join-accepted',
  'company.join-declined',
  'company.ranked',
  'company.unranked',
  'person.invited',
  'invitation.accepted',
  'invitation.revoked',
  'roles.moved',
] as const)
type Known = typeof KNOWN extends Set<infer What> ? What : never

/** The journal of a company in words. Who did it is an id: the page says whether it was Rialto or a person. */
function History({ reader, entries }: { reader: Reader; entries: Entry[] }) {
  if (entries.length === 0) return <p class="soft">{reader.t('web.history-empty')}</p>
  return (
    <ol class="plain history">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at.toISOString()}>{reader.moment(entry.at, 'UTC', 'short')}</time>{' '}
          {KNOWN.has(entry.what as Known) ? reader.t(`companies.facts.${entry.what as Known}`) : entry.what}
          {typeof entry.details.lang === 'string' && isLanguage(entry.details.lang)
            ? ` (${OWN_NAME[entry.details.lang]})`
            : null}
          {entry.byWhom.startsWith('system:') ? <span class="soft"> · {reader.t('web.by-system')}</span> : null}
          {entry.why ? (
            <q class="why" dir="auto">
              {entry.why}
            </q>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

import type { PropsWithChildren } from 'hono/jsx'
import { LANGUAGES, type Language, OWN_NAME } from '#kernel/language.ts'
import type { Draft } from '#web/door.ts'
import { Choice, Form, type Option, TextArea, TextField, WordingFields } from '#web/fields.tsx'
import { Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company, Profile } from '../queries/companies.ts'
import { deskAddress, FactFields, tongueOptions } from './parts.tsx'

interface DeskForm {
  reader: Reader
  draft: Draft
  company: Company
}

/** A form of the desk: its heading, the way back, and the form. */
function Sheet(props: PropsWithChildren<Omit<DeskForm, 'draft'> & { title: string; lede?: string }>) {
  const { reader, company } = props
  const name = reader.words(company.names).text
  return (
    <Page reader={reader} title={`${props.title} · ${name}`}>
      <Trail reader={reader} steps={[{ href: reader.at(deskAddress(company)), label: name }]} />
      <Head title={props.title} {...(props.lede ? { lede: props.lede } : {})} />
      {props.children}
    </Page>
  )
}

const Why = ({ reader, draft, required = false }: Omit<DeskForm, 'company'> & { required?: boolean }) => (
  <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required={required} />
)

/** `fixed`: economy and number were proved by a document, and this reader is not of those who correct them. */
export function FactsPage(props: DeskForm & { economies: Option[]; fixed: boolean; staff: boolean }) {
  const { reader, draft, company, fixed } = props
  const desk = reader.at(deskAddress(company))
  return (
    <Sheet {...props} title={reader.t('companies.change-facts')}>
      {fixed ? <p class="why">{reader.t('companies.identity-fixed')}</p> : null}
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/facts`}
        submit={reader.t('web.save')}
        version={company.version}
        back={desk}
      >
        <FactFields reader={reader} draft={draft} economies={props.economies} company={company} fixed={fixed} />
        {props.staff ? <Why reader={reader} draft={draft} /> : null}
      </Form>
    </Sheet>
  )
}

export function NamesPage(props: DeskForm & { fixed: boolean; staff: boolean }) {
  const { reader, draft, company, fixed } = props
  const desk = reader.at(deskAddress(company))
  const { [company.legalName.lang]: own, ...others } = company.names
  const shown = own === company.legalName.text ? others : company.names
  return (
    <Sheet {...props} title={reader.t('companies.change-names')} lede={reader.t('companies.names-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/names`}
        submit={reader.t('web.save')}
        version={company.version}
        back={desk}
      >
        {fixed ? (
          <>
            <p>
              {reader.t('companies.legal-name')}:{' '}
              <strong>
                <Said {...company.legalName} />
              </strong>
            </p>
            <p class="why">{reader.t('companies.identity-fixed')}</p>
            <input type="hidden" name="legal" value={company.legalName.text} />
            <input type="hidden" name="tongue" value={company.legalName.lang} />
          </>
        ) : (
          <>
            <TextField
              reader={reader}
              draft={draft}
              name="legal"
              label={reader.t('companies.legal-name')}
              hint={reader.t('companies.legal-name-hint')}
              value={company.legalName.text}
              required
            />
            <Choice
              reader={reader}
              draft={draft}
              name="tongue"
              label={reader.t('companies.tongue')}
              value={company.legalName.lang}
              options={tongueOptions(reader)}
              required
            />
          </>
        )}
        <WordingFields
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('companies.called')}
          hint={reader.t('companies.called-hint')}
          value={Object.fromEntries(LANGUAGES.map((language) => [language, shown[language] ?? '']))}
        />
        {props.staff ? <Why reader={reader} draft={draft} /> : null}
      </Form>
    </Sheet>
  )
}

/** What a company tells of itself in one language. */
export function ProfilePage(props: DeskForm & { tongue: Language; profile: Profile | undefined }) {
  const { reader, draft, company, tongue, profile } = props
  const desk = reader.at(deskAddress(company))
  return (
    <Sheet
      {...props}
      title={reader.t('companies.page-in-language', { language: OWN_NAME[tongue] })}
      lede={reader.t('companies.profile-lede')}
    >
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/profile/${tongue}`}
        submit={reader.t('web.save')}
        back={desk}
      >
        <TextArea
          reader={reader}
          draft={draft}
          name="summary"
          label={reader.t('companies.profile-summary')}
          value={profile?.summary}
          rows={3}
          lang={tongue}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="body"
          label={reader.t('companies.profile-body')}
          hint={reader.t('companies.profile-body-hint')}
          value={profile?.body}
          rows={12}
          lang={tongue}
        />
      </Form>
    </Sheet>
  )
}

/** Close a company, or open it again. */
export function ClosePage(props: DeskForm) {
  const { reader, draft, company } = props
  const desk = reader.at(deskAddress(company))
  const closing = company.state === 'active'
  const title = reader.t(closing ? 'companies.close' : 'companies.reopen')
  return (
    <Sheet {...props} title={title} lede={reader.t(closing ? 'companies.close-lede' : 'companies.reopen-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/${closing ? 'close' : 'reopen'}`}
        submit={title}
        tone={closing ? 'grave' : 'first'}
        version={company.version}
        back={desk}
      >
        <Why reader={reader} draft={draft} required />
      </Form>
    </Sheet>
  )
}

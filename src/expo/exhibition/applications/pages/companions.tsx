import { Choice, Form, type Option, Radios, TextArea, TextField } from '#web/fields.tsx'
import { Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Companion } from '../queries/companions.ts'
import { mayWrite } from '../rules.ts'
import { COMPANIONSHIPS, type Companionship, type Part } from '../words.ts'
import { type OfApplication, PartFrame } from './frame.tsx'
import { applicationAddress } from './stand.tsx'

export type CompanionsProps = OfApplication & {
  filled: readonly Part[]
  companions: readonly Companion[]
  counted: Record<Companionship, number>
  words: string
  next: string | null
  economyOf: (code: string) => { text: string; lang: string }
  economies: Option[]
  acts: boolean
}

/** Who stands with the applicant: one by one, or many at once out of a sheet. */
export function CompanionsPage(props: CompanionsProps) {
  const { reader, draft, edition, application, counted, words } = props
  const at = `${reader.at(applicationAddress(edition, application))}/co-exhibitors`
  const total = counted['co-exhibitor'] + counted.represented
  const writes = props.acts && mayWrite(application.state, 'co-exhibitors').ok
  return (
    <PartFrame {...props} part="co-exhibitors" lede={reader.t('applications.companions-lede')} wide>
      {writes ? (
        <p class="deeds">
          <a class="act first" href="#add">
            {reader.t('applications.add-companion')}
          </a>
          <a class="act" href={`${at}/upload`}>
            {reader.t('applications.companions-by-sheet')}
          </a>
          {total > 0 ? (
            <a class="act quiet" href={`${at}.csv`}>
              CSV
            </a>
          ) : null}
        </p>
      ) : null}
      {total === 0 ? (
        <p class="empty">{reader.t('applications.companions-empty')}</p>
      ) : (
        <>
          <p>
            {reader.t('applications.companions-count', {
              own: counted['co-exhibitor'],
              represented: counted.represented,
            })}
          </p>
          {total > 20 ? (
            <form class="filter" action={at}>
              <div class="field">
                <label for="q">{reader.t('applications.name')}</label>
                <input id="q" name="q" type="search" value={words} dir="auto" />
              </div>
              <button type="submit" class="act">
                {reader.t('web.filter')}
              </button>
            </form>
          ) : null}
          <CompanionTable {...props} at={at} writes={writes} />
          {props.next ? (
            <p>
              <a href={`${at}?${new URLSearchParams({ q: words, after: props.next })}`}>{reader.t('web.next')}</a>
            </p>
          ) : null}
        </>
      )}
      {writes ? (
        <section id="add">
          <h2>{reader.t('applications.add-companion')}</h2>
          <Form reader={reader} draft={draft} action={at} submit={reader.t('applications.add-companion')}>
            <CompanionFields reader={reader} draft={draft} economies={props.economies} />
          </Form>
        </section>
      ) : null}
    </PartFrame>
  )
}

function CompanionTable(props: CompanionsProps & { at: string; writes: boolean }) {
  const { reader, companions } = props
  if (companions.length === 0) return <p class="empty">{reader.t('applications.none-match')}</p>
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">{reader.t('applications.name')}</th>
            <th scope="col">{reader.t('applications.companionship')}</th>
            <th scope="col">{reader.t('applications.economy')}</th>
            <th scope="col">{reader.t('applications.number')}</th>
            <th scope="col">{reader.t('applications.on-record')}</th>
          </tr>
        </thead>
        <tbody>
          {companions.map((one) => (
            <tr>
              <th scope="row">
                {props.writes ? (
                  <a href={`${props.at}/${one.id}`}>
                    <Said {...reader.words(one.names)} />
                  </a>
                ) : (
                  <Said {...reader.words(one.names)} />
                )}
              </th>
              <td>{reader.t(`applications.companionships.${one.kind}`)}</td>
              <td>
                <Said {...props.economyOf(one.economyCode)} />
              </td>
              <td>
                <bdi>{one.registrationNumber ?? '–'}</bdi>
              </td>
              <td>
                {one.companyId ? (
                  <a href={reader.at(`/companies/${one.companyId}`)}>{reader.t('applications.linked')}</a>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What is said of one who stands with the applicant. */
export function CompanionFields(props: {
  reader: Reader
  draft: OfApplication['draft']
  economies: Option[]
  companion?: Companion
}) {
  const { reader, draft, companion } = props
  const { en, ...own } = companion?.names ?? {}
  const [name] = Object.values(own)
  return (
    <>
      <Radios
        reader={reader}
        draft={draft}
        name="kind"
        label={reader.t('applications.companionship')}
        hint={reader.t('applications.companionship-hint')}
        value={companion?.kind ?? COMPANIONSHIPS[0]}
        options={COMPANIONSHIPS.map((kind) => ({
          value: kind,
          label: reader.t(`applications.companionships.${kind}`),
        }))}
      />
      <div class="row">
        <TextField
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('applications.own-name')}
          hint={reader.t('applications.own-name-hint')}
          value={name ?? en}
          required
        />
        <TextField
          reader={reader}
          draft={draft}
          name="english"
          label={reader.t('applications.english-name')}
          value={name === undefined ? '' : en}
          lang="en"
        />
      </div>
      <div class="row">
        <Choice
          reader={reader}
          draft={draft}
          name="economy"
          label={reader.t('applications.economy')}
          value={companion?.economyCode}
          options={props.economies}
          empty="–"
          required
        />
        <TextField
          reader={reader}
          draft={draft}
          name="number"
          label={reader.t('applications.number')}
          value={companion?.registrationNumber}
        />
      </div>
      <TextArea
        reader={reader}
        draft={draft}
        name="shows"
        label={reader.t('applications.shows')}
        value={companion?.shows}
        rows={3}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="email"
        type="email"
        label={reader.t('applications.contact')}
        hint={reader.t('applications.contact-hint')}
        value={companion?.contactEmail}
      />
    </>
  )
}

import type { Draft } from '#web/door.ts'
import { Form, Refused, TextField, WordingFields } from '#web/fields.tsx'
import { Constructed, Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Compared, Edition, Fair } from '../queries.ts'
import { EditionFields, type Suggested } from './edition-fields.tsx'
import { PhaseOf } from './editions.tsx'

const HOUSE = '/house/editions'

interface HouseForm {
  reader: Reader
  draft: Draft
}

/** The administrators' list: every fair and its editions, hidden ones too, and the ways to begin another. */
export function EditionsOfTheHousePage(props: {
  reader: Reader
  fairs: Fair[]
  editions: Edition[]
  now: Date
  /** Why something asked for was not done. */
  draft: Draft
}) {
  const { reader, fairs, draft } = props
  return (
    <Page reader={reader} title={reader.t('editions.title')} wide>
      <Trail reader={reader} steps={[{ href: reader.at('/house'), label: reader.t('front.way-house') }]} />
      <Head title={reader.t('editions.house-title')} lede={reader.t('editions.house-lede')}>
        <p class="deeds">
          <a class={fairs.length === 0 ? 'act first' : 'act'} href={reader.at('/house/fairs')}>
            {reader.t('editions.found-fair')}
          </a>
        </p>
      </Head>
      <Refused reader={reader} draft={draft} />
      {fairs.length === 0 ? <Empty say={reader.t('editions.no-fairs')} /> : null}
      {fairs.map((fair) => (
        <FairOfTheHouse {...props} fair={fair} editions={props.editions.filter((one) => one.fairId === fair.id)} />
      ))}
    </Page>
  )
}

function FairOfTheHouse(props: { reader: Reader; fair: Fair; editions: Edition[]; now: Date }) {
  const { reader, fair, editions } = props
  const setUp = (
    <a class={editions.length === 0 ? 'act first' : 'act'} href={reader.at(`/house/fairs/${fair.code}/editions`)}>
      {reader.t(editions.length === 0 ? 'editions.set-up-first' : 'editions.set-up')}
    </a>
  )
  return (
    <section id={fair.code}>
      <h2>
        <Said {...reader.words(fair.name)} /> <code class="soft small">{fair.code}</code>
      </h2>
      {editions.length === 0 ? (
        <Empty say={reader.t('editions.fair-without-editions')} />
      ) : (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('editions.edition')}</th>
                <th scope="col">{reader.t('editions.when')}</th>
                <th scope="col">{reader.t('editions.public')}</th>
                <th scope="col">{reader.t('editions.deeds')}</th>
              </tr>
            </thead>
            <tbody>
              {editions.map((edition) => (
                <EditionOfTheHouse {...props} edition={edition} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="deeds">
        {setUp}
        <a class="act quiet" href={reader.at(`/house/fairs/${fair.code}`)}>
          {reader.t('editions.rename-fair')}
        </a>
      </p>
    </section>
  )
}

function EditionOfTheHouse({ reader, edition, now }: { reader: Reader; edition: Edition; now: Date }) {
  return (
    <tr>
      <th scope="row">
        <a href={reader.at(`/${edition.code}/staff/edition`)}>
          <Said {...reader.words(edition.name)} />
        </a>{' '}
        {edition.constructed ? <Constructed reader={reader} small /> : null}
        <br />
        <code class="small">{edition.code}</code>
      </th>
      <td>
        {reader.days(edition.opensOn, edition.closesOn)}
        <br />
        <span class="why">
          <PhaseOf reader={reader} edition={edition} now={now} />
        </span>
      </td>
      <td>
        <ShownTag reader={reader} edition={edition} />
      </td>
      <td>
        <a href={reader.at(`${HOUSE}/${edition.code}/clone`)}>{reader.t('editions.clone')}</a>
      </td>
    </tr>
  )
}

export const ShownTag = ({ reader, edition }: { reader: Reader; edition: Pick<Edition, 'shown'> }) => (
  <span class={edition.shown ? 'tag ok' : 'tag wait'}>
    {reader.t(edition.shown ? 'editions.shown' : 'editions.hidden')}
  </span>
)

const Back = ({ reader }: { reader: Reader }) => (
  <Trail
    reader={reader}
    steps={[
      { href: reader.at('/house'), label: reader.t('front.way-house') },
      { href: reader.at(HOUSE), label: reader.t('editions.house-title') },
    ]}
  />
)

/** Found a fair, or name one otherwise. */
export function FairPage({ reader, draft, fair }: HouseForm & { fair: Fair | null }) {
  const title = reader.t(fair ? 'editions.rename-fair' : 'editions.found-fair')
  return (
    <Page reader={reader} title={title}>
      <Back reader={reader} />
      <Head title={title} lede={reader.t('editions.fair-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(fair ? `/house/fairs/${fair.code}` : '/house/fairs')}
        submit={fair ? reader.t('web.save') : title}
        back={reader.at(HOUSE)}
        {...(fair ? { version: fair.version } : {})}
      >
        <WordingFields
          reader={reader}
          draft={draft}
          name="name"
          label={reader.t('editions.fair-name')}
          value={fair?.name}
          required
        />
        {fair ? null : (
          <TextField
            reader={reader}
            draft={draft}
            name="code"
            label={reader.t('editions.fair-code')}
            hint={reader.t('editions.fair-code-hint')}
            max={20}
            required
          />
        )}
      </Form>
    </Page>
  )
}

/** Set up an edition of a fair with nothing in it yet. */
export function NewEditionPage(
  props: HouseForm & { fair: Fair; suggested: Suggested; last: Edition | null; zones: string[] },
) {
  const { reader, draft, fair, last } = props
  const title = reader.t('editions.set-up')
  return (
    <Page reader={reader} title={title}>
      <Back reader={reader} />
      <Head title={title} kicker={reader.words(fair.name).text} lede={reader.t('editions.set-up-lede')} />
      {last ? (
        <p>
          {reader.t('editions.rather-clone')}{' '}
          <a href={reader.at(`${HOUSE}/${last.code}/clone`)}>
            {reader.t('editions.clone-this', { edition: reader.words(last.name).text })}
          </a>
        </p>
      ) : null}
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`/house/fairs/${fair.code}/editions`)}
        submit={title}
        back={reader.at(HOUSE)}
      >
        <EditionFields reader={reader} draft={draft} edition={props.suggested} zones={props.zones} />
        <OwnCode reader={reader} draft={draft} fair={fair.code} />
      </Form>
    </Page>
  )
}

/** Set up an edition on the ground of another. */
export function ClonePage(
  props: HouseForm & { source: Edition; ground: Compared; suggested: Suggested; zones: string[] },
) {
  const { reader, draft, source, ground } = props
  const title = reader.t('editions.clone-this', { edition: reader.words(source.name).text })
  const halls = ground.halls
  return (
    <Page reader={reader} title={title}>
      <Back reader={reader} />
      <Head title={title} lede={reader.t('editions.clone-lede')} />
      <ul>
        <li>{reader.t('editions.clone-takes', { areas: ground.areaCodes.length, halls, windows: ground.windows })}</li>
        <li>{reader.t('editions.clone-shifts')}</li>
        <li>{reader.t('editions.clone-leaves')}</li>
      </ul>
      <Form
        reader={reader}
        draft={draft}
        action={reader.at(`${HOUSE}/${source.code}/clone`)}
        submit={reader.t('editions.clone')}
        back={reader.at(HOUSE)}
      >
        <EditionFields reader={reader} draft={draft} edition={props.suggested} zones={props.zones} />
        <OwnCode reader={reader} draft={draft} fair={source.fairCode} />
      </Form>
    </Page>
  )
}

const OwnCode = ({ reader, draft, fair }: HouseForm & { fair: string }) => (
  <TextField
    reader={reader}
    draft={draft}
    name="code"
    label={reader.t('editions.edition-code')}
    hint={reader.t('editions.edition-code-hint', { fair })}
    max={40}
  />
)

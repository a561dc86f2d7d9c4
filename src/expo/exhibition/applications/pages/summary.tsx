import type { Child } from 'hono/jsx'
import type { Area, Hall } from '#expo/ground/editions/index.ts'
import { directionOf } from '#kernel/language.ts'
import { Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Chapter } from '../chapters.ts'
import type { Application } from '../queries/applications.ts'
import type { Neighbour } from '../queries/decisions.ts'
import type { Document } from '../queries/thread.ts'
import type { Companionship, Part } from '../words.ts'
import { Files } from './thread.tsx'

/** Everything that an application says, as whoever reads it needs it. */
export interface Whole {
  application: Application
  areas: readonly Area[]
  halls: readonly Hall[]
  chapters: readonly Chapter[]
  companions: Record<Companionship, number>
  neighbours: readonly Neighbour[]
  /** Those of the application itself; what came with messages stands in the thread. */
  documents: readonly Document[]
}

interface SummaryProps extends Whole {
  reader: Reader
  /** The application's address; parts lead from here to where they are written, if `write` says so. */
  at: string
  write: (part: Part) => boolean
}

/** An application at one look, part by part, each with the way to where it is written. */
export function Summary(props: SummaryProps) {
  const { reader, application } = props
  return (
    <>
      <One {...props} part="place">
        <Facts>
          <Fact label={reader.t('applications.area')}>{areaName(props, application.areaCode)}</Fact>
          {application.zoneCode ? (
            <Fact label={reader.t('applications.zone')}>{areaName(props, application.zoneCode)}</Fact>
          ) : null}
          <Fact label={reader.t('applications.role')}>
            {reader.t(`applications.roles.${application.role}`)}
            {application.showsItself ? null : ` · ${reader.t('applications.shows-nothing')}`}
          </Fact>
        </Facts>
      </One>
      <One {...props} part="stand">
        <Facts>
          <Fact label={reader.t('applications.booth-kind')}>
            {application.boothKind ? reader.t(`applications.kinds.${application.boothKind}`) : notSaid(reader)}
          </Fact>
          <Fact label={reader.t('applications.size')}>
            {application.areaM2 === null ? notSaid(reader) : squareMetres(reader, application.areaM2)}
          </Fact>
          <Fact label={reader.t('applications.sides')}>
            {reader.t(`applications.open-sides.${application.leastOpenSides as 1}`)}
          </Fact>
        </Facts>
      </One>
      <One {...props} part="goods">
        <Goods {...props} />
      </One>
      <One {...props} part="co-exhibitors">
        <Facts>
          <Fact label={reader.t('applications.companionships.co-exhibitor')}>
            {reader.number(props.companions['co-exhibitor'])}
          </Fact>
          <Fact label={reader.t('applications.companionships.represented')}>
            {reader.number(props.companions.represented)}
          </Fact>
        </Facts>
      </One>
      <One {...props} part="wishes">
        <Wishes {...props} />
      </One>
      <One {...props} part="documents">
        {props.documents.length === 0 ? (
          <p class="soft">{reader.t('applications.no-documents')}</p>
        ) : (
          <Files reader={reader} at={props.at} documents={props.documents} />
        )}
      </One>
    </>
  )
}

const notSaid = (reader: Reader) => <span class="soft">{reader.t('applications.not-said')}</span>
export const squareMetres = (reader: Reader, area: number): string =>
  reader.t('applications.square-metres', { area: reader.number(area) })

export function areaName({ reader, areas }: { reader: Reader; areas: readonly Area[] }, code: string | null): Child {
  const area = areas.find((one) => one.code === code)
  return area ? <Said {...reader.words(area.name)} /> : notSaid(reader)
}

function One(props: SummaryProps & { part: Part; children: Child }) {
  const { reader, part, at } = props
  return (
    <section class="part-said">
      <h3>
        {reader.t(`applications.part.${part}`)}{' '}
        {props.write(part) ? (
          <a class="small" href={`${at}/${part}`}>
            {reader.t('web.edit')} <span class="heard">{reader.t(`applications.part.${part}`)}</span>
          </a>
        ) : null}
      </h3>
      {props.children}
    </section>
  )
}

const Facts = (props: { children: Child }) => <dl class="facts">{props.children}</dl>

const Fact = (props: { label: string; children: Child }) => (
  <div>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </div>
)

function Goods({ reader, application, chapters }: SummaryProps) {
  const shows = reader.words(application.shows)
  const chosen = chapters.filter((one) => application.hsChapters.includes(one.code))
  return (
    <Facts>
      <div class="wide-fact">
        <dt>{reader.t('applications.shows')}</dt>
        <dd lang={shows.lang} dir={directionOf(shows.lang)} class="said">
          {shows.text || notSaid(reader)}
        </dd>
      </div>
      <div class="wide-fact">
        <dt>{reader.t('applications.chapters')}</dt>
        <dd>
          {chosen.length === 0
            ? notSaid(reader)
            : reader.list(chosen.map((one) => `${one.code} ${reader.words(one.names).text}`))}
        </dd>
      </div>
      {application.brands ? (
        <Fact label={reader.t('applications.brands')}>
          <bdi>{application.brands}</bdi>
        </Fact>
      ) : null}
      {application.certificates ? (
        <Fact label={reader.t('applications.certificates')}>
          <bdi>{application.certificates}</bdi>
        </Fact>
      ) : null}
    </Facts>
  )
}

function Wishes({ reader, application, halls, neighbours }: SummaryProps) {
  const hall = halls.find((one) => one.code === application.wishedHall)
  const named = (wish: Neighbour['wish']) => neighbours.filter((one) => one.wish === wish).map((one) => one.name)
  const wishes = [
    application.near.length > 0 && (
      <Fact label={reader.t('applications.near')}>
        {reader.list(application.near.map((one) => reader.t(`applications.nearness.${one}`)))}
      </Fact>
    ),
    hall && (
      <Fact label={reader.t('applications.wished-hall')}>
        <Said {...reader.words(hall.name)} />
      </Fact>
    ),
    application.wishedBooths.length > 0 && (
      <Fact label={reader.t('applications.wished-booths')}>{application.wishedBooths.join(', ')}</Fact>
    ),
    application.block !== 'none' && (
      <Fact label={reader.t('applications.block')}>{reader.t(`applications.blocks.${application.block}`)}</Fact>
    ),
    ...(['together', 'apart'] as const).map((wish) =>
      named(wish).length === 0 ? null : (
        <Fact label={reader.t(wish === 'apart' ? 'applications.apart' : 'applications.together')}>
          <bdi>{reader.list(named(wish))}</bdi>
        </Fact>
      ),
    ),
    application.wishes !== '' && (
      <Fact label={reader.t('applications.other-wishes')}>
        <span dir="auto" class="said">
          {application.wishes}
        </span>
      </Fact>
    ),
  ].filter(Boolean)
  if (wishes.length === 0) return <p class="soft">{reader.t('applications.no-wishes')}</p>
  return <Facts>{wishes}</Facts>
}

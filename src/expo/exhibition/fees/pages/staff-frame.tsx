import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { staffAddress } from './parts.tsx'

/** The pages of those who keep an edition's accounts, in the order of the year. */
const WAYS = [
  ['fees.way-accounts', '/accounts'],
  ['fees.way-tariff', '/tariff'],
  ['fees.way-support', '/support'],
  ['fees.way-budgets', '/budgets'],
  ['fees.way-bank', '/bank'],
  ['fees.way-entries', '/entries'],
  ['fees.way-releases', '/releases'],
  ['fees.way-refunds', '/refunds'],
  ['fees.way-organiser', '/organiser'],
] as const

export type StaffWay = (typeof WAYS)[number][1] | ''

export interface StaffPage {
  reader: Reader
  edition: Edition
}

/** The frame of the accounts' pages: the ways between them, and one title. */
export function StaffFrame(
  props: PropsWithChildren<
    StaffPage & { here: StaffWay; title: string; lede?: string; head?: Child; inside?: boolean }
  >,
) {
  const { reader, edition, here } = props
  const top = reader.at(staffAddress(edition))
  const way = WAYS.find(([, path]) => path === here)
  return (
    <Page reader={reader} title={props.title} wide>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') },
          ...(here === '' ? [] : [{ href: top, label: reader.t('fees.staff-title') }]),
          ...(props.inside && way ? [{ href: `${top}${here}`, label: reader.t(way[0]) }] : []),
        ]}
      />
      <Head title={props.title} kicker={reader.words(edition.name).text} {...(props.lede ? { lede: props.lede } : {})}>
        {props.head}
      </Head>
      <nav class="states" aria-label={reader.t('fees.staff-title')}>
        <a href={top} aria-current={here === '' ? 'page' : undefined}>
          {reader.t('fees.way-overview')}
        </a>
        {WAYS.map(([label, path]) => (
          <a href={`${top}${path}`} aria-current={path === here ? 'page' : undefined}>
            {reader.t(label)}
          </a>
        ))}
      </nav>
      {props.children}
    </Page>
  )
}

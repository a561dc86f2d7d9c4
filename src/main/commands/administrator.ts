import { z } from 'zod'
import { inviteByLink, isAdministratorAt } from '#expo/ground/people/index.ts'
import { system } from '#kernel/actor.ts'
import { isLanguage } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import { readerOf } from '#web/reader.ts'
import { WrongOrder } from './results.ts'

/**
 * `rialto administrator EMAIL`: a link by which somebody becomes an administrator of the house, the first one or another. Whoever can
 * start the server can do this, and nobody else: it is also the way back in when the last administrator is locked out.
 */
export async function administrator(
  db: Db,
  order: { email: string; lang: string; publicUrl: string; now: Date },
): Promise<string> {
  const email = order.email.trim().toLowerCase()
  if (!z.email().safeParse(email).success) throw new WrongOrder(`${order.email} is no e-mail address.`)
  if (!isLanguage(order.lang)) throw new WrongOrder(`There is no language ${order.lang} here: en, zh, fr, es, ru, ar.`)
  const again = await isAdministratorAt(db, email)
  const { link } = await inviteByLink(db, {
    email,
    grant: { role: 'administrator', kind: 'house', id: '' },
    language: order.lang,
    subject: readerOf(order.lang).t('people.link-administrator'),
    onward: '/',
    publicUrl: order.publicUrl,
    now: order.now,
    by: system('command line'),
  })
  return [
    ...(again ? [`${email} administers this installation already; the link makes somebody else do so too.`] : []),
    'Open this link within a day. It works once: whoever opens it becomes an administrator.',
    '',
    `  ${link}`,
    '',
  ].join('\n')
}

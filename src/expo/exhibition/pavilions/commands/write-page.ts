import sharp from 'sharp'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, transact } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { listPictures, listProfiles, lockPavilion } from '../queries.ts'
import { mayShowPage, takesPart } from '../rules.ts'

/**
 * Write a pavilion's page in one language, or take a language away by leaving the title empty.
 * Who: administrators and members of the pavilion, staff of the edition. Holds: a public page keeps two languages at least.
 * Follows: `pavilion.profile-written` or `pavilion.profile-removed`.
 */
export async function writeProfile(
  db: Db,
  order: { pavilionId: string; lang: string; title: string; summary: string; body: string; by: Actor },
): Promise<void> {
  const { pavilionId, lang, title, summary, body, by } = order
  await transact(db, async (tx) => {
    const pavilion = await lockPavilion(tx, pavilionId)
    if (title === '') {
      if (summary !== '' || body !== '') throw new Refusal('invalid', 'web.required', {}, 'title')
      await tx.deleteFrom('pavilions.profiles').where('pavilionId', '=', pavilionId).where('lang', '=', lang).execute()
      const left = (await listProfiles(tx, pavilionId)).map((profile) => profile.lang)
      if (pavilion.pageShownOn) insist('pavilions', mayShowPage(left))
      await record(tx, { what: 'pavilion.profile-removed', about: pavilionId, by, details: { lang } })
      return
    }
    await tx
      .insertInto('pavilions.profiles')
      .values({ pavilionId, lang, title, summary, body })
      .onConflict((conflict) => conflict.columns(['pavilionId', 'lang']).doUpdateSet({ title, summary, body }))
      .execute()
    await record(tx, { what: 'pavilion.profile-written', about: pavilionId, by, details: { lang } })
  })
}

/**
 * Make a pavilion's page public, or take it back.
 * Who: administrators of the pavilion, staff of the edition. Holds: two languages at least, and a confirmed pavilion.
 * Follows: `pavilion.page-shown` or `pavilion.page-hidden`.
 */
export async function showPage(db: Db, order: { pavilionId: string; on: Day | null; by: Actor }): Promise<void> {
  const { pavilionId, on, by } = order
  await transact(db, async (tx) => {
    const pavilion = await lockPavilion(tx, pavilionId)
    const languages = (await listProfiles(tx, pavilionId)).map((profile) => profile.lang)
    if (on) {
      if (!takesPart(pavilion.state))
        throw new Refusal('conflict', 'pavilions.not-taking-part', { state: pavilion.state })
      insist('pavilions', mayShowPage(languages))
    }
    await tx.updateTable('pavilions.pavilions').set({ pageShownOn: on }).where('id', '=', pavilionId).execute()
    if (on) await record(tx, { what: 'pavilion.page-shown', about: pavilionId, by, details: { languages } })
    else await record(tx, { what: 'pavilion.page-hidden', about: pavilionId, by, details: {} })
  })
}

const MOST_PICTURES = 12
/** 50 megapixels: a camera's largest, and not a bomb. */
const MOST_PIXELS = 50_000_000

/**
 * Add a picture to a pavilion's page. It is drawn anew as WebP of at most 1600 px: what hides in the file (place, camera, code) is
 * not kept.
 * Who: administrators and members of the pavilion, staff. Holds: twelve at most, all of them pictures. Follows: `pavilion.picture-added`.
 */
export async function addPicture(
  db: Db,
  files: Files,
  order: { pavilionId: string; bytes: Uint8Array; alt: Wording; by: Actor },
): Promise<{ id: string }> {
  const { pavilionId, alt, by } = order
  const drawn = await sharp(order.bytes, { limitInputPixels: MOST_PIXELS })
    .rotate()
    .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Refusal('invalid', 'pavilions.not-a-picture', {}, 'picture')
    })
  const { digest } = await files.keep(drawn.data)
  const id = newId()
  return transact(db, async (tx) => {
    await lockPavilion(tx, pavilionId)
    const pictures = await listPictures(tx, pavilionId)
    if (pictures.length >= MOST_PICTURES)
      throw new Refusal('conflict', 'pavilions.enough-pictures', { max: MOST_PICTURES })
    const { width, height } = drawn.info
    await tx
      .insertInto('pavilions.pictures')
      .values({ id, pavilionId, digest, width, height, alt, position: pictures.length })
      .execute()
    await record(tx, { what: 'pavilion.picture-added', about: pavilionId, by, details: { pictureId: id } })
    return { id }
  })
}

/**
 * Take a picture off a pavilion's page.
 * Who: administrators and members of the pavilion, staff of the edition. Follows: `pavilion.picture-removed`.
 */
export async function removePicture(
  db: Db,
  order: { pavilionId: string; pictureId: string; by: Actor },
): Promise<void> {
  const { pavilionId, pictureId, by } = order
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('pavilions.pictures')
      .where('id', '=', pictureId)
      .where('pavilionId', '=', pavilionId)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'web.no-such-page')
    await record(tx, { what: 'pavilion.picture-removed', about: pavilionId, by, details: { pictureId } })
  })
}

import { isLanguage, type Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { addPicture, removePicture, showPage, writeProfile } from '../commands/write-page.ts'
import { NothingForm, PictureForm, ProfileForm, RemovePictureForm } from '../forms.ts'
import { PicturesPage, ProfilePage } from '../pages/desk-forms.tsx'
import { mayAdministerPavilion, mayWriteForPavilion } from '../permissions.ts'
import { AT, deskOf, pavilionInPath, type Standing, todayOf } from '../places.ts'
import { listPictures, listProfiles } from '../queries.ts'
import { deskPage, formOf } from './desk-page.tsx'

const picturesPage = async (call: Call<Standing>, draft: Draft) => (
  <PicturesPage {...(await formOf(call, draft))} pictures={await listPictures(call.house.db, call.thing.pavilion.id)} />
)
const tongueIn = (call: Call<unknown>): Language => {
  const { tongue = '' } = call.params
  if (!isLanguage(tongue)) throw new Refusal('missing', 'web.no-such-page')
  return tongue
}
const profilePage = async (call: Call<Standing>, draft: Draft) => {
  const tongue = tongueIn(call)
  const profile = (await listProfiles(call.house.db, call.thing.pavilion.id)).find((one) => one.lang === tongue)
  return <ProfilePage {...(await formOf(call, draft))} tongue={tongue} profile={profile} />
}

/** The pavilion’s own page: written in several languages, with pictures, shown and hidden. */
export const pageDoors: Door[] = [
  page(`${AT}/desk/profile/:tongue`, { thing: pavilionInPath, may: mayWriteForPavilion, show: profilePage }),
  deed(`${AT}/desk/profile/:tongue`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: ProfileForm,
    show: profilePage,
    do: async (call, form) => {
      await writeProfile(call.house.db, {
        pavilionId: call.thing.pavilion.id,
        lang: tongueIn(call),
        ...form,
        by: call.actor,
      })
      return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  ...(['show', 'hide'] as const).map((which) =>
    deed(`${AT}/desk/${which}`, {
      thing: pavilionInPath,
      may: mayAdministerPavilion,
      form: NothingForm,
      show: deskPage,
      do: async (call) => {
        const on = which === 'show' ? todayOf(call, call.thing.edition) : null
        await showPage(call.house.db, { pavilionId: call.thing.pavilion.id, on, by: call.actor })
        return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
      },
    }),
  ),
  page(`${AT}/desk/pictures`, { thing: pavilionInPath, may: mayWriteForPavilion, show: picturesPage }),
  deed(`${AT}/desk/pictures`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: PictureForm,
    limit: 10 * 1024 * 1024,
    show: picturesPage,
    do: async (call, form) => {
      const bytes = new Uint8Array(await form.picture.arrayBuffer())
      const order = { pavilionId: call.thing.pavilion.id, bytes, alt: wordingOf(form, 'alt'), by: call.actor }
      await addPicture(call.house.db, call.house.files, order)
      return { to: `${deskOf(call.thing)}/pictures`, notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/desk/pictures/remove`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: RemovePictureForm,
    show: picturesPage,
    do: async (call, { picture }) => {
      await removePicture(call.house.db, { pavilionId: call.thing.pavilion.id, pictureId: picture, by: call.actor })
      return { to: `${deskOf(call.thing)}/pictures`, notice: { key: 'web.saved' } }
    },
  }),
]

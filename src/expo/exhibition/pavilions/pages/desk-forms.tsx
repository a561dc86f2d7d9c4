import type { PropsWithChildren } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { type Language, OWN_NAME } from '#kernel/language.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, FileField, Form, TextArea, TextField, Tick, WordingFields } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Pavilion, Picture, Profile } from '../queries.ts'
import { MODES } from '../words.ts'
import { deskAddress } from './desk.tsx'

interface DeskForm {
  reader: Reader
  edition: Edition
  pavilion: Pavilion
  name: { text: string; lang: string }
  draft: Draft
  today: Day
}

/** A form of the desk: its heading, the way back, and the form. */
function Sheet(
  props: PropsWithChildren<
    Pick<DeskForm, 'reader' | 'edition' | 'pavilion' | 'name'> & { title: string; lede?: string }
  >,
) {
  const { reader, name } = props
  return (
    <Page reader={reader} title={`${props.title} · ${name.text}`}>
      <Trail reader={reader} steps={[{ href: reader.at(deskAddress(props)), label: name.text }]} />
      <Head title={props.title} {...(props.lede ? { lede: props.lede } : {})} />
      {props.children}
    </Page>
  )
}

const DayField = ({
  reader,
  draft,
  today,
  name = 'on',
}: Pick<DeskForm, 'reader' | 'draft' | 'today'> & { name?: string }) => (
  <TextField
    reader={reader}
    draft={draft}
    name={name}
    type="date"
    label={reader.t('pavilions.holds-from')}
    hint={reader.t('pavilions.holds-from-hint')}
    value={today}
    required
  />
)

/** Yes or no to the invitation; each is a form of its own, so that no slip turns one into the other. */
export function AnswerPage(props: DeskForm & { which: 'confirm' | 'decline' | null }) {
  const { reader, edition, pavilion, draft, which } = props
  const desk = reader.at(deskAddress(props))
  const offer = reader.t('pavilions.offer', {
    edition: reader.words(edition.name).text,
    days: reader.days(edition.opensOn, edition.closesOn),
    mode: reader.t(`pavilions.modes.${pavilion.offeredMode}`),
    area: pavilion.offeredAreaM2,
    badges: pavilion.badgeQuota,
  })
  const confirming = which === 'decline' ? emptyDraft : draft
  const declining = which === 'decline' ? draft : emptyDraft
  return (
    <Sheet {...props} title={reader.t('pavilions.answer')} lede={offer}>
      <h2>{reader.t('pavilions.confirm')}</h2>
      <Form
        reader={reader}
        draft={confirming}
        action={`${desk}/confirm`}
        submit={reader.t('pavilions.confirm-deed')}
        version={pavilion.version}
        back={desk}
      >
        <DayField reader={reader} draft={confirming} today={props.today} />
        <WordingFields
          reader={reader}
          draft={confirming}
          name="theme"
          label={reader.t('pavilions.theme')}
          hint={reader.t('pavilions.theme-hint')}
          value={pavilion.theme}
        />
      </Form>
      <h2>{reader.t('pavilions.decline')}</h2>
      <Form
        reader={reader}
        draft={declining}
        action={`${desk}/decline`}
        submit={reader.t('pavilions.decline-deed')}
        tone="grave"
        version={pavilion.version}
        back={desk}
      >
        <input type="hidden" name="on" value={props.today} />
        <TextArea reader={reader} draft={declining} name="why" label={reader.t('web.reason')} rows={3} />
      </Form>
    </Sheet>
  )
}

/** The next step that staff take: approve the design, or open. */
export function ProgressPage(props: DeskForm) {
  const { reader, pavilion, draft } = props
  const desk = reader.at(deskAddress(props))
  const title = reader.t(pavilion.state === 'confirmed' ? 'pavilions.approve-design' : 'pavilions.open')
  return (
    <Sheet {...props} title={title}>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/${pavilion.state === 'confirmed' ? 'approve-design' : 'open'}`}
        submit={title}
        version={pavilion.version}
        back={desk}
      >
        <DayField reader={reader} draft={draft} today={props.today} />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} />
      </Form>
    </Sheet>
  )
}

export function WithdrawPage(props: DeskForm) {
  const { reader, pavilion, draft } = props
  const desk = reader.at(deskAddress(props))
  return (
    <Sheet {...props} title={reader.t('pavilions.withdraw')} lede={reader.t('pavilions.withdraw-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/withdraw`}
        submit={reader.t('pavilions.withdraw')}
        tone="grave"
        version={pavilion.version}
        back={desk}
      >
        <DayField reader={reader} draft={draft} today={props.today} />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required />
      </Form>
    </Sheet>
  )
}

/** Area, mode, honour and quotas: the offer before the answer, the terms after it. */
export function TermsPage(props: DeskForm) {
  const { reader, pavilion, draft } = props
  const desk = reader.at(deskAddress(props))
  return (
    <Sheet {...props} title={reader.t('pavilions.change-terms')} lede={reader.t('pavilions.change-terms-lede')}>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/terms`}
        submit={reader.t('web.save')}
        version={pavilion.version}
        back={desk}
      >
        <OfferFields reader={reader} draft={draft} offer={pavilion} />
        <DayField reader={reader} draft={draft} today={props.today} name="from" />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required />
      </Form>
    </Sheet>
  )
}

type Offer = Pick<Pavilion, 'offeredMode' | 'offeredAreaM2' | 'badgeQuota' | 'boothQuota' | 'guestOfHonour'>

/** What a pavilion is offered: where, how much, for how many. */
export function OfferFields({ reader, draft, offer }: { reader: Reader; draft: Draft; offer?: Offer }) {
  const number = (name: string, label: string, value: number) => (
    <TextField reader={reader} draft={draft} name={name} inputmode="numeric" label={label} value={value} required />
  )
  return (
    <>
      <Choice
        reader={reader}
        draft={draft}
        name="mode"
        label={reader.t('pavilions.mode')}
        value={offer?.offeredMode}
        options={MODES.map((mode) => ({ value: mode, label: reader.t(`pavilions.modes.${mode}`) }))}
        required
      />
      <div class="row">
        {number('area', reader.t('pavilions.area-field'), offer?.offeredAreaM2 ?? 36)}
        {number('badges', reader.t('pavilions.badges'), offer?.badgeQuota ?? 20)}
        {number('booths', reader.t('pavilions.booths'), offer?.boothQuota ?? 0)}
      </div>
      <Tick
        draft={draft}
        name="honour"
        label={reader.t('pavilions.guest-of-honour')}
        checked={offer?.guestOfHonour ?? false}
      />
    </>
  )
}

/** The pavilion's page in one language, beside what stands there now. */
export function ProfilePage(props: DeskForm & { tongue: Language; profile: Profile | undefined }) {
  const { reader, draft, tongue, profile } = props
  const desk = reader.at(deskAddress(props))
  return (
    <Sheet
      {...props}
      title={reader.t('pavilions.page-in-language', { language: OWN_NAME[tongue] })}
      lede={reader.t('pavilions.profile-lede')}
    >
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/profile/${tongue}`}
        submit={reader.t('web.save')}
        back={desk}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="title"
          label={reader.t('pavilions.profile-title')}
          value={profile?.title}
          lang={tongue}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="summary"
          label={reader.t('pavilions.profile-summary')}
          value={profile?.summary}
          rows={3}
          lang={tongue}
        />
        <TextArea
          reader={reader}
          draft={draft}
          name="body"
          label={reader.t('pavilions.profile-body')}
          hint={reader.t('pavilions.profile-body-hint')}
          value={profile?.body}
          rows={12}
          lang={tongue}
        />
      </Form>
    </Sheet>
  )
}

export function PicturesPage(props: Omit<DeskForm, 'today'> & { pictures: Picture[] }) {
  const { reader, draft, pictures } = props
  const desk = reader.at(deskAddress(props))
  return (
    <Sheet {...props} title={reader.t('pavilions.pictures')} lede={reader.t('pavilions.pictures-lede')}>
      {pictures.length === 0 ? <p class="soft">{reader.t('pavilions.no-pictures')}</p> : null}
      <div class="grid pictures">
        {pictures.map((picture) => (
          <figure>
            <img
              src={reader.at(
                `/${props.edition.code}/pavilions/${props.pavilion.economyCode.toLowerCase()}/pictures/${picture.id}`,
              )}
              width={picture.width}
              height={picture.height}
              alt={reader.words(picture.alt).text}
            />
            <Form
              reader={reader}
              draft={emptyDraft}
              action={`${desk}/pictures/remove`}
              submit={reader.t('web.delete')}
              tone="grave"
            >
              <input type="hidden" name="picture" value={picture.id} />
            </Form>
          </figure>
        ))}
      </div>
      <h2>{reader.t('pavilions.add-picture')}</h2>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/pictures`}
        submit={reader.t('pavilions.add-picture')}
        back={desk}
        upload
      >
        <FileField
          reader={reader}
          draft={draft}
          name="picture"
          label={reader.t('pavilions.picture-file')}
          accept="image/jpeg,image/png,image/webp"
          required
        />
        <WordingFields
          reader={reader}
          draft={draft}
          name="alt"
          label={reader.t('pavilions.picture-alt')}
          hint={reader.t('pavilions.picture-alt-hint')}
          required
        />
      </Form>
    </Sheet>
  )
}

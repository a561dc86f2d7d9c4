import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextField, Tick } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { PhraseKey } from '#web/phrases.ts'
import type { Reader } from '#web/reader.ts'
import { LEVELS } from '../../allocation/index.ts'
import type { AllocationTerms } from '../../holdings/terms.ts'
import { allocationAddress } from './list.tsx'

/** How an edition allocates: what counts before what, what gives merit, how far a stand may differ, how long offers wait. */
export function TermsPage(props: { reader: Reader; edition: Edition; terms: AllocationTerms; draft: Draft }) {
  const { reader, edition, draft } = props
  const { terms } = props.terms
  const at = reader.at(allocationAddress(edition))
  const rankOf = (level: (typeof LEVELS)[number]) => terms.order.findIndex((tier) => tier[level] !== undefined) + 1
  const weightOf = (level: (typeof LEVELS)[number]) =>
    terms.order.find((tier) => tier[level] !== undefined)?.[level] ?? 1
  const number = (name: string, label: PhraseKey, value: number, hint?: PhraseKey) => (
    <TextField
      reader={reader}
      draft={draft}
      name={name}
      type="number"
      inputmode="decimal"
      label={reader.t(label)}
      hint={hint && reader.t(hint)}
      value={value}
      required
    />
  )
  return (
    <Page reader={reader} title={reader.t('holdings.terms')}>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') },
          { href: at, label: reader.t('holdings.allocation') },
        ]}
      />
      <Head title={reader.t('holdings.terms')} lede={reader.t('holdings.terms-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={`${at}/terms`}
        submit={reader.t('web.save')}
        version={props.terms.version}
        back={at}
      >
        <h2>{reader.t('holdings.order')}</h2>
        <p class="hint">{reader.t('holdings.order-says')}</p>
        {LEVELS.map((level) => (
          <fieldset>
            <legend>{reader.t(`holdings.levels.${level}`)}</legend>
            <p class="hint">{reader.t(`holdings.level-says.${level}`)}</p>
            <div class="row">
              {number(`rank.${level}`, 'holdings.rank', rankOf(level))}
              {number(`weight.${level}`, 'holdings.weight', weightOf(level))}
            </div>
          </fieldset>
        ))}
        <h2>{reader.t('holdings.merit')}</h2>
        <p class="hint">{reader.t('holdings.merit-says')}</p>
        <div class="row">
          {number('perEarlierEdition', 'holdings.per-earlier', terms.merit.perEarlierEdition)}
          {number('earlierEditionsAtMost', 'holdings.at-most', terms.merit.earlierEditionsAtMost)}
        </div>
        <div class="row">
          {number('perWeekEarly', 'holdings.per-week', terms.merit.perWeekEarly)}
          {number('weeksEarlyAtMost', 'holdings.at-most', terms.merit.weeksEarlyAtMost)}
        </div>
        <div class="row">
          {number('per9M2', 'holdings.per-9m2', terms.merit.per9M2)}
          {number('times9M2AtMost', 'holdings.at-most', terms.merit.times9M2AtMost)}
        </div>
        <TextField
          reader={reader}
          draft={draft}
          name="bands"
          label={reader.t('holdings.bands')}
          hint={reader.t('holdings.bands-says')}
          value={terms.merit.bands.join(', ')}
        />
        <h2>{reader.t('holdings.stands')}</h2>
        <div class="row">
          {number('under', 'holdings.under', Math.round(terms.range.under * 100))}
          {number('over', 'holdings.over', Math.round(terms.range.over * 100))}
        </div>
        <div class="row">
          {number('mostBooths', 'holdings.most-booths', terms.joining.mostBooths)}
          {number('apartM', 'holdings.apart-m', terms.apart.metres)}
        </div>
        <h2>{reader.t('holdings.offers')}</h2>
        <div class="row">
          {number('answerDays', 'holdings.answer-days', props.terms.answerDays)}
          {number('remindDays', 'holdings.remind-days', props.terms.remindDays)}
        </div>
        <Tick draft={draft} name="lapses" label={reader.t('holdings.lapses')} checked={props.terms.lapses} />
      </Form>
    </Page>
  )
}

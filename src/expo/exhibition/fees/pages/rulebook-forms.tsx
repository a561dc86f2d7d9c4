import type { Child } from 'hono/jsx'
import type { Wording } from '#kernel/language.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, type Option, TextArea, TextField, Tick, Ticks, WordingFields } from '#web/fields.tsx'
import type { Rulebook } from '../queries/rulebooks.ts'
import type { Measure, Rate, Tax } from '../rules/tariff.ts'
import { GROUPS, PERS, type RulebookKind, STAND_KINDS, SUPPORT_KINDS } from '../words.ts'
import { staffAddress } from './parts.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

interface Sheet<Kind extends RulebookKind> extends StaffPage {
  book: Rulebook<Kind>
  draft: Draft
}

function DraftForm<Kind extends RulebookKind>(
  props: Sheet<Kind> & {
    kind: Kind
    title: string
    lede?: string
    path: string
    submit?: string
    children?: Child
    after?: Child
  },
) {
  const { reader, edition, book, draft, kind } = props
  const desk = reader.at(staffAddress(edition, `/${kind}`))
  return (
    <StaffFrame {...props} here={`/${kind}`} inside>
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/draft${props.path}`}
        submit={props.submit ?? reader.t('web.save')}
        version={book.version}
        back={desk}
      >
        {props.children}
      </Form>
      {props.after}
    </StaffFrame>
  )
}

/** One row of the tariff: what it is called, what it is multiplied by, when it holds, what it rests on. */
export function RatePage(props: Sheet<'tariff'> & { rate: Rate | null; areas: Option[] }) {
  const { reader, book, draft, rate } = props
  const field = { reader, draft }
  const classes = [...new Set(book.data.taxes.map((tax) => tax.class))]
  return (
    <DraftForm
      {...props}
      kind="tariff"
      title={reader.t(rate ? 'fees.edit-rate' : 'fees.add-rate')}
      path={rate ? `/rates/${rate.code}` : '/rates'}
    >
      <WordingFields {...field} name="name" label={reader.t('fees.rate-name')} value={rate?.name} required />
      <div class="row">
        <Choice
          {...field}
          name="per"
          label={reader.t('fees.rate-measure')}
          value={rate?.per}
          options={PERS.map((per) => ({ value: per, label: reader.t(`fees.pers.${per}`) }))}
          required
        />
        <TextField
          {...field}
          name="price"
          inputmode="decimal"
          label={reader.t('fees.rate-price', { currency: book.data.currency })}
          value={rate?.price}
          required
        />
      </div>
      <div class="row">
        <Choice
          {...field}
          name="group"
          label={reader.t('fees.rate-group')}
          value={rate?.group}
          options={groups(reader)}
          required
        />
        <Choice
          {...field}
          name="of"
          label={reader.t('fees.rate-of')}
          value={rate?.of}
          options={groups(reader)}
          required
        />
      </div>
      <div class="row">
        <TextField
          {...field}
          name="leastM2"
          inputmode="decimal"
          label={reader.t('fees.rate-least-field')}
          value={rate?.leastM2}
        />
        <TextField
          {...field}
          name="included"
          inputmode="numeric"
          label={reader.t('fees.rate-included-field')}
          value={rate?.included ?? 0}
          required
        />
      </div>
      <fieldset>
        <legend>{reader.t('fees.holds')}</legend>
        <Ticks
          {...field}
          name="kinds"
          label={reader.t('fees.ask-kind')}
          value={rate?.when.kinds ?? []}
          options={kinds(reader)}
        />
        <Ticks
          {...field}
          name="openSides"
          label={reader.t('fees.ask-sides')}
          value={rate?.when.openSides.map(String) ?? []}
          options={['1', '2', '3', '4'].map((value) => ({ value, label: reader.number(Number(value)) }))}
        />
        <TextField
          {...field}
          name="fromM2"
          inputmode="decimal"
          label={reader.t('fees.rate-from-field')}
          value={rate?.when.fromM2}
        />
        <TextField
          {...field}
          name="submittedUntil"
          type="date"
          label={reader.t('fees.rate-until-field')}
          value={rate?.when.submittedUntil}
        />
        {props.areas.length > 0 ? (
          <Ticks
            {...field}
            name="areas"
            label={reader.t('fees.area')}
            value={rate?.when.areas ?? []}
            options={props.areas}
          />
        ) : null}
      </fieldset>
      <Choice
        {...field}
        name="tax"
        label={reader.t('fees.tax-class')}
        value={rate?.tax}
        options={classes.map((one) => ({ value: one, label: one }))}
        required
      />
      <WordingFields
        {...field}
        name="clause"
        label={reader.t('fees.clause-field')}
        hint={reader.t('fees.clause-hint')}
        value={rate?.clause}
        long
      />
    </DraftForm>
  )
}

const groups = (reader: StaffPage['reader']): Option[] =>
  GROUPS.map((group) => ({ value: group, label: reader.t(`fees.group.${group}`) }))
const kinds = (reader: StaffPage['reader']): Option[] =>
  STAND_KINDS.map((kind) => ({ value: kind, label: reader.t(`fees.kind.${kind}`) }))

export function SpacePage(props: Sheet<'tariff'> & { economies: Option[] }) {
  const { reader, book, draft } = props
  return (
    <DraftForm {...props} kind="tariff" title={reader.t('fees.edit-space')} path="/space">
      <TextField
        reader={reader}
        draft={draft}
        name="boothM2"
        inputmode="decimal"
        label={reader.t('fees.booth-m2')}
        value={book.data.boothM2}
        required
      />
      <Choice
        reader={reader}
        draft={draft}
        name="home"
        label={reader.t('fees.home')}
        hint={reader.t('fees.home-hint')}
        value={book.data.home}
        options={props.economies}
        required
      />
    </DraftForm>
  )
}

const CATEGORIES = ['S', 'Z', 'E', 'AE', 'G', 'O'] as const

export function TaxPage(props: Sheet<'tariff'> & { tax: Tax | null; place: number }) {
  const { reader, draft, tax, edition, book } = props
  const field = { reader, draft }
  const path = tax ? `/taxes/${props.place}` : '/taxes'
  const remove = `${reader.at(staffAddress(edition, '/tariff'))}/draft${path}/remove`
  return (
    <DraftForm
      {...props}
      kind="tariff"
      title={reader.t(tax ? 'fees.edit-tax' : 'fees.add-tax')}
      path={path}
      after={
        tax ? (
          <Form
            reader={reader}
            draft={emptyDraft}
            action={remove}
            submit={reader.t('web.delete')}
            tone="grave"
            version={book.version}
          />
        ) : null
      }
    >
      <div class="row">
        <TextField
          {...field}
          name="class"
          label={reader.t('fees.tax-class')}
          hint={reader.t('fees.tax-class-hint')}
          value={tax?.class ?? 'fees'}
          required
        />
        <Choice
          {...field}
          name="whose"
          label={reader.t('fees.tax-whose')}
          value={tax?.whose}
          options={(['all', 'home', 'abroad'] as const).map((whose) => ({
            value: whose,
            label: reader.t(`fees.whose.${whose}`),
          }))}
          required
        />
      </div>
      <div class="row">
        <Choice
          {...field}
          name="code"
          label={reader.t('fees.tax-code')}
          value={tax?.code}
          options={CATEGORIES.map((code) => ({
            value: code,
            label: reader.t(`fees.tax-codes.${code.toLowerCase() as 's'}`),
          }))}
          required
        />
        <TextField
          {...field}
          name="percent"
          inputmode="decimal"
          label={reader.t('fees.tax-percent')}
          value={tax?.percent}
          required
        />
      </div>
      <WordingFields {...field} name="name" label={reader.t('fees.tax-name')} value={tax?.name} required />
      <WordingFields {...field} name="clause" label={reader.t('fees.tax-clause')} value={tax?.clause} long />
    </DraftForm>
  )
}

export function TermsPage(props: Sheet<'tariff'>) {
  const { reader, book, draft } = props
  const { terms } = book.data
  const field = { reader, draft }
  const tiers = terms.refunds.map((tier) => `${tier.daysBefore}: ${tier.percent} %`).join('\n')
  return (
    <DraftForm {...props} kind="tariff" title={reader.t('fees.edit-terms')} path="/terms">
      <div class="row">
        <TextField
          {...field}
          name="depositPercent"
          inputmode="decimal"
          label={reader.t('fees.deposit-percent')}
          value={terms.depositPercent}
          required
        />
        <TextField
          {...field}
          name="depositDays"
          inputmode="numeric"
          label={reader.t('fees.deposit-days')}
          value={terms.depositDays}
          required
        />
        <TextField
          {...field}
          name="balanceDays"
          inputmode="numeric"
          label={reader.t('fees.balance-days')}
          value={terms.balanceDays}
          required
        />
      </div>
      <TextField
        {...field}
        name="tolerance"
        inputmode="decimal"
        label={reader.t('fees.tolerance', { currency: book.data.currency })}
        hint={reader.t('fees.tolerance-hint')}
        value={terms.tolerance}
        required
      />
      <TextArea
        {...field}
        name="refunds"
        label={reader.t('fees.refund-tiers')}
        hint={reader.t('fees.refund-tiers-hint')}
        value={tiers}
        rows={4}
        required
      />
      <TextField
        {...field}
        name="reminders"
        label={reader.t('fees.reminder-days')}
        hint={reader.t('fees.reminder-days-hint')}
        value={terms.reminders.join(', ')}
      />
      <TextField
        {...field}
        name="releaseDays"
        inputmode="numeric"
        label={reader.t('fees.release-days')}
        value={terms.releaseDays}
        required
      />
    </DraftForm>
  )
}

export function ConditionPage(props: Sheet<'tariff'> & { condition: Wording | null; place: number }) {
  const { reader, draft, condition, edition, book } = props
  const path = condition ? `/conditions/${props.place}` : '/conditions'
  const remove = `${reader.at(staffAddress(edition, '/tariff'))}/draft${path}/remove`
  return (
    <DraftForm
      {...props}
      kind="tariff"
      title={reader.t(condition ? 'fees.edit-condition' : 'fees.add-condition')}
      lede={reader.t('fees.condition-lede')}
      path={path}
      after={
        condition ? (
          <Form
            reader={reader}
            draft={emptyDraft}
            action={remove}
            submit={reader.t('web.delete')}
            tone="grave"
            version={book.version}
          />
        ) : null
      }
    >
      <WordingFields
        reader={reader}
        draft={draft}
        name="condition"
        label={reader.t('fees.condition')}
        value={condition ?? undefined}
        required
        long
      />
    </DraftForm>
  )
}

/** One measure of support: who is helped, with what, from which budget, by which words. */
export function MeasurePage(
  props: Sheet<'support'> & { measure: Measure | null; budgets: Option[]; groups: Option[]; currency: string },
) {
  const { reader, draft, measure, currency } = props
  const field = { reader, draft }
  return (
    <DraftForm
      {...props}
      kind="support"
      title={reader.t(measure ? 'fees.edit-measure' : 'fees.add-measure')}
      path={measure ? `/measures/${measure.code}` : '/measures'}
    >
      <WordingFields {...field} name="name" label={reader.t('fees.rate-name')} value={measure?.name} required />
      <fieldset>
        <legend>{reader.t('fees.for-whom')}</legend>
        <Choice
          {...field}
          name="group"
          label={reader.t('fees.measure-group')}
          value={measure?.who.group}
          options={props.groups}
          empty={reader.t('fees.who.everybody')}
          required
        />
        <Tick
          draft={draft}
          name="recommended"
          label={reader.t('fees.who.recommended')}
          checked={measure?.who.recommended ?? false}
        />
        <Ticks
          {...field}
          name="kinds"
          label={reader.t('fees.ask-kind')}
          value={measure?.who.kinds ?? []}
          options={kinds(reader)}
        />
      </fieldset>
      <fieldset>
        <legend>{reader.t('fees.gives-what')}</legend>
        <Choice
          {...field}
          name="gives"
          label={reader.t('fees.measure-gives')}
          value={measure?.gives}
          options={SUPPORT_KINDS.map((kind) => ({ value: kind, label: reader.t(`fees.support-kinds.${kind}`) }))}
          required
        />
        <div class="row">
          <TextField
            {...field}
            name="booths"
            inputmode="numeric"
            label={reader.t('fees.measure-booths')}
            value={measure?.booths ?? 0}
            required
          />
          <TextField
            {...field}
            name="perEconomy"
            inputmode="numeric"
            label={reader.t('fees.measure-per-economy')}
            value={measure?.perEconomy}
          />
        </div>
        <div class="row">
          <TextField
            {...field}
            name="percent"
            inputmode="decimal"
            label={reader.t('fees.measure-percent')}
            value={measure?.percent ?? '0'}
            required
          />
          <Choice
            {...field}
            name="of"
            label={reader.t('fees.rate-of')}
            value={measure?.of}
            options={groups(reader)}
            required
          />
        </div>
        <div class="row">
          <TextField
            {...field}
            name="perM2"
            inputmode="decimal"
            label={reader.t('fees.measure-per-m2', { currency })}
            value={measure?.perM2 ?? '0'}
            required
          />
          <TextField
            {...field}
            name="most"
            inputmode="decimal"
            label={reader.t('fees.measure-most', { currency })}
            value={measure?.most}
          />
        </div>
      </fieldset>
      <Choice
        {...field}
        name="budget"
        label={reader.t('fees.budget')}
        value={measure?.budget}
        options={props.budgets}
        required
      />
      <WordingFields
        {...field}
        name="clause"
        label={reader.t('fees.clause-field')}
        hint={reader.t('fees.clause-hint')}
        value={measure?.clause}
        long
      />
    </DraftForm>
  )
}

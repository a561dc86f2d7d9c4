import type { Child, PropsWithChildren } from 'hono/jsx'
import { directionOf, LANGUAGES, OWN_NAME, type Wording } from '#kernel/language.ts'
import type { Draft } from './door.ts'
import type { Reader } from './reader.ts'

interface FieldProps {
  reader: Reader
  draft: Draft
  name: string
  label: string
  hint?: string | undefined
  value?: string | number | null | undefined
}

const typedOr = (draft: Draft, name: string, value: FieldProps['value']): string => {
  const typed = draft.values[name]
  return typed === undefined ? String(value ?? '') : String(typed)
}

const idOf = (draft: Draft, name: string) => ['f', draft.scope, name.replaceAll('.', '-')].filter(Boolean).join('-')
const describedBy = (props: Pick<FieldProps, 'draft' | 'name' | 'hint'>) =>
  [
    props.hint && `${idOf(props.draft, props.name)}-hint`,
    props.draft.errors[props.name] && `${idOf(props.draft, props.name)}-error`,
  ]
    .filter(Boolean)
    .join(' ') || undefined

/** A label, its hint, the control, and beneath it what is wrong with it. */
function Labelled(props: PropsWithChildren<FieldProps & { optional?: boolean }>) {
  const error = props.draft.errors[props.name]
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={idOf(props.draft, props.name)}>
        {props.label}
        {props.optional ? <span class="soft"> · {props.reader.t('web.optional')}</span> : null}
      </label>
      {props.hint ? (
        <p class="hint" id={`${idOf(props.draft, props.name)}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {props.children}
      {error ? (
        <p class="error" id={`${idOf(props.draft, props.name)}-error`}>
          {props.reader.sentence(error.code, error.details)}
        </p>
      ) : null}
    </div>
  )
}

export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'date' | 'datetime-local' | 'time' | 'number' | 'search'
    required?: boolean
    max?: number
    autocomplete?: string
    inputmode?: 'numeric' | 'decimal' | 'email'
    lang?: string
    /** What may be chosen instead of typed. */
    suggestions?: readonly string[] | undefined
  },
) {
  const { draft, name, type = 'text', required = false, suggestions } = props
  return (
    <Labelled {...props} optional={!required}>
      <input
        id={idOf(draft, name)}
        name={name}
        type={type}
        value={type === 'password' ? undefined : typedOr(draft, name, props.value)}
        required={required}
        maxlength={props.max}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        lang={props.lang}
        dir={type === 'text' ? (props.lang ? directionOf(props.lang) : 'auto') : undefined}
        step={type === 'number' ? 'any' : undefined}
        list={suggestions ? `${idOf(draft, name)}-list` : undefined}
        aria-describedby={describedBy(props)}
        aria-invalid={draft.errors[name] ? 'true' : undefined}
      />
      {suggestions ? (
        <datalist id={`${idOf(draft, name)}-list`}>
          {suggestions.map((one) => (
            <option value={one} />
          ))}
        </datalist>
      ) : null}
    </Labelled>
  )
}

export function TextArea(props: FieldProps & { required?: boolean; rows?: number; lang?: string }) {
  const { draft, name, required = false } = props
  return (
    <Labelled {...props} optional={!required}>
      <textarea
        id={idOf(draft, name)}
        name={name}
        rows={props.rows ?? 4}
        required={required}
        lang={props.lang}
        dir={props.lang ? directionOf(props.lang) : 'auto'}
        aria-describedby={describedBy(props)}
        aria-invalid={draft.errors[name] ? 'true' : undefined}
      >
        {typedOr(draft, name, props.value)}
      </textarea>
    </Labelled>
  )
}

/** A file to be sent; it must be chosen again when the form comes back, as browsers keep no files. */
export function FileField(props: Omit<FieldProps, 'value'> & { accept: string; required?: boolean }) {
  const { draft, name, required = false } = props
  return (
    <Labelled {...props} optional={!required}>
      <input
        id={idOf(draft, name)}
        type="file"
        name={name}
        accept={props.accept}
        required={required}
        aria-describedby={describedBy(props)}
        aria-invalid={draft.errors[name] ? 'true' : undefined}
      />
    </Labelled>
  )
}

export interface Option {
  value: string
  label: string
  lang?: string
}

export function Choice(props: FieldProps & { options: Option[]; required?: boolean; empty?: string }) {
  const { draft, name, required = false } = props
  const chosen = typedOr(draft, name, props.value)
  return (
    <Labelled {...props} optional={!required}>
      <select id={idOf(draft, name)} name={name} required={required} aria-describedby={describedBy(props)}>
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === chosen} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

export function Tick(props: { draft: Draft; name: string; label: string; checked?: boolean }) {
  const checked = Object.keys(props.draft.values).length > 0 ? props.draft.values[props.name] === 'on' : props.checked
  return (
    <label class="tick">
      <input type="checkbox" name={props.name} checked={checked ?? false} /> {props.label}
    </label>
  )
}

interface Chosen extends Omit<FieldProps, 'value'> {
  options: (Option & { class?: string })[]
}

/** A group of ticks or of buttons of which one is pressed, with what is wrong with it beneath the legend. */
function Group(props: Chosen & { type: 'checkbox' | 'radio'; isChosen: (value: string) => boolean }) {
  const { reader, draft, name } = props
  const error = draft.errors[name]
  return (
    <fieldset
      class={error ? 'wrong' : undefined}
      id={idOf(draft, name)}
      aria-describedby={describedBy(props)}
      tabindex={-1}
    >
      <legend>{props.label}</legend>
      {props.hint ? (
        <p class="hint" id={`${idOf(draft, name)}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${idOf(draft, name)}-error`}>
          {reader.sentence(error.code, error.details)}
        </p>
      ) : null}
      <div class="choices">
        {props.options.map((option) => (
          <label class={option.class}>
            <input type={props.type} name={name} value={option.value} checked={props.isChosen(option.value)} />{' '}
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Several of a few that may be ticked together; sent as one name many times. */
export function Ticks(props: Chosen & { value?: readonly string[] }) {
  const { draft, name } = props
  const chosen = Object.keys(draft.values).length > 0 ? [draft.values[name] ?? []].flat() : (props.value ?? [])
  return <Group {...props} type="checkbox" isChosen={(value) => chosen.includes(value)} />
}

/** One of a few things that are seen side by side. */
export function Radios(props: Chosen & { value: string | undefined }) {
  const chosen = typedOr(props.draft, props.name, props.value)
  return <Group {...props} type="radio" isChosen={(value) => value === chosen} />
}

/** The same text in the six languages, the reader's own first; the others fold away, and the fold says which are written. */
export function WordingFields(
  props: Omit<FieldProps, 'value'> & {
    value?: Wording | undefined
    required?: boolean
    long?: boolean
    max?: number
    open?: boolean
  },
) {
  const { reader, draft, name } = props
  const order = [reader.lang, ...LANGUAGES.filter((language) => language !== reader.lang)]
  const one = (language: (typeof LANGUAGES)[number], required: boolean) => {
    const Control = props.long ? TextArea : TextField
    return (
      <Control
        reader={reader}
        draft={draft}
        name={`${name}.${language}`}
        label={OWN_NAME[language]}
        value={props.value?.[language]}
        lang={language}
        required={required}
        hint={undefined}
      />
    )
  }
  const others = order.slice(1)
  const typed = (language: string) => draft.values[`${name}.${language}`] ?? props.value?.[language]
  const filled = others.filter(typed)
  const error = draft.errors[name]
  return (
    <fieldset class={error ? 'wording wrong' : 'wording'} id={idOf(draft, name)}>
      <legend>{props.label}</legend>
      {props.hint ? <p class="hint">{props.hint}</p> : null}
      {error ? <p class="error">{reader.sentence(error.code, error.details)}</p> : null}
      {one(reader.lang, props.required ?? false)}
      <details
        open={
          props.open ||
          others.some((language) => draft.errors[`${name}.${language}`]) ||
          (!typed(reader.lang) && filled.length > 0)
        }
      >
        <summary>
          {reader.t('web.other-languages')}
          {filled.map((language) => (
            <>
              {' · '}
              <span class="soft" lang={language}>
                {OWN_NAME[language]}
              </span>
            </>
          ))}
        </summary>
        {others.map((language) => one(language, false))}
      </details>
    </fieldset>
  )
}

const TONES = { first: 'act first', plain: 'act', grave: 'act grave' }

/** A form that posts to its own page, with the refusal on top and what is wrong listed as links to the fields. */
export function Form(
  props: PropsWithChildren<{
    reader: Reader
    draft: Draft
    action: string
    submit: string
    tone?: 'first' | 'plain' | 'grave'
    /** Where "Cancel" leads; without one there is nothing to cancel. */
    back?: string
    version?: number
    upload?: boolean
    extra?: Child
  }>,
) {
  const { reader, draft } = props
  const wrong = Object.entries(draft.errors)
  // What several fields have in common is said once, with the way to the first of them.
  const problems = [...Map.groupBy(wrong, ([, error]) => reader.sentence(error.code, error.details))]
  return (
    <form
      method="post"
      action={props.action}
      enctype={props.upload ? 'multipart/form-data' : undefined}
      novalidate
      class="form"
    >
      {draft.refusal || wrong.length > 0 ? (
        <div class="refusal" role="alert" id="refusal" tabindex={-1}>
          <strong>
            {draft.refusal
              ? reader.sentence(draft.refusal.code, draft.refusal.details)
              : reader.t('web.please-mend', { count: wrong.length })}
          </strong>
          {wrong.length > 1 ? (
            <ul>
              {problems.map(([sentence, fields]) => (
                <li>
                  <a href={`#${idOf(draft, fields[0]?.[0] ?? '')}`}>{sentence}</a>{' '}
                  {fields.length > 1 ? <span class="soft">({reader.number(fields.length)})</span> : null}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
      {props.version === undefined ? null : <input type="hidden" name="version" value={String(props.version)} />}
      {props.children}
      <p class="deeds">
        <button type="submit" class={TONES[props.tone ?? 'first']}>
          {props.submit}
        </button>
        {props.extra}
        {props.back ? (
          <a class="act quiet" href={props.back}>
            {reader.t('web.cancel')}
          </a>
        ) : null}
      </p>
    </form>
  )
}

/** One thing that a list may be narrowed by, on a form that is asked by GET; `prefix` sets it apart from a field of that name. */
export function Narrow(props: {
  reader: Reader
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  prefix?: string
  /** False where one of the options always holds. */
  all?: boolean
}) {
  const { reader, name, value, all = true } = props
  const id = props.prefix ? `${props.prefix}-${name}` : name
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={name}>
        {all ? <option value="">{reader.t('web.all')}</option> : null}
        {props.options.map(([one, label]) => (
          <option value={one} selected={one === value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The refusal of a deed whose form has no field, and perhaps no place any more, to stand beside. */
export const Refused = ({ reader, draft }: { reader: Reader; draft: Pick<Draft, 'refusal'> }) =>
  draft.refusal ? (
    <p class="refusal" role="alert">
      {reader.sentence(draft.refusal.code, draft.refusal.details)}
    </p>
  ) : null

/** Does a page say why a deed was refused? Whatever does is marked like this, so that it is read aloud. */
export const saysWhyRefused = (html: string): boolean => html.includes('class="refusal" role="alert"')

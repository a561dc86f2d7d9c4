/**
 * What is typed into a part of a draft stays on this device until the server has it, so that a lost connection loses nothing. Without
 * this script each part is saved by its button; files are never kept.
 */
const PREFIX = 'rialto-application/'

interface Kept {
  version: number
  fields: Record<string, string[]>
  /** It was sent: once the application has moved on, it has arrived. */
  sent: boolean
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const isField = (one: Element): one is Field =>
  one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement

/** The room may be full or closed to us: then nothing is kept, and all goes on. */
const quietly = <Result>(act: () => Result): Result | null => {
  try {
    return act()
  } catch {
    return null
  }
}
const read = (key: string): Kept | null => quietly(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null)
const write = (key: string, kept: Kept) => quietly(() => localStorage.setItem(key, JSON.stringify(kept)))
const forget = (key: string) => quietly(() => localStorage.removeItem(key))

function fieldsOf(form: HTMLFormElement): Kept['fields'] {
  const fields: Kept['fields'] = {}
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && name !== 'version') fields[name] = [...(fields[name] ?? []), value]
  return fields
}

function put(form: HTMLFormElement, fields: Kept['fields']): void {
  for (const one of form.elements) {
    if (!isField(one) || one.name === '' || ['hidden', 'file', 'submit'].includes(one.type)) continue
    const values = fields[one.name] ?? []
    if (one instanceof HTMLInputElement && ['checkbox', 'radio'].includes(one.type)) {
      one.checked = values.includes(one.value)
      if (one.checked) one.closest('details')?.setAttribute('open', '')
    } else one.value = values[0] ?? ''
  }
}

/** What has arrived is forgotten, of whichever part. */
function tidyUp(application: string, version: number): void {
  const keys = quietly(() => Object.keys(localStorage)) ?? []
  for (const key of keys.filter((one) => one.startsWith(`${PREFIX}${application}/`))) {
    const kept = read(key)
    if (!kept || (kept.sent && kept.version < version)) forget(key)
  }
}

const frame = document.querySelector<HTMLElement>('[data-kept]')
const form = frame?.querySelector('form')
const [application = '', part = '', seen = '0'] = frame?.dataset.kept?.split('/') ?? []

if (frame && form) {
  const [key, version] = [`${PREFIX}${application}/${part}`, Number(seen)]
  const [restored, offline] = frame.querySelectorAll<HTMLElement>('.notice-kept')
  tidyUp(application, version)
  const kept = read(key)
  const refused = form.querySelector('[aria-invalid="true"], .refusal') !== null
  if (kept && !refused && JSON.stringify(kept.fields) !== JSON.stringify(fieldsOf(form))) {
    put(form, kept.fields)
    if (restored) restored.hidden = false
  }
  form.addEventListener('input', () => write(key, { version, fields: fieldsOf(form), sent: false }))
  form.addEventListener('submit', (event) => {
    write(key, { version, fields: fieldsOf(form), sent: navigator.onLine })
    if (navigator.onLine || !offline) return
    event.preventDefault()
    offline.hidden = false
  })
  addEventListener('online', () => {
    if (offline) offline.hidden = true
  })
}

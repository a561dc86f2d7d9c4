/** Passkeys need script; what is offered of them appears only where the browser can. Everything else on these pages works without. */
const PATH = '/api/auth/passkey'

/** The server's own no: `stale` where it wants a fresh sign-in first. */
class Refused extends Error {
  readonly stale: boolean
  constructor(status: number) {
    super(`refused ${status}`)
    this.stale = status === 403
  }
}

async function ask(path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(PATH + path, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Refused(answer.status)
  return answer
}

async function register(name: string | undefined): Promise<void> {
  const options = await (await ask('/generate-register-options')).json()
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await ask('/verify-registration', { response: made.toJSON(), name })
}

async function signIn(): Promise<void> {
  const options = await (await ask('/generate-authenticate-options')).json()
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await ask('/verify-authentication', { response: found.toJSON() })
}

const able = typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

for (const box of able ? document.querySelectorAll<HTMLElement>('[data-passkey-box]') : []) {
  const button = box.querySelector<HTMLButtonElement>('[data-passkey]')
  const say = (what: 'failed' | 'stale' | null) => {
    for (const said of box.querySelectorAll<HTMLElement>('[data-passkey-said]'))
      said.hidden = said.dataset.passkeySaid !== what
  }
  box.hidden = false
  button?.addEventListener('click', () => {
    button.disabled = true
    say(null)
    const deed = button.dataset.passkey === 'register' ? register(button.dataset.name) : signIn()
    deed
      .then(() => location.assign(button.dataset.then ?? '/'))
      .catch((error: unknown) => say(error instanceof Refused && error.stale ? 'stale' : 'failed'))
      .finally(() => {
        button.disabled = false
      })
  })
}

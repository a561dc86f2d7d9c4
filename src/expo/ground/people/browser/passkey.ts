/** Passkeys need script; buttons for them appear only where the browser can. Everything else on these pages works without. */
const PATH = '/api/auth/passkey'

async function ask(path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(PATH + path, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`refused ${answer.status}`)
  return answer
}

async function register(): Promise<void> {
  const options = await (await ask('/generate-register-options')).json()
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await ask('/verify-registration', { response: made.toJSON() })
}

async function signIn(): Promise<void> {
  const options = await (await ask('/generate-authenticate-options')).json()
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await ask('/verify-authentication', { response: found.toJSON() })
}

const able = typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

for (const button of able ? document.querySelectorAll<HTMLButtonElement>('[data-passkey]') : []) {
  const said = document.querySelector<HTMLElement>('[data-passkey-said]')
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    if (said) said.hidden = true
    const deed = button.dataset.passkey === 'register' ? register : signIn
    deed()
      .then(() => location.assign(button.dataset.then ?? '/'))
      .catch(() => {
        if (said) said.hidden = false
      })
      .finally(() => {
        button.disabled = false
      })
  })
}

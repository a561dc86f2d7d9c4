import { canSend } from '#platform/mail.ts'
import { broken, type Check, type Finding, isPublic, look, ok, type Patient } from './finding.ts'

/** What lies between the installation and the people who use it. */
export const outside: readonly Check[] = [
  {
    name: 'SMTP',
    async examine(patient) {
      const { smtpUrl, mailFrom } = patient.config
      if (!smtpUrl) return ok('SMTP', 'not set')
      const objection = await canSend(smtpUrl)
      if (objection)
        return broken(
          'SMTP',
          objection,
          'Check SMTP_URL: host, port, user, password, and that this machine may reach it.',
        )
      return /@localhost\b/.test(mailFrom)
        ? look(
            'SMTP',
            `answers, but letters say they come from ${mailFrom}.`,
            'Set MAIL_FROM to an address of your own.',
          )
        : ok('SMTP', 'answers and lets us in')
    },
  },
  { name: 'Public address', examine: examineAddress },
]

async function examineAddress(patient: Patient): Promise<Finding | Finding[]> {
  const check = 'Public address'
  const { publicUrl, trustedProxies, port } = patient.config
  if (!publicUrl)
    return isPublic(patient)
      ? look(
          check,
          `Links in letters lead to http://localhost:${port}.`,
          'Set RIALTO_URL to the address that people see.',
        )
      : ok(check, `http://localhost:${port}`)
  if (!isPublic(patient)) return ok(check, publicUrl)
  const findings: Finding[] = []
  if (!publicUrl.startsWith('https:'))
    findings.push(
      broken(
        check,
        `${publicUrl} is not encrypted: passwords and badges can be read on the way.`,
        'Put a reverse proxy with a certificate before it, and set RIALTO_URL to https.',
      ),
    )
  if (trustedProxies === 0)
    findings.push(
      look(
        check,
        'TRUSTED_PROXIES is 0: all visitors seem to come from the proxy, and are slowed down together.',
        'Set TRUSTED_PROXIES to the number of proxies before this server.',
      ),
    )
  const answer = await fetch(`${publicUrl}/health/live`, { signal: AbortSignal.timeout(5_000) }).catch(
    (error: Error) => error,
  )
  if (answer instanceof Error || answer.status !== 200)
    findings.push(
      look(
        check,
        `Nothing of Rialto answers at ${publicUrl}.`,
        'Start the server, and see that the proxy hands on to it.',
      ),
    )
  return findings.length > 0 ? findings : ok(check, `${publicUrl} answers`)
}

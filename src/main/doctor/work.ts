import { sql } from 'kysely'
import { hasAdministrator, hasDemonstrationAccounts } from '#expo/ground/people/index.ts'
import { findLastBackup } from '#platform/backup/last.ts'
import { hasFile, listFileColumns } from '#platform/files.ts'
import { countPresent } from '#platform/presence.ts'
import { ageOf, broken, type Check, type Finding, inDatabase, isPublic, look, ok } from './finding.ts'

const DAY = 86_400_000

/** What an installation does by itself, and what it must keep. */
export const work: readonly Check[] = [
  inDatabase('Processes', async (db) => {
    const { processes, workers } = await countPresent(db)
    const words = `${processes} on this database, ${workers} of them work off the queue`
    return processes > 0 && workers === 0
      ? broken(
          'Processes',
          'A server answers, but nobody works off the queue: no letter leaves.',
          'npx rialto worker, or npm start.',
        )
      : ok('Processes', words)
  }),
  inDatabase('Jobs', async (db) => {
    const { rows } = await sql<{ kind: string; late: number; stuck: number; failing: number; failed: number }>`
      select task_identifier as kind,
        (count(*) filter (where locked_at is null and attempts < max_attempts and run_at < now() - interval '10 minutes'))::int as late,
        (count(*) filter (where locked_at < now() - interval '1 hour'))::int as stuck,
        (count(*) filter (where attempts >= 3 and attempts < max_attempts))::int as failing,
        (count(*) filter (where locked_at is null and attempts >= max_attempts))::int as failed
      from graphile_worker.jobs group by 1 order by 1`.execute(db)
    const findings = rows.flatMap(verdictsOnJobs)
    return findings.length > 0 ? findings : ok('Jobs', 'none late, none stuck, none failed')
  }),
  inDatabase('Letters', async (db, patient) => {
    const { rows } = await sql<{ waiting: number; oldest: Date | null }>`
      select count(*)::int as waiting, min(written_at) as oldest from platform.mails
      where sent_at is null and written_at < now() - interval '15 minutes'`.execute(db)
    const { waiting = 0, oldest } = rows[0] ?? {}
    if (!patient.config.smtpUrl)
      return isPublic(patient)
        ? look('Letters', 'None leave: they wait in the outbox under House.', 'Set SMTP_URL and MAIL_FROM.')
        : ok('Letters', 'wait in the outbox, as there is no SMTP_URL')
    if (waiting === 0) return ok('Letters', 'none waits')
    const age = ageOf(patient.now() - Number(oldest))
    return look(
      'Letters',
      `${waiting} have not left; the oldest is ${age} old.`,
      'See SMTP and Jobs here; letters written without SMTP_URL stay in the outbox.',
    )
  }),
  inDatabase('Accounts', async (db, patient) => {
    const findings: Finding[] = []
    if (await hasDemonstrationAccounts(db))
      findings.push(
        isPublic(patient)
          ? broken(
              'Accounts',
              'There are demonstration accounts, whose password everybody knows; the server listens on this machine only.',
              'Erase them under House, People, and start again.',
            )
          : ok('Accounts', 'demonstration accounts; the server listens on this machine only'),
      )
    if (!(await hasAdministrator(db)))
      findings.push(look('Accounts', 'Nobody administers this house.', 'npx rialto administrator EMAIL'))
    return findings.length > 0 ? findings : ok('Accounts', 'administered, without demonstration accounts')
  }),
  inDatabase('Backup', async (db, patient) => {
    const last = await findLastBackup(db)
    const remedy = 'npx rialto backup FILE, every night: docs/running.md.'
    if (!last)
      return isPublic(patient)
        ? broken('Backup', 'There never was one.', remedy)
        : look('Backup', 'There never was one.', remedy)
    const age = patient.now() - last.getTime()
    const words = `the last is ${ageOf(age)} old`
    if (age > 7 * DAY) return broken('Backup', words, remedy)
    return age > 2 * DAY ? look('Backup', words, remedy) : ok('Backup', words)
  }),
  inDatabase('Files', async (db, { config }) => {
    let named = 0
    const missing: string[] = []
    for (const column of await listFileColumns(db))
      for await (const digest of column.digests()) {
        named += 1
        if (!(await hasFile(config.dataFolder, digest))) missing.push(`${digest} (${column.name})`)
      }
    if (missing.length === 0) return ok('Files', `all ${named} that the database names are there`)
    return broken(
      'Files',
      `${missing.length} of ${named} that the database names are missing here: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', ...' : ''}.`,
      'All nodes share one data folder: set RIALTO_DATA to it. Else take them out of a backup: files/ in the file.',
    )
  }),
]

function verdictsOnJobs(jobs: {
  kind: string
  late: number
  stuck: number
  failing: number
  failed: number
}): Finding[] {
  const { kind, late, stuck, failing, failed } = jobs
  const findings: Finding[] = []
  if (late > 0)
    findings.push(
      look(
        'Jobs',
        `${late} of ${kind} are late by more than ten minutes.`,
        'Is a worker running? npm start, or npx rialto worker.',
      ),
    )
  if (stuck > 0)
    findings.push(
      look(
        'Jobs',
        `${stuck} of ${kind} have been worked on for more than an hour.`,
        'Start the worker again; what it had begun begins anew.',
      ),
    )
  if (failing > 0)
    findings.push(
      look(
        'Jobs',
        `${failing} of ${kind} fail again and again, and will be tried again.`,
        `The log says why: lines with "part":"jobs".`,
      ),
    )
  if (failed > 0)
    findings.push(
      broken(
        'Jobs',
        `${failed} of ${kind} have failed for good.`,
        'Mend what the log says (lines with "part":"jobs"), then npx rialto worker --again.',
      ),
    )
  return findings
}

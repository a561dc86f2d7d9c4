import { z } from 'zod'

/** The form of a backup. A Rialto reads its own and all earlier ones; a change of it counts on. */
export const FORMAT = 1

const Named = z.object({ schema: z.string(), name: z.string() })

/** What stands first in a backup: enough to say whether it can be restored here. */
export const Header = z.object({
  format: z.number().int(),
  rialto: z.string(),
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(Named.extend({ columns: z.array(z.string()) })),
  sequences: z.array(Named.extend({ value: z.string(), called: z.boolean() })),
})
export type Header = z.infer<typeof Header>

/** What stands last: how much there was of everything. */
export const Summary = z.object({
  rows: z.record(z.string(), z.number().int()),
  jobs: z.number().int(),
  files: z.number().int(),
  /** Files whose bytes no longer had their digest when they were copied: the disk had lost them. */
  damagedFiles: z.array(z.string()),
})
export type Summary = z.infer<typeof Summary>

export const HEADER = 'backup.json'
export const SUMMARY = 'summary.json'
export const README = 'README.txt'
export const TABLE_PART = /^database\/([^/]+)\/\d{6}\.copy$/
export const JOBS_PART = /^jobs\/\d{6}\.copy$/
export const KEY_PART = /^keys\/([a-z]+)\.key$/
export const FILE_PART = /^files\/[0-9a-f]{2}\/([0-9a-f]{64})$/

/** The name of the nth part of a folder of parts. */
export const partName = (folder: string, part: number): string => `${folder}/${String(part).padStart(6, '0')}.copy`

export const readme = (
  header: Header,
): string => `A backup of a Rialto installation, taken ${header.takenAt} by Rialto ${header.rialto}.

IT HOLDS SECRETS: keys, sessions, people's names and addresses. Keep it as you keep the installation itself.

  backup.json      the form of this backup, the migrations applied, the tables with their columns
  keys/            the installation's keys
  database/        every table, in the text form of PostgreSQL's COPY; several parts are one file cut between rows
  jobs/            what waited in the queue
  files/           every file under the SHA-256 of its contents
  summary.json     how many rows, jobs and files there were
  SHA256SUMS       the digests of all of these: sha256sum -c SHA256SUMS

Restore it with "npx rialto restore FILE" into an empty installation.
`

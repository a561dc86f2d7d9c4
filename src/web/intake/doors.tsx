import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import type { Permission } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { LIMITS, unreadable } from '#platform/sheets/limits.ts'
import {
  badRows,
  type GoodRow,
  type Problem,
  type Reading,
  readSheet,
  type Shape,
  withProblems,
} from '#platform/sheets/read.ts'
import { confirmUpload, getUpload, setAside, type Upload } from '#platform/uploads.ts'
import { csvOf, xlsxOf } from '../csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '../door.ts'
import { findPhrase, type PhraseKey } from '../phrases.ts'
import { DonePage, PreviewPage, SendPage } from './pages.tsx'

/** A column of an intake: `key` is its code and the row's, `label` what it is called in each language. */
export interface IntakeColumn {
  key: string
  label: PhraseKey
  /** What goes in, if the label does not say it. */
  hint?: PhraseKey
  required: boolean
  example: string
}

/**
 * A list that people send as a sheet: upload, preview, confirm, and a file of what could not be kept. A room states its columns, the
 * schema of a row, what only it can check, and how good rows are kept; the doors do the rest, without JavaScript, and nothing is kept
 * before somebody has seen it.
 */
export interface Intake<Thing, Row> {
  /** Where it stands; the other addresses follow it. */
  path: string
  thing: (call: Call) => Promise<Thing> | Thing
  may: Permission<NoInfer<Thing>>
  title: PhraseKey
  /** Where it is left to, an address without language. */
  back(call: Call<NoInfer<Thing>>): { to: string; label: string }
  /** What its files are called: `ldc-members`. */
  file(thing: NoInfer<Thing>): string
  columns: readonly IntakeColumn[]
  row: z.ZodType<Row>
  /** What no two rows of a file may have in common. */
  once?: (row: NoInfer<Row>) => string
  /** What a row says that does not go with what stands in the database, and is told beside it. */
  check?(db: Db, call: Call<NoInfer<Thing>>, rows: readonly GoodRow<NoInfer<Row>>[]): Promise<Omit<Problem, 'value'>[]>
  /** What is worth a look about good rows, and is held against none of them. */
  remarks?(
    db: Db,
    call: Call<NoInfer<Thing>>,
    rows: readonly GoodRow<NoInfer<Row>>[],
  ): Promise<Omit<Problem, 'value'>[]>
  /** Keeps the good rows; in one transaction with the confirmation, so all of them or none. */
  keep(tx: Tx, call: Call<NoInfer<Thing>>, rows: readonly GoodRow<NoInfer<Row>>[]): Promise<void>
}

const FileForm = z.object({
  file: z.instanceof(File, { error: 'sheets.no-file' }).refine((file) => file.size > 0, { error: 'sheets.no-file' }),
})
const ConfirmForm = z.object({ seen: z.string().max(64).catch('') })

/** The doors of an intake, to be listed among the room's. */
export function intakeDoors<Thing, Row>(intake: Intake<Thing, Row>): Door[] {
  const { path, thing, may } = intake
  const at = (call: Call<unknown>) =>
    path.replace('/:lang', '').replace(/:(\w+)/g, (_, name: string) => call.params[name] ?? '')
  const whose = (call: Call<unknown>) => ({ about: at(call), by: call.actor })
  const upload = (call: Call<Thing>) => getUpload(call.house.db, call.params.upload ?? '', whose(call))
  const frame = (call: Call<Thing>, draft: Draft) => {
    const { reader } = call
    const back = intake.back(call)
    return {
      reader,
      draft,
      title: reader.t(intake.title),
      at: reader.at(at(call)),
      back: { href: reader.at(back.to), label: back.label },
      columns: intake.columns,
    }
  }
  const sendPage = (call: Call<Thing>, draft: Draft) => <SendPage {...frame(call, draft)} limits={LIMITS} />
  const readOf = async (db: Db, call: Call<Thing>, { bytes }: Upload) => {
    const reading = await readSheet(bytes, shapeOf(intake, call))
    return withProblems(reading, (await intake.check?.(db, call, reading.rows)) ?? [])
  }
  const uploadPage = async (call: Call<Thing>, draft: Draft) => {
    const sent = await upload(call)
    if (sent.done) return <DonePage {...frame(call, draft)} id={sent.id} {...sent.done} />
    const reading = await readOf(call.house.db, call, sent)
    const remarks = (await intake.remarks?.(call.house.db, call, reading.rows)) ?? []
    return <PreviewPage {...frame(call, draft)} upload={sent} {...{ reading, remarks }} seen={digestOf(reading)} />
  }
  const badOf = async (call: Call<Thing>) => {
    const { reader, house } = call
    const sent = await upload(call)
    // What was refused when the others were kept, not what would be refused now that they are.
    const reading = sent.done
      ? withProblems(await readSheet(sent.bytes, shapeOf(intake, call)), sent.done.problems, 'instead')
      : await readOf(house.db, call, sent)
    const titles = {
      line: reader.t('sheets.bad-line'),
      column: reader.t('sheets.bad-column'),
      reason: reader.t('sheets.bad-reason'),
    }
    return badRows(reading, titles, ({ column, code, details }) => {
      const label = intake.columns.find((one) => one.key === column)?.label
      return { column: label ? reader.t(label) : '', reason: reader.sentence(code, details) }
    })
  }
  const titlesIn = ({ reader }: Call<Thing>) => intake.columns.map(({ label }) => reader.t(label))
  return [
    page(path, { thing, may, show: sendPage }),
    data('get', `${path}/template.csv`, {
      thing,
      may,
      answer: (call) => csvOf(`${intake.file(call.thing)}.csv`, [], titlesIn(call)),
    }),
    data('get', `${path}/template.xlsx`, {
      thing,
      may,
      answer: (call) =>
        xlsxOf(`${intake.file(call.thing)}.xlsx`, [], { columns: titlesIn(call), rtl: call.reader.dir === 'rtl' }),
    }),
    deed(path, {
      thing,
      may,
      form: FileForm,
      // Twice what a sheet may weigh, so that one that is somewhat too heavy is refused beside its field.
      limit: 2 * LIMITS.bytes,
      show: sendPage,
      do: async (call, { file }) => {
        const bytes = new Uint8Array(await file.arrayBuffer())
        await readSheet(bytes, shapeOf(intake, call))
        const id = await setAside(call.house.db, { ...whose(call), fileName: file.name.slice(-200), bytes })
        return { to: `${at(call)}/${id}` }
      },
    }),
    page(`${path}/:upload`, { thing, may, show: uploadPage }),
    deed(`${path}/:upload`, {
      thing,
      may,
      form: ConfirmForm,
      show: uploadPage,
      do: async (call, { seen }) => {
        const sent = await upload(call)
        await transact(call.house.db, async (tx) => {
          const reading = await readOf(tx, call, sent)
          const kept = reading.rows.length
          const problems = reading.problems.map(({ value: _, ...problem }) => problem)
          await confirmUpload(tx, sent.id, { kept, leftOut: reading.cells.size - kept, problems })
          if (seen !== digestOf(reading)) throw new Refusal('conflict', 'sheets.changed')
          if (kept === 0) throw unreadable('sheets.none-good')
          await intake.keep(tx, call, reading.rows)
        })
        return { to: `${at(call)}/${sent.id}` }
      },
    }),
    data('get', `${path}/:upload/bad.csv`, {
      thing,
      may,
      answer: async (call) => {
        const { columns, rows } = await badOf(call)
        return csvOf(`${intake.file(call.thing)}-bad.csv`, rows, columns)
      },
    }),
    data('get', `${path}/:upload/bad.xlsx`, {
      thing,
      may,
      answer: async (call) => {
        const { columns, rows } = await badOf(call)
        return xlsxOf(`${intake.file(call.thing)}-bad.xlsx`, rows, { columns, rtl: call.reader.dir === 'rtl' })
      },
    }),
  ]
}

/** The columns under all their names, the reader's own first. */
function shapeOf<Thing, Row>(intake: Intake<Thing, Row>, { reader }: Call<Thing>): Shape<Row> {
  const { row, once } = intake
  const columns = intake.columns.map(({ key, label, required }) => ({
    key,
    required,
    names: [reader.lang, ...LANGUAGES].map((language) => findPhrase(language, label) ?? key),
  }))
  return { columns, row, ...(once && { once }) }
}

/** What a person has seen of a sheet: when it is another by the time it is confirmed, it is shown again. */
function digestOf<Row>({ digest, rows, problems }: Reading<Row>): string {
  const seen = JSON.stringify([digest, rows.map((one) => one.line), problems.map((one) => [one.line, one.code])])
  return createHash('sha256').update(seen).digest('hex').slice(0, 32)
}

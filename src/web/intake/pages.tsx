import type { Problem, Reading } from '#platform/sheets/read.ts'
import type { Upload } from '#platform/uploads.ts'
import type { Draft } from '../door.ts'
import { FileField, Form, Refused } from '../fields.tsx'
import { Head, Page, Trail } from '../page.tsx'
import type { Reader } from '../reader.ts'
import type { IntakeColumn } from './doors.tsx'

interface Frame {
  reader: Reader
  draft: Draft
  title: string
  /** The intake's address. */
  at: string
  back: { href: string; label: string }
  columns: readonly IntakeColumn[]
}

/** Where a sheet is sent: what goes in, an empty one to fill in, and the file. */
export function SendPage(props: Frame & { limits: { bytes: number; rows: number } }) {
  const { reader, draft, at, columns, limits } = props
  return (
    <Page reader={reader} title={props.title}>
      <Trail reader={reader} steps={[props.back]} />
      <Head title={props.title} lede={reader.t('sheets.lede')} />
      <Form reader={reader} draft={draft} action={at} submit={reader.t('sheets.send')} back={props.back.href} upload>
        <FileField
          reader={reader}
          draft={draft}
          name="file"
          label={reader.t('sheets.file')}
          hint={reader.t('sheets.file-hint', { megabytes: limits.bytes / 1024 / 1024, rows: limits.rows })}
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          required
        />
      </Form>
      <h2>{reader.t('sheets.columns')}</h2>
      <p>
        {reader.t('sheets.columns-lede')} {reader.t('sheets.template')} <a href={`${at}/template.xlsx`}>XLSX</a>,{' '}
        <a href={`${at}/template.csv`}>CSV</a>.
      </p>
      <div class="scroll" tabindex={0}>
        <table class="roomy">
          <thead>
            <tr>
              <th scope="col">{reader.t('sheets.column')}</th>
              <th scope="col">{reader.t('sheets.code')}</th>
              <th scope="col">{reader.t('sheets.goes-in')}</th>
              <th scope="col">{reader.t('sheets.example')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr>
                <th scope="row">{reader.t(column.label)}</th>
                <td>
                  <code>{column.key}</code>
                </td>
                <td>
                  {column.required ? reader.t('sheets.needed') : reader.t('web.optional')}
                  {column.hint ? <p class="why">{reader.t(column.hint)}</p> : null}
                </td>
                <td>
                  <bdi>{column.example}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  )
}

/** What is shown of a long list; the rest is counted, and stands in the files. */
const SHOWN = 50

/** What was understood of a sheet, before anything of it is kept. */
export function PreviewPage<Row>(
  props: Frame & {
    upload: Upload
    reading: Reading<Row>
    seen: string
    remarks: readonly Omit<Problem, 'value'>[]
  },
) {
  const { reader, draft, at, upload, reading } = props
  const good = reading.rows.length
  const bad = reading.cells.size - good
  return (
    <Page reader={reader} title={props.title} wide>
      <Trail reader={reader} steps={[props.back, { href: at, label: props.title }]} />
      <Head title={reader.t('sheets.preview')} lede={reader.t('sheets.preview-lede')}>
        <p class="why">
          <bdi>{upload.fileName}</bdi> · <How {...props} />
        </p>
      </Head>
      <ul class="tiles">
        <li>
          <span class="n">{reader.number(good)}</span> {reader.t('sheets.good', { count: good })}
        </li>
        <li>
          <span class="n">{reader.number(bad)}</span> {reader.t('sheets.bad', { count: bad })}
          {bad > 0 ? <TakeHome reader={reader} at={`${at}/${upload.id}`} /> : null}
        </li>
      </ul>
      {good > 0 ? (
        <Form
          reader={reader}
          draft={draft}
          action={`${at}/${upload.id}`}
          submit={reader.t('sheets.keep', { count: good })}
          extra={
            <a class="act" href={at}>
              {reader.t('sheets.another')}
            </a>
          }
          back={props.back.href}
        >
          <input type="hidden" name="seen" value={props.seen} />
        </Form>
      ) : (
        <p class="deeds">
          <a class="act first" href={at}>
            {reader.t('sheets.another')}
          </a>
        </p>
      )}
      {reading.problems.length > 0 ? (
        <Problems {...props} title={reader.t('sheets.problems')} said={reading.problems} />
      ) : null}
      {props.remarks.length > 0 ? (
        <Problems {...props} title={reader.t('sheets.remarks')} said={remarked(props)} />
      ) : null}
      {good > 0 ? <Rows {...props} /> : null}
    </Page>
  )
}

const SIGNS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const

function How<Row>({ reader, reading }: { reader: Reader; reading: Reading<Row> }) {
  const { how, unread } = reading
  const read =
    how.kind === 'csv'
      ? reader.t('sheets.read-csv', { encoding: how.encoding, sign: SIGNS[how.delimiter] })
      : reader.t('sheets.read-xlsx', { sheet: how.sheet, others: how.others })
  return (
    <>
      {read} {unread.length > 0 ? reader.t('sheets.unread', { columns: reader.list(unread.slice(0, 20)) }) : null}
    </>
  )
}

const TakeHome = ({ reader, at }: { reader: Reader; at: string }) => (
  <p class="why">
    {reader.t('sheets.take-home')} <a href={`${at}/bad.xlsx`}>XLSX</a>, <a href={`${at}/bad.csv`}>CSV</a>
  </p>
)

/** Remarks with what stands in the cell that they are about. */
function remarked<Row>(props: { reading: Reading<Row>; remarks: readonly Omit<Problem, 'value'>[] }): Problem[] {
  const { cells, header } = props.reading
  return props.remarks.map((one) => ({
    ...one,
    value: cells.get(one.line)?.[one.column === null ? -1 : header.keys.indexOf(one.column)] ?? '',
  }))
}

function Problems({ reader, columns, title, said }: Frame & { title: string; said: readonly Problem[] }) {
  const label = (problem: Problem) => columns.find((one) => one.key === problem.column)?.label
  const more = said.length - SHOWN
  return (
    <>
      <h2>{title}</h2>
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {reader.t('sheets.line')}
              </th>
              <th scope="col">
                {reader.t('sheets.column')}, {reader.t('sheets.stands')}
              </th>
              <th scope="col">{reader.t('sheets.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {said.slice(0, SHOWN).map((problem) => {
              const column = label(problem)
              return (
                <tr>
                  <td class="number">{reader.number(problem.line)}</td>
                  <td>
                    {column ? reader.t(column) : reader.t('sheets.whole-row')}
                    <p class="why">
                      <bdi>{problem.value.slice(0, 120) || '–'}</bdi>
                    </p>
                  </td>
                  <td>{reader.sentence(problem.code, problem.details)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {more > 0 ? <p class="why">{reader.t('sheets.more', { count: more })}</p> : null}
    </>
  )
}

/** Good rows as they stood, under the room's names for the columns. */
function Rows<Row>({ reader, columns, reading }: Frame & { reading: Reading<Row> }) {
  const { keys } = reading.header
  const present = columns.filter((column) => keys.includes(column.key))
  const more = reading.rows.length - SHOWN
  return (
    <>
      <h2>{reader.t('sheets.rows')}</h2>
      <div class="scroll" tabindex={0}>
        <table class="roomy">
          <thead>
            <tr>
              <th scope="col" class="number">
                {reader.t('sheets.line')}
              </th>
              {present.map((column) => (
                <th scope="col">{reader.t(column.label)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reading.rows.slice(0, SHOWN).map(({ line }) => (
              <tr>
                <td class="number">{reader.number(line)}</td>
                {present.map((column) => (
                  <td>
                    <bdi>{reading.cells.get(line)?.[keys.indexOf(column.key)]?.slice(0, 120) ?? ''}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 ? <p class="why">{reader.t('sheets.more', { count: more })}</p> : null}
    </>
  )
}

/** What was kept, and what was not, to be mended and sent again. */
export function DonePage(props: Frame & { id: string; kept: number; leftOut: number }) {
  const { reader, draft, at, kept, leftOut } = props
  return (
    <Page reader={reader} title={props.title}>
      <Trail reader={reader} steps={[props.back, { href: at, label: props.title }]} />
      <Head
        title={reader.t('sheets.done', { count: kept })}
        lede={leftOut > 0 ? reader.t('sheets.left-out', { count: leftOut }) : ''}
      />
      <Refused reader={reader} draft={draft} />
      {leftOut > 0 ? (
        <p class="deeds">
          <a class="act first" href={`${at}/${props.id}/bad.xlsx`}>
            {reader.t('sheets.bad-file')} (XLSX)
          </a>
          <a class="act" href={`${at}/${props.id}/bad.csv`}>
            {reader.t('sheets.bad-file')} (CSV)
          </a>
        </p>
      ) : null}
      <p class="deeds">
        <a class={leftOut > 0 ? 'act' : 'act first'} href={props.back.href}>
          {props.back.label}
        </a>
        <a class="act quiet" href={at}>
          {reader.t('sheets.another')}
        </a>
      </p>
    </Page>
  )
}

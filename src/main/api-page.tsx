import type { Child } from 'hono/jsx'
import type { ApiDoor } from '#web/door.ts'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { DOCUMENT } from './openapi.ts'
import { ALLOWANCE } from './serve-api.ts'

/** The API for people who write programs: what it holds, how to ask, and examples that work as they stand. */
export function ApiPage(props: { reader: Reader; lines: readonly ApiDoor[]; publicUrl: string; year: number }) {
  const { reader, lines, publicUrl } = props
  const address = (path: string) => `${publicUrl}/api/v1${path}`
  const ours = reader.standing ? `/editions/${reader.standing.code}` : '/editions'
  const figures = reader.standing ? `${ours}/figures` : ours
  return (
    <Page reader={reader} title={reader.t('api.title')} description={reader.t('api.lede')} wide>
      <Head title={reader.t('api.title')} lede={reader.t('api.lede')}>
        <p class="deeds">
          <a class="act first" href={DOCUMENT}>
            {reader.t('api.document')}
          </a>
        </p>
      </Head>
      <div class="asking">
        <section>
          <h2>{reader.t('api.begin')}</h2>
          <p>{reader.t('api.begin-text')}</p>
          <Sample>{`curl '${address(`${figures}?lang=${reader.lang}`)}'`}</Sample>
          <p>{reader.t('api.example-day')}</p>
          <Sample>{`curl '${address(`/economies?group=LDC&on=${props.year}-11-05&limit=10`)}'`}</Sample>
          <p>{reader.t('api.example-script')}</p>
          <Sample>
            {[
              `let next = '${address(`${ours}${reader.standing ? '/pavilions' : ''}`)}'`,
              'while (next) {',
              '  const page = await (await fetch(next)).json()',
              `  for (const one of page.items) console.log(one.code, one.name.${reader.lang})`,
              '  next = page.next',
              '}',
            ].join('\n')}
          </Sample>
        </section>
        <Rules reader={reader} />
      </div>
      <h2>{reader.t('api.lines')}</h2>
      {[...Map.groupBy(lines, (line) => line.operation.tag)].map(([tag, under]) => (
        <section>
          <h3>{reader.t(tag)}</h3>
          <dl class="lines">
            {under.map((line) => (
              <div>
                <dt>
                  <Address path={line.path} edition={reader.standing?.code} />
                </dt>
                <dd>{reader.t(line.operation.summary)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Page>
  )
}

function Rules({ reader }: { reader: Reader }) {
  const rules = [
    [reader.t('api.languages'), reader.t('api.languages-text')],
    [reader.t('api.pages'), reader.t('api.paging')],
    [reader.t('api.kept'), reader.t('api.kept-text')],
    [reader.t('api.refusals-title'), reader.t('api.refusals-text')],
    [reader.t('api.limits'), reader.t('api.limits-text', ALLOWANCE)],
    [reader.t('api.changes'), reader.t('api.changes-text')],
    [reader.t('api.files'), reader.t('api.files-text')],
  ]
  return (
    <section>
      <h2>{reader.t('api.rules')}</h2>
      <dl class="rules">
        {rules.map(([term, text]) => (
          <div>
            <dt>{term}</dt>
            <dd>
              <Prose text={text ?? ''} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A sentence with names of the API in it, which stand between backticks: the document shows them as code too. */
const Prose = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
)

/** Text to be copied: one click marks all of it. */
const Sample = ({ children }: { children: Child }) => <pre class="sample">{children}</pre>

/** An address; a link where it names nothing, or only the edition at hand. */
function Address({ path, edition }: { path: string; edition: string | undefined }) {
  const href = edition ? path.replace(':edition', edition) : path
  const said = <code>{path.replace(/:(\w+)/g, '{$1}')}</code>
  return href.includes(':') ? said : <a href={href}>{said}</a>
}

import type { Refusal } from '#kernel/refusal.ts'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'

/** What people see when a page is missing, closed or broken: why, and where to go from here. */
export function RefusedPage({ reader, refusal, bug }: { reader: Reader; refusal?: Refusal; bug?: string }) {
  const missing = refusal?.kind === 'missing'
  const title = bug
    ? reader.t('web.bug-title')
    : missing
      ? reader.t('web.not-found-title')
      : reader.sentence(refusal?.code ?? '', refusal?.details)
  return (
    <Page reader={reader} title={title}>
      <Head title={title} />
      {bug ? <p>{reader.t('web.bug-text', { id: bug })}</p> : null}
      {missing ? (
        <p>
          {refusal.code === 'web.no-such-page' ? '' : `${reader.sentence(refusal.code, refusal.details)} `}
          {reader.t('web.not-found-text')}
        </p>
      ) : null}
      <p>
        <a class="act" href={reader.at('/')}>
          {reader.t('web.not-found-home')}
        </a>
      </p>
    </Page>
  )
}

import type { Entry } from '#platform/journal.ts'
import type { Reader } from './reader.ts'

/** The journal of a thing in words, newest first. Who did it is an id there: the page says whether it was Rialto or a person. */
export function History(props: {
  reader: Reader
  entries: Entry[]
  timeZone: string
  /** A fact in the room's words, with what it was about; null for one that is another room's to tell. */
  say: (entry: Entry) => string | null
}) {
  const { reader } = props
  const told = props.entries.flatMap((entry) => {
    const said = props.say(entry)
    return said === null ? [] : [{ ...entry, said }]
  })
  if (told.length === 0) return <p class="soft">{reader.t('web.history-empty')}</p>
  const list = (entries: typeof told) => (
    <ol class="plain history">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at.toISOString()}>{reader.moment(entry.at, props.timeZone, 'short')}</time> {entry.said}
          {entry.byWhom.startsWith('system:') ? <span class="soft"> · {reader.t('web.by-system')}</span> : null}
          {entry.why ? <q class="why">{entry.why}</q> : null}
        </li>
      ))}
    </ol>
  )
  return (
    <>
      {list(told.slice(0, NEWEST))}
      {told.length > NEWEST ? (
        <details>
          <summary>{reader.t('web.history-earlier')}</summary>
          {list(told.slice(NEWEST))}
        </details>
      ) : null}
    </>
  )
}

const NEWEST = 10

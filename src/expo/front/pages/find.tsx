import type { Edition } from '#expo/ground/editions/index.ts'
import { Empty, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Found, FoundKind } from '../search.ts'

/** One box, everything of the edition that answers it. */
export function FindPage(props: {
  reader: Reader
  edition: Edition
  words: string
  found: ReadonlyMap<FoundKind, Found[]>
}) {
  const { reader, edition, words, found } = props
  const count = [...found.values()].reduce((sum, list) => sum + list.length, 0)
  const name = reader.words(edition.name).text
  return (
    <Page reader={reader} title={reader.t('front.find-title')}>
      <Head
        title={reader.t('front.find-title')}
        lede={words === '' ? reader.t('front.find-ask') : reader.t('front.find-count', { count, edition: name })}
      />
      <form class="filter" action={reader.at(`/${edition.code}/find`)}>
        <div class="field">
          <label for="words">{reader.t('web.find-label')}</label>
          <input id="words" name="q" type="search" value={words} maxlength={200} dir="auto" />
        </div>
        <button type="submit" class="act">
          {reader.t('web.find')}
        </button>
      </form>
      {words !== '' && count === 0 ? <Empty say={reader.t('front.find-none', { edition: name, words })} /> : null}
      {[...found]
        .filter(([, list]) => list.length > 0)
        .map(([kind, list]) => (
          <section>
            <h2>
              {reader.t(`front.found.${kind}`)} <span class="soft number">{reader.number(list.length)}</span>
            </h2>
            <ul class="plain windows">
              {list.map((one) => (
                <li>
                  <a href={one.href}>
                    <Said {...one.name} />
                  </a>{' '}
                  <span class="why">{one.say}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Page>
  )
}

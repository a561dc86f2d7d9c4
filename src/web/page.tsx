import type { PropsWithChildren } from 'hono/jsx'
import { directionOf, LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { assets } from './assets.ts'
import { Globe, Mark } from './mark.tsx'
import type { Reader } from './reader.ts'

/**
 * The one page frame: head, sign of the house, the ways on, search, languages. Direction is decided here and nowhere else.
 * `wide` pages use the whole sheet (tables, plans); others keep a line that can be read.
 */
export function Page(
  props: PropsWithChildren<{
    reader: Reader
    title: string
    description?: string
    wide?: boolean
    scripts?: string[]
    /** JSON-LD or feed links of the page. */
    feeds?: { type: string; href: string; title: string }[]
  }>,
) {
  const { reader } = props
  const { standing } = reader
  const fair = standing?.name ?? 'Rialto'
  return (
    <html lang={reader.lang} dir={reader.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.title === fair ? fair : `${props.title} · ${fair}`}</title>
        {props.description ? <meta name="description" content={props.description} /> : null}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        {LANGUAGES.map((language) => (
          <link rel="alternate" hreflang={language} href={`/${language}${reader.here === '/' ? '' : reader.here}`} />
        ))}
        {props.feeds?.map((feed) => (
          <link rel="alternate" type={feed.type} href={feed.href} title={feed.title} />
        ))}
        {props.scripts?.map((name) => (
          <script type="module" src={assets.script(name)} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {reader.t('web.skip')}
        </a>
        <Top reader={reader} fair={fair} />
        <main id="main" class={props.wide ? 'frame wide' : 'frame'}>
          {reader.rehearsal && standing ? (
            <p class="rehearsal">
              {reader.t('web.rehearsal', {
                moment: reader.moment(reader.rehearsal, standing.timeZone),
                zone: reader.zone(standing.timeZone),
              })}
            </p>
          ) : null}
          {reader.notice ? (
            <p class="notice" role="status">
              {reader.notice}
            </p>
          ) : null}
          {reader.refused.map((sentence) => (
            <p class="refusal" role="alert">
              {sentence}
            </p>
          ))}
          {props.children}
        </main>
        <Foot reader={reader} />
      </body>
    </html>
  )
}

function Top({ reader, fair }: { reader: Reader; fair: string }) {
  const { standing } = reader
  const home = standing ? reader.at(`/${standing.code}`) : reader.at('/')
  const path = reader.at(reader.here.split('?')[0] ?? '/')
  // The fair's own page lies above all the others, so it is the place one is at only when one is exactly there.
  const isAt = (href: string) => path === href || (href !== home && path.startsWith(`${href}/`))
  return (
    <header class="top">
      <div class="frame">
        <a class="sign" href={home}>
          <Mark />
          <span lang={standing?.lang}>{fair}</span>
        </a>
        {standing ? (
          <form class="find" action={reader.at(`/${standing.code}/find`)} role="search">
            <input
              type="search"
              name="q"
              placeholder={reader.t('web.find-hint')}
              aria-label={reader.t('web.find-label')}
              maxlength={200}
            />
            <button type="submit">{reader.t('web.find')}</button>
          </form>
        ) : null}
        <Yours reader={reader} />
        <Tongues reader={reader} />
      </div>
      {standing ? (
        <nav class="frame ways" aria-label={reader.t('web.ways')}>
          {standing.signposts.map((post) => (
            <a href={post.href} aria-current={isAt(post.href) ? 'page' : undefined}>
              {post.label}
            </a>
          ))}
        </nav>
      ) : null}
    </header>
  )
}

/** The ways to one's own things, or to the sign-in. */
function Yours({ reader }: { reader: Reader }) {
  return (
    <nav class="yours" aria-label={reader.t('web.yours')}>
      {reader.signposts.map((post) => (
        <a href={post.href}>{post.label}</a>
      ))}
      {reader.signedIn ? (
        <form method="post" action={reader.at('/sign-out')} class="inline">
          <button type="submit" class="link">
            {reader.t('web.sign-out')}
          </button>
        </form>
      ) : (
        <a href={reader.at(`/sign-in?then=${encodeURIComponent(reader.here)}`)}>{reader.t('web.sign-in')}</a>
      )}
    </nav>
  )
}

/** This page in each language, named in itself; on top too, as whoever cannot read the page will not read down to its foot. */
function Tongues({ reader }: { reader: Reader }) {
  return (
    <details class="tongues">
      <summary aria-label={reader.t('web.language-now', { language: OWN_NAME[reader.lang] })}>
        <Globe />
        <span lang={reader.lang}>{OWN_NAME[reader.lang]}</span>
      </summary>
      <Languages reader={reader} />
    </details>
  )
}

function Languages({ reader }: { reader: Reader }) {
  const here = reader.here === '/' ? '' : reader.here
  return (
    <ul>
      {LANGUAGES.map((language) => (
        <li>
          <a
            href={`/${language}${here}`}
            lang={language}
            hreflang={language}
            aria-current={language === reader.lang ? 'true' : undefined}
          >
            {OWN_NAME[language]}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Foot({ reader }: { reader: Reader }) {
  return (
    <footer class="foot">
      <div class="frame">
        <nav aria-label={reader.t('web.languages')}>
          <Languages reader={reader} />
        </nav>
        <p class="soft">
          <a href={reader.at('/editions')}>{reader.t('front.way-editions')}</a> ·{' '}
          <a href={reader.at('/api')}>{reader.t('web.for-programs')}</a> · {reader.t('web.colophon')}
        </p>
      </div>
    </footer>
  )
}

/** A heading with its kicker and the deeds that belong to the page. */
export function Head(
  props: PropsWithChildren<{
    title: string
    lang?: string
    kicker?: string
    /** One sentence under the title; content says the language it is in. */
    lede?: string | { text: string; lang: string }
  }>,
) {
  const lede = typeof props.lede === 'string' ? { text: props.lede, lang: undefined } : props.lede
  return (
    <header class="head">
      {props.kicker ? <p class="kicker">{props.kicker}</p> : null}
      <h1 lang={props.lang}>{props.title}</h1>
      {lede?.text ? (
        <p class="lede" lang={lede.lang} dir={lede.lang ? directionOf(lede.lang) : undefined}>
          {lede.text}
        </p>
      ) : null}
      {props.children}
    </header>
  )
}

/** Where a page stands: the ways back up. */
export function Trail({ reader, steps }: { reader: Reader; steps: { href: string; label: string }[] }) {
  return (
    <nav class="trail" aria-label={reader.t('web.trail')}>
      {steps.map((step) => (
        <a href={step.href}>{step.label}</a>
      ))}
    </nav>
  )
}

/** An empty page says what will be here and how to begin. */
export function Empty(props: PropsWithChildren<{ say: string }>) {
  return (
    <div class="empty">
      <p>{props.say}</p>
      {props.children}
    </div>
  )
}

/**
 * The mark on every record that was made up so that totals come out: the word, or where many stand together a dashed ring that says it
 * when asked, by pointer or by ear.
 */
export function Constructed({ reader, small = false, why }: { reader: Reader; small?: boolean; why?: string }) {
  const title = why ?? reader.t('web.constructed-why')
  if (!small)
    return (
      <span class="tag constructed" title={title}>
        {reader.t('web.constructed')}
      </span>
    )
  return <span class="ring" role="img" aria-label={reader.t('web.constructed')} title={title} />
}

/** What the ring means, once on a page that uses it. */
export function RingLegend({ reader, why }: { reader: Reader; why?: string }) {
  return (
    <p class="why">
      <span class="ring" aria-hidden="true" /> {reader.t('web.constructed')}: {why ?? reader.t('web.constructed-why')}
    </p>
  )
}

/** Words in a language of their own, with the language said and their direction kept to themselves. */
export function Said({ text, lang }: { text: string; lang: string }) {
  return <bdi lang={lang}>{text}</bdi>
}

/** The way to the next part of a long list, where there is more. */
export const Next = ({ reader, href }: { reader: Reader; href: string | null }) =>
  href ? (
    <p class="deeds">
      <a class="act" href={href} rel="next">
        {reader.t('web.next')}
      </a>
    </p>
  ) : null

import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Beginning } from '../beginning.ts'

interface Step {
  done: boolean
  title: string
  /** What is to be done, for whoever can do it. */
  say: string
  command?: string
  way?: { href: string; label: string }
}

/** Before the first edition is public: what an installation still needs, each step with the way to it for whoever may take it. */
export function BeginningPage({ reader, at }: { reader: Reader; at: Beginning }) {
  const steps = stepsOf(reader, at)
  const next = steps.findIndex((step) => !step.done)
  return (
    <Page reader={reader} title="Rialto">
      <Head title={reader.t('front.no-edition-title')} lede={reader.t('front.no-edition')} />
      {at.administrator || !at.administered ? (
        <ol class="plain steps">
          {steps.map((step, index) => (
            <li class={step.done ? 'done' : index === next ? 'sheet due' : 'soft'}>
              <h2>
                {reader.number(index + 1)}. {step.title}{' '}
                {step.done ? <span class="tag ok">{reader.t('front.begin-done')}</span> : null}
              </h2>
              {index === next ? <Next step={step} /> : null}
            </li>
          ))}
        </ol>
      ) : (
        <p class="deeds">
          {reader.signedIn ? (
            <a class="act" href={reader.at('/desk')}>
              {reader.t('front.way-desk')}
            </a>
          ) : (
            <a class="act" href={reader.at('/sign-in')}>
              {reader.t('web.sign-in')}
            </a>
          )}
        </p>
      )}
    </Page>
  )
}

function Next({ step }: { step: Step }) {
  return (
    <>
      <p>{step.say}</p>
      {step.command ? (
        <pre>
          <code>{step.command}</code>
        </pre>
      ) : null}
      {step.way ? (
        <p class="deeds">
          <a class="act first" href={step.way.href}>
            {step.way.label}
          </a>
        </p>
      ) : null}
    </>
  )
}

function stepsOf(reader: Reader, at: Beginning): Step[] {
  const way = (path: string, label: string) => ({ href: reader.at(path), label })
  return [
    {
      done: at.administered,
      title: reader.t('front.begin-administrator'),
      say: reader.t('front.begin-administrator-say'),
      command: 'npx rialto administrator you@example.org',
    },
    {
      done: at.fair !== null,
      title: reader.t('front.begin-fair'),
      say: reader.t('front.begin-fair-say'),
      way: way('/house/fairs', reader.t('editions.found-fair')),
    },
    {
      done: at.edition !== null,
      title: reader.t('front.begin-edition'),
      say: reader.t('front.begin-edition-say'),
      way: way(`/house/fairs/${at.fair}/editions`, reader.t('editions.set-up-first')),
    },
    {
      done: false,
      title: reader.t('front.begin-show'),
      say: reader.t('front.begin-show-say'),
      way: way(`/${at.edition}/staff/edition`, reader.t('editions.manage')),
    },
  ]
}

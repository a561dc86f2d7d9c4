import { type Application, StandFrame } from '#expo/exhibition/applications/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextArea } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import type { Holding } from '../queries.ts'
import { numbersOf } from '../say.ts'
import { standAddress } from './stand.tsx'

/** End a holding: a page of its own, so that no slip does it. */
export function EndPage(props: {
  reader: Reader
  edition: Edition
  application: Application
  company: { text: string; lang: string }
  holding: Holding
  draft: Draft
}) {
  const { reader, edition, application, holding, draft } = props
  const at = reader.at(standAddress(edition, application))
  return (
    <StandFrame
      reader={reader}
      edition={edition}
      application={application}
      company={props.company}
      here="booth"
      title={reader.t('holdings.end-title', { numbers: numbersOf(reader, holding) })}
      lede={reader.t('holdings.end-says')}
    >
      <Form
        reader={reader}
        draft={draft}
        action={`${at}/end`}
        submit={reader.t('holdings.end')}
        tone="grave"
        version={holding.version}
        back={at}
      >
        <input type="hidden" name="holding" value={holding.id} />
        <TextArea
          reader={reader}
          draft={draft}
          name="why"
          label={reader.t('web.reason')}
          hint={reader.t('holdings.applicant-reads')}
          rows={3}
          required
        />
      </Form>
    </StandFrame>
  )
}

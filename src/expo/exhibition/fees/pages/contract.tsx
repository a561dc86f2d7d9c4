import { applicationAddress, StandFrame } from '#expo/exhibition/applications/index.ts'
import { directionOf, type Wording } from '#kernel/language.ts'
import type { Money } from '#kernel/money.ts'
import type { Paper } from '#platform/typeset/paper.ts'
import type { Draft } from '#web/door.ts'
import { emptyDraft } from '#web/door.ts'
import { FileField, Form, Refused, TextArea, TextField, Tick } from '#web/fields.tsx'
import { Empty } from '#web/page.tsx'
import type { Contract } from '../queries/contracts.ts'
import { LARGEST_SCAN } from '../words.ts'
import { BigSum, ContractTag } from './parts.tsx'
import type { StandPage } from './statement.tsx'

export interface ContractProps extends StandPage {
  contract: Contract | null
  paper: { paper: Paper; language: string; digest: string } | null
  due: Money | null
  earlier: Contract[]
  /** Who signs, as far as is known. */
  signer: { name: string }
  may: { sign: boolean; judge: boolean }
  draft: Draft
  which: 'sign' | 'scan' | 'judge' | null
}

/** The contract as it reads, its digest, and the ways to sign it: by typing one's name, or on paper. */
export function ContractPage(props: ContractProps) {
  const { reader, contract, paper } = props
  return (
    <StandFrame {...props} here="contract" title={reader.t('fees.contract')} wide>
      {contract && paper ? (
        <>
          <p>
            <ContractTag reader={reader} state={contract.state} />{' '}
            <span class="why">
              {paper.paper.number} · {reader.t('fees.offered-on', { day: reader.day(contract.offeredOn) })}
            </span>
          </p>
          <Refused reader={reader} draft={props.which === null ? props.draft : emptyDraft} />
          <div class="two">
            <div>
              {props.due ? <BigSum reader={reader} amount={props.due} /> : null}
              <State {...props} contract={contract} />
              <p class="deeds">
                <a class="act" href={`${addressOf(props)}/contract.pdf`}>
                  {reader.t('fees.contract-pdf')}
                </a>
              </p>
              <p class="why">
                {reader.t('fees.digest')} <code>{paper.digest}</code>
              </p>
            </div>
            <Clauses {...props} paper={paper} />
          </div>
          {props.may.sign && contract.state !== 'signed' ? <Sign {...props} contract={contract} paper={paper} /> : null}
          {props.may.judge && contract.state === 'scan-sent' ? <Judge {...props} contract={contract} /> : null}
          <Earlier {...props} />
        </>
      ) : (
        <>
          <Empty say={reader.t('fees.no-contract')} />
          <Earlier {...props} />
        </>
      )}
    </StandFrame>
  )
}

const addressOf = ({ reader, edition, application }: StandPage) => reader.at(applicationAddress(edition, application))

function State({ reader, contract, edition }: ContractProps & { contract: Contract }) {
  if (contract.state === 'signed' && contract.signedAt)
    return (
      <p>
        {reader.t(contract.signer ? 'fees.signed-typed' : 'fees.signed-stamped', {
          name: contract.signer?.name ?? '',
          function: contract.signer?.function ?? '',
          moment: reader.moment(contract.signedAt, edition.timeZone),
        })}
      </p>
    )
  if (contract.state === 'scan-sent' && contract.scan)
    return <p>{reader.t('fees.scan-waits', { moment: reader.moment(contract.scan.sentAt, edition.timeZone) })}</p>
  return (
    <>
      <p>{reader.t('fees.contract-say')}</p>
      {contract.refusedWhy ? (
        <p class="refusal">
          {reader.t('fees.scan-refused')} <q dir="auto">{contract.refusedWhy}</q>
        </p>
      ) : null}
    </>
  )
}

/** What the paper says, to be read here: nobody needs a PDF on a phone to know what they sign. */
function Clauses({ paper }: ContractProps & { paper: NonNullable<ContractProps['paper']> }) {
  const { language } = paper
  const said = (wording: Wording) => wording[language] ?? wording.en ?? ''
  return (
    <div class="sheet clauses" lang={language} dir={directionOf(language)}>
      <h2>{said(paper.paper.title)}</h2>
      <dl class="grid">
        {paper.paper.facts?.map((fact) => (
          <div>
            <dt>{said(fact.label)}</dt>
            <dd>{said(fact.value)}</dd>
          </div>
        ))}
      </dl>
      {paper.paper.lines ? <Reckoned lines={paper.paper.lines} said={said} /> : null}
      <ol>{paper.paper.text?.flatMap((part) => part.paragraphs.map((paragraph) => <li>{said(paragraph)}</li>))}</ol>
    </div>
  )
}

/** The lines that the clauses speak of. */
function Reckoned({ lines, said }: { lines: NonNullable<Paper['lines']>; said: (wording: Wording) => string }) {
  return (
    <table class="roomy named">
      <thead>
        <tr>
          <th scope="col">{said(lines.heads.line)}</th>
          <th scope="col" class="number">
            {said(lines.heads.amount)}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.rows.map((row) => (
          <tr>
            <th scope="row">
              {said(row.what)}
              {row.quantity ? ` · ${row.quantity}` : ''}
              {row.why ? <p class="why">{said(row.why)}</p> : null}
            </th>
            <td class="number">{row.amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {lines.totals.map((total) => (
          <tr>
            <th scope="row">{total.strong ? <strong>{said(total.label)}</strong> : said(total.label)}</th>
            <td class="number">{total.strong ? <strong>{total.amount}</strong> : total.amount}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  )
}

function Sign(props: ContractProps & { contract: Contract; paper: NonNullable<ContractProps['paper']> }) {
  const { reader, contract, paper, draft, which } = props
  const at = addressOf(props)
  const signing = which === 'sign' ? draft : emptyDraft
  const sending = which === 'scan' ? draft : emptyDraft
  return (
    <section>
      <h2>{reader.t('fees.sign')}</h2>
      <Form
        reader={reader}
        draft={signing}
        action={`${at}/contract/sign`}
        submit={reader.t('fees.sign-deed')}
        version={contract.version}
      >
        <input type="hidden" name="digest" value={paper.digest} />
        <TextField
          reader={reader}
          draft={signing}
          name="name"
          label={reader.t('fees.signer-name')}
          value={props.signer.name}
          autocomplete="name"
          max={120}
          required
        />
        <TextField
          reader={reader}
          draft={signing}
          name="capacity"
          label={reader.t('fees.signer-function')}
          hint={reader.t('fees.signer-function-hint')}
          max={120}
          required
        />
        <Tick draft={signing} name="agreed" label={reader.t('fees.agreed')} />
        {signing.errors.agreed ? (
          <p class="error">{reader.sentence(signing.errors.agreed.code, signing.errors.agreed.details)}</p>
        ) : null}
      </Form>
      <details open={which === 'scan'}>
        <summary>{reader.t('fees.sign-on-paper')}</summary>
        <p>{reader.t('fees.sign-on-paper-say')}</p>
        <Form
          reader={reader}
          draft={sending}
          action={`${at}/contract/scan`}
          submit={reader.t('fees.send-scan')}
          tone="plain"
          version={contract.version}
          upload
        >
          <FileField
            reader={reader}
            draft={sending}
            name="scan"
            label={reader.t('fees.scan')}
            hint={reader.t('fees.scan-hint', { megabytes: LARGEST_SCAN / 1024 / 1024 })}
            accept="application/pdf,image/jpeg,image/png,image/webp"
            required
          />
        </Form>
      </details>
    </section>
  )
}

function Judge(props: ContractProps & { contract: Contract }) {
  const { reader, contract, draft, which } = props
  const at = addressOf(props)
  const judging = which === 'judge' ? draft : emptyDraft
  return (
    <section class="sheet due">
      <h2>{reader.t('fees.judge')}</h2>
      <p>
        <a href={`${at}/contract/scan`}>{contract.scan?.name}</a>
      </p>
      <div class="grid">
        <Form
          reader={reader}
          draft={emptyDraft}
          action={`${at}/contract/judge`}
          submit={reader.t('fees.judge-yes')}
          version={contract.version}
        >
          <input type="hidden" name="accepted" value="yes" />
        </Form>
        <Form
          reader={reader}
          draft={judging}
          action={`${at}/contract/judge`}
          submit={reader.t('fees.judge-no')}
          tone="grave"
          version={contract.version}
        >
          <TextArea reader={reader} draft={judging} name="why" label={reader.t('web.reason')} rows={2} required />
        </Form>
      </div>
    </section>
  )
}

function Earlier({ reader, earlier, contract, ...props }: ContractProps) {
  const others = earlier.filter((one) => one.id !== contract?.id)
  if (others.length === 0) return null
  return (
    <section>
      <h2>{reader.t('fees.earlier-contracts')}</h2>
      <ul class="plain">
        {others.map((one) => (
          <li>
            <a href={`${addressOf({ reader, ...props })}/fees/${one.paperId}`}>
              {reader.t('fees.version-of', { number: one.number, day: reader.day(one.offeredOn) })}
            </a>{' '}
            <ContractTag reader={reader} state={one.state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { Edition, Hall } from '#expo/ground/editions/index.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, Form, TextField, Tick, WordingFields } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { KeptPassage, NamedGround } from '../queries.ts'
import type { VenueRules } from '../rules/plan.ts'
import { PASSAGE_KINDS, VENUE_DECIDES } from '../words.ts'

export interface VenueRulesProps {
  reader: Reader
  edition: Edition
  rules: VenueRules & { version: number }
  grounds: readonly NamedGround[]
  passages: readonly KeptPassage[]
  /** Halls that lie nowhere yet. */
  unplaced: readonly Hall[]
  which: 'rules' | 'passage' | 'remove' | null
  draft: Draft
}

const MEASURES = [
  ['passageM', 'booths.measures.passage'],
  ['rowM', 'booths.measures.row'],
  ['mainAisleM', 'booths.measures.main-aisle'],
  ['exitClearM', 'booths.measures.exit-clear'],
  ['hydrantClearM', 'booths.measures.hydrant-clear'],
  ['maintenanceM', 'booths.measures.maintenance'],
  ['openSideM', 'booths.measures.open-side'],
  ['wayM', 'booths.measures.way'],
  ['walkM', 'booths.measures.walk'],
  ['gridM', 'booths.measures.grid'],
  ['mainAislesFull', 'booths.measures.main-aisles-full'],
  ['mainAislesHalf', 'booths.measures.main-aisles-half'],
] as const

/** What plans are checked for, how the venue lies, and how one gets from hall to hall: data of the edition. */
export function VenueRulesPage(props: VenueRulesProps) {
  const { reader, edition, rules, which } = props
  const address = reader.at(`/${edition.code}/staff/venue-rules`)
  const draft = which === 'rules' ? props.draft : emptyDraft
  const field = (name: string, label: string, value: number) => (
    <TextField reader={reader} draft={draft} name={name} inputmode="decimal" label={label} value={value} required />
  )
  return (
    <Page reader={reader} title={reader.t('booths.venue-rules')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff/plans`), label: reader.t('booths.plans') }]}
      />
      <Head title={reader.t('booths.venue-rules')} lede={reader.t('booths.venue-rules-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={`${address}/rules`}
        submit={reader.t('web.save')}
        version={rules.version}
      >
        <div class="row">
          {field('mostShare', reader.t('booths.measures.most-share'), Math.round(rules.mostShare * 100))}
          {MEASURES.map(([name, label]) => field(name, reader.t(label), rules[name]))}
        </div>
        <fieldset>
          <legend>{reader.t('booths.rules-that-forbid')}</legend>
          <p class="hint">{reader.t('booths.rules-that-forbid-hint')}</p>
          {VENUE_DECIDES.map((rule) => (
            <Tick
              draft={draft}
              name={`forbids.${rule}`}
              label={reader.t(`booths.rules.${rule}`)}
              checked={!rules.warns.includes(rule)}
            />
          ))}
        </fieldset>
      </Form>
      <Grounds {...props} address={address} />
      <Passages {...props} address={address} />
    </Page>
  )
}

function Grounds({ reader, grounds, unplaced, address }: VenueRulesProps & { address: string }) {
  return (
    <>
      <h2>{reader.t('booths.grounds')}</h2>
      <p class="soft">{reader.t('booths.grounds-lede')}</p>
      {grounds.length === 0 ? <Empty say={reader.t('booths.no-grounds')} /> : null}
      {grounds.length > 0 ? (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('booths.ground')}</th>
                <th scope="col" class="number">
                  {reader.t('booths.level-field')}
                </th>
                <th scope="col" class="number">
                  {reader.t('booths.lies-at')}
                </th>
                <th scope="col" class="number">
                  {reader.t('booths.size')}
                </th>
              </tr>
            </thead>
            <tbody>
              {grounds.map((ground) => (
                <tr>
                  <th scope="row">
                    <a href={`${address}/grounds/${encodeURIComponent(ground.code)}`}>
                      {ground.hallCode ?? (
                        <Said
                          {...(reader.words(ground.name).text
                            ? reader.words(ground.name)
                            : { text: ground.code, lang: 'en' })}
                        />
                      )}
                    </a>
                  </th>
                  <td class="number">{reader.number(ground.level)}</td>
                  <td class="number">{reader.t('booths.metres-at', { x: ground.xM, y: ground.yM })}</td>
                  <td class="number">
                    {reader.t('booths.metres-by', { width: ground.lengthM, depth: ground.widthM })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <p class="deeds">
        {unplaced.map((hall) => (
          <a class="act" href={`${address}/grounds/${encodeURIComponent(hall.code)}`}>
            {reader.t('booths.place-hall', { hall: reader.words(hall.name).text })}
          </a>
        ))}
        <a class="act" href={`${address}/grounds/new`}>
          {reader.t('booths.add-square')}
        </a>
      </p>
    </>
  )
}

function Passages({
  reader,
  rules,
  grounds,
  passages,
  address,
  which,
  draft: given,
}: VenueRulesProps & { address: string }) {
  const draft = which === 'passage' ? given : emptyDraft
  const wordOf = (code: string) => {
    const ground = grounds.find((one) => one.code === code)
    return ground?.hallCode ?? (ground ? reader.words(ground.name).text || code : code)
  }
  const end = (code: string, gate: string) =>
    gate ? `${wordOf(code)}, ${reader.t('booths.gate', { name: gate })}` : wordOf(code)
  const places = grounds.map((ground) => ({ value: ground.code, label: wordOf(ground.code) }))
  return (
    <>
      <h2>{reader.t('booths.passages')}</h2>
      <p class="soft">{reader.t('booths.passages-lede')}</p>
      {passages.length === 0 ? <Empty say={reader.t('booths.no-passages')} /> : null}
      {passages.length > 0 ? (
        <div class="scroll" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{reader.t('booths.passage')}</th>
                <th scope="col">{reader.t('booths.kind')}</th>
                <th scope="col" class="number">
                  {reader.t('booths.passage-length')}
                </th>
                <th scope="col">
                  <span class="soft">{reader.t('web.delete')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {passages.map((one) => (
                <tr>
                  <th scope="row">
                    {end(one.fromCode, one.fromGate)} – {end(one.toCode, one.toGate)}
                  </th>
                  <td>{reader.t(`booths.passage-kinds.${one.kind}`)}</td>
                  <td class="number">
                    {reader.t('booths.passage-says', { metres: one.metres, seconds: one.seconds })}
                  </td>
                  <td>
                    <form method="post" action={`${address}/passages/remove`} class="inline">
                      <input type="hidden" name="version" value={String(rules.version)} />
                      <input type="hidden" name="code" value={one.id} />
                      <button
                        type="submit"
                        class="link"
                        aria-label={`${reader.t('web.delete')}: ${end(one.fromCode, one.fromGate)} – ${end(one.toCode, one.toGate)}`}
                      >
                        {reader.t('web.delete')}
                      </button>
                    </form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {places.length < 2 ? null : (
        <>
          <h3>{reader.t('booths.add-passage')}</h3>
          <Form
            reader={reader}
            draft={draft}
            action={`${address}/passages`}
            submit={reader.t('booths.add-passage')}
            tone="plain"
            version={rules.version}
          >
            <div class="row">
              <Choice
                reader={reader}
                draft={draft}
                name="from"
                label={reader.t('booths.way-from')}
                options={places}
                required
              />
              <TextField
                reader={reader}
                draft={draft}
                name="fromGate"
                label={reader.t('booths.its-gate')}
                hint={reader.t('booths.its-gate-hint')}
                max={20}
              />
            </div>
            <div class="row">
              <Choice
                reader={reader}
                draft={draft}
                name="to"
                label={reader.t('booths.way-to')}
                options={places}
                required
              />
              <TextField
                reader={reader}
                draft={draft}
                name="toGate"
                label={reader.t('booths.its-gate')}
                hint={reader.t('booths.its-gate-hint')}
                max={20}
              />
            </div>
            <div class="row">
              <Choice
                reader={reader}
                draft={draft}
                name="kind"
                label={reader.t('booths.kind')}
                options={PASSAGE_KINDS.map((kind) => ({
                  value: kind,
                  label: reader.t(`booths.passage-kinds.${kind}`),
                }))}
                required
              />
              <TextField
                reader={reader}
                draft={draft}
                name="metres"
                inputmode="decimal"
                label={reader.t('booths.metres')}
                required
              />
              <TextField
                reader={reader}
                draft={draft}
                name="seconds"
                inputmode="numeric"
                label={reader.t('booths.seconds')}
                required
              />
            </div>
          </Form>
        </>
      )}
    </>
  )
}

/** Where one ground lies. A hall keeps its code and size; a square or gallery has a name of its own. */
export function GroundPage(props: {
  reader: Reader
  edition: Edition
  version: number
  ground: Partial<NamedGround> & { code: string; hallCode: string | null }
  isNew: boolean
  draft: Draft
}) {
  const { reader, edition, ground, draft, isNew } = props
  const address = reader.at(`/${edition.code}/staff/venue-rules`)
  const isHall = ground.hallCode !== null
  const field = (name: string, label: string, value: number | undefined) => (
    <TextField reader={reader} draft={draft} name={name} inputmode="decimal" label={label} value={value} required />
  )
  const title = isHall
    ? reader.t('booths.hall-title', { hall: ground.code })
    : isNew
      ? reader.t('booths.add-square')
      : reader.words(ground.name ?? {}).text || ground.code
  return (
    <Page reader={reader} title={title}>
      <Trail reader={reader} steps={[{ href: address, label: reader.t('booths.venue-rules') }]} />
      <Head title={title} lede={reader.t('booths.ground-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={`${address}/grounds/${isNew && !isHall ? 'new' : encodeURIComponent(ground.code)}`}
        submit={reader.t('web.save')}
        version={props.version}
        back={address}
      >
        {isNew && !isHall ? (
          <TextField
            reader={reader}
            draft={draft}
            name="code"
            label={reader.t('booths.code')}
            hint={reader.t('booths.code-hint')}
            required
            max={30}
          />
        ) : (
          <input type="hidden" name="code" value={ground.code} />
        )}
        {isHall ? null : (
          <WordingFields
            reader={reader}
            draft={draft}
            name="name"
            label={reader.t('booths.name')}
            value={ground.name}
            max={80}
            required
          />
        )}
        <div class="row">
          {field('level', reader.t('booths.level-field'), ground.level ?? 0)}
          {field('x', reader.t('booths.from-left'), ground.xM ?? 0)}
          {field('y', reader.t('booths.from-top'), ground.yM ?? 0)}
        </div>
        <div class="row">
          {field('length', reader.t('booths.length'), ground.lengthM)}
          {field('width', reader.t('booths.width'), ground.widthM)}
          <Choice
            reader={reader}
            draft={draft}
            name="turn"
            label={reader.t('booths.turn')}
            value={ground.turn ?? 0}
            required
            options={(['0', '1', '2', '3'] as const).map((turn) => ({
              value: turn,
              label: reader.t(`booths.turns.${turn}`),
            }))}
          />
        </div>
      </Form>
      {isNew ? null : (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={`${address}/grounds/remove`}
          submit={reader.t('web.delete')}
          tone="grave"
          version={props.version}
        >
          <input type="hidden" name="code" value={ground.code} />
        </Form>
      )}
    </Page>
  )
}

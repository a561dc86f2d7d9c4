import type { Change } from '../rules/change.ts'
import { cm, middleOf } from '../rules/geometry.ts'
import type { Finding } from '../rules/layout.ts'
import type { Booth } from '../rules/plan.ts'
import { dm } from './pen.ts'
import { pathOf, pathOfRect } from './shapes.ts'

/** What a draft would change, over its own plan: what comes, what goes, and where what moved came from. */
export function changesOver(changes: readonly Change[]): string {
  const outlines = (of: readonly Booth[]) => of.map((booth) => pathOf(booth.outline)).join('')
  const moved = changes.filter((change) => change.kinds.includes('moved') || change.kinds.includes('resized'))
  const old = changes.flatMap((change) =>
    change.before && (moved.includes(change) || !change.after) ? [change.before] : [],
  )
  const added = changes.flatMap((change) => (!change.before && change.after ? [change.after] : []))
  const other = changes.flatMap((change) => (change.before && change.after ? [change.after] : []))
  const arrows = moved.flatMap(({ before, after }) => (before && after ? [arrow(before, after)] : []))
  return [
    old.length > 0 ? `<path class="was" d="${outlines(old)}"/>` : '',
    added.length > 0 ? `<path class="comes" d="${outlines(added)}"/>` : '',
    other.length > 0 ? `<path class="changes" d="${outlines(other)}"/>` : '',
    arrows.length > 0 ? `<path class="moves" d="${arrows.join('')}"/>` : '',
  ].join('')
}

function arrow(before: Booth, after: Booth): string {
  const [from, to] = [middleOf(before.outline), middleOf(after.outline)]
  if (from[0] === to[0] && from[1] === to[1]) return ''
  return `M${dm(cm(from[0]))} ${dm(cm(from[1]))}L${dm(cm(to[0]))} ${dm(cm(to[1]))}`
}

/** Where findings are: those that forbid a release in one look, those that warn in another. */
export function findingsOver(findings: readonly Finding[]): string {
  const paths = (forbids: boolean) =>
    findings
      .filter((one) => one.forbids === forbids)
      .flatMap((one) => one.where.map(pathOfRect))
      .join('')
  const [forbidden, warned] = [paths(true), paths(false)]
  return `${warned ? `<path class="warns" d="${warned}"/>` : ''}${forbidden ? `<path class="forbids" d="${forbidden}"/>` : ''}`
}

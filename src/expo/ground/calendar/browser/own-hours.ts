/** Hours stand on the venue's clock; where the reader's own clock shows others, they stand beside them. All works without. */
const clock = document.querySelector<HTMLElement>('[data-own-clock]')
const zone = clock?.dataset.ownClock
const locale = clock?.dataset.locale

if (clock && zone && locale) {
  const hours = (timeZone?: string) =>
    new Intl.DateTimeFormat(locale, { ...(timeZone ? { timeZone } : {}), hour: '2-digit', minute: '2-digit' })
  const day = (timeZone?: string) =>
    new Intl.DateTimeFormat(locale, { ...(timeZone ? { timeZone } : {}), weekday: 'short', day: 'numeric' })
  const [venue, own] = [hours(zone), hours()]
  let differs = false
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-until]')) {
    const from = new Date(time.dateTime)
    const until = new Date(time.dataset.until ?? '')
    if (Number.isNaN(Number(from)) || Number.isNaN(Number(until))) continue
    const otherDay = day(zone).format(from) !== day().format(from)
    if (!otherDay && venue.format(from) === own.format(from)) continue
    differs = true
    const span = document.createElement('span')
    span.className = 'own'
    const said = otherDay ? `${day().format(from)} ${own.formatRange(from, until)}` : own.formatRange(from, until)
    span.textContent = (clock.dataset.own ?? '').replace('%', said)
    time.after(' ', span)
  }
  clock.hidden = !differs
}

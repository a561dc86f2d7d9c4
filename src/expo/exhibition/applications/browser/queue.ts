/** Keys for those who read applications all day: `j` and `k` go on and back, `x` ticks the row; and one tick for all rows. */
const rows = [...document.querySelectorAll<HTMLTableRowElement>('.queue tbody tr')]
const linkOf = (row: HTMLTableRowElement | undefined) => row?.querySelector<HTMLAnchorElement>('a[href]')
const tickOf = (row: HTMLTableRowElement | undefined) => row?.querySelector<HTMLInputElement>('input[type="checkbox"]')

const wayOn = (by: 1 | -1) => document.querySelector<HTMLAnchorElement>(by === 1 ? 'a[rel="next"]' : 'a[rel="prev"]')

function step(by: 1 | -1): void {
  if (rows.length === 0) wayOn(by)?.click()
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  linkOf(rows[Math.min(rows.length - 1, Math.max(0, at + by))])?.focus()
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), textarea, select') !== null

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  if (event.key === 'j') step(1)
  else if (event.key === 'k') step(-1)
  else if (event.key === 'x') tickOf(rows.find((row) => row.contains(document.activeElement)))?.click()
})

const all = document.querySelector<HTMLInputElement>('[data-all]')
if (all) {
  all.hidden = false
  all.addEventListener('change', () => {
    for (const row of rows) {
      const tick = tickOf(row)
      if (tick) tick.checked = all.checked
    }
  })
}

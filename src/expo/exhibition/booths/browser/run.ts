/** A run that works tells how far it is by itself; when it is over, the page is asked for again. All works without. */
const PAUSE_MS = 1000

interface Told {
  running: boolean
  done: number
  most: number
  says: string
}

function watch(frame: HTMLElement, address: string): void {
  const bar = frame.querySelector('progress')
  const says = frame.querySelector<HTMLElement>('[data-says]')
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' } })
      if (answer.ok) {
        const told = (await answer.json()) as Told
        if (!told.running) {
          location.reload()
          return
        }
        if (bar) {
          bar.max = Math.max(1, told.most)
          bar.value = told.done
        }
        if (says && says.textContent !== told.says) says.textContent = told.says
      }
    } catch {
      // The line is down for a moment: the next look may get through.
    }
    setTimeout(look, PAUSE_MS)
  }
  setTimeout(look, PAUSE_MS)
}

for (const frame of document.querySelectorAll<HTMLElement>('[data-run]')) watch(frame, frame.dataset.run ?? '')

/** The mark of the house: a four-leaf clover, four platforms under one roof. */
export function Mark() {
  return (
    <svg class="mark" width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 16C9 14 4 10 6 6s8-1 10 10ZM16 16c2-7 6-12 10-10s1 8-10 10ZM16 16c7 2 12 6 10 10s-8 1-10-10ZM16 16c-2 7-6 12-10 10s-1-8 10-10Z" />
      <circle cx="16" cy="16" r="1.6" />
    </svg>
  )
}

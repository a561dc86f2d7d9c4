/** The mark of the house: a four-leaf clover, four platforms under one roof. */
export function Mark() {
  return (
    <svg class="mark" width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 16C9 14 4 10 6 6s8-1 10 10ZM16 16c2-7 6-12 10-10s1 8-10 10ZM16 16c7 2 12 6 10 10s-8 1-10-10ZM16 16c-2 7-6 12-10 10s-1-8 10-10Z" />
      <circle cx="16" cy="16" r="1.6" />
    </svg>
  )
}

/** The sign for languages. */
export function Globe() {
  return (
    <svg class="globe" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <path d="M9 1.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM1.5 9h15M9 1.5c2.4 2.2 3.4 4.6 3.4 7.5S11.400 14.300 9 16.500C6.600 14.300 5.600 11.900 5.600 9S6.600 3.700 9 1.500Z" />
    </svg>
  )
}

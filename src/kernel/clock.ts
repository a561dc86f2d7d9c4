/** What time it is. Handed in wherever it matters, so that a rehearsal and a test may set it. */
export type Clock = () => Date

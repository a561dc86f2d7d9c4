/** The roles that administrators of the house give by hand; the others are given by the things themselves. */
export const GRANT_CHOICES = ['house.administrator', 'edition.manager', 'edition.clerk'] as const

/** The roles that administrators of the house may give by hand. */
export const GRANT_CHOICES = [
  'house.administrator',
  'edition.manager',
  'edition.clerk',
  'edition.accountant',
  'pavilion.administrator',
  'pavilion.member',
  'company.administrator',
  'company.member',
] as const

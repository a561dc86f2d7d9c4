/** The password of every demonstration account: printed where they are made, and used by those who look at the house from outside. */
export const DEMONSTRATION_PASSWORD = 'rialto-demo-2026'

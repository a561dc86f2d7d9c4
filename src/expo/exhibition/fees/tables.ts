import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type {
  BudgetUnit,
  ContractState,
  GrantState,
  InvoiceKind,
  MovementKind,
  PaperKind,
  Part,
  PaymentKind,
  RulebookKind,
  RulebookState,
  StatementState,
  SupportKind,
} from './words.ts'

/** jsonb that is read as what it is and written as its text, as the driver takes an array for PostgreSQL's own. */
type Json = ColumnType<unknown, string, string>
/** A sum of minor units that begins at nought. */
type Sum = ColumnType<number | bigint, bigint | undefined, bigint>
type MaybeMinor = ColumnType<number | bigint | null, bigint | null, bigint | null>

declare module '#platform/database.ts' {
  interface Tables {
    'fees.rulebooks': {
      id: string
      editionId: string
      kind: RulebookKind
      number: number
      state: Generated<RulebookState>
      fromDay: Day | null
      data: Json
      note: Generated<string>
      madeBy: string
      madeAt: Generated<Date>
      enactedBy: string | null
      enactedAt: Date | null
      constructed: Generated<boolean>
      source: string | null
      version: Generated<number>
    }
    'fees.budgets': {
      id: string
      editionId: string
      code: string
      name: Wording
      unit: BudgetUnit
      currency: string | null
      limitUnits: Minor
      heldUnits: Sum
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'fees.quotas': {
      editionId: string
      measure: string
      economyCode: string
      limitUnits: Minor
      heldUnits: Sum
    }
    'fees.accounts': {
      applicationId: string
      editionId: string
      number: number
      reference: string
      currency: string
      language: string
      invoicedMinor: Sum
      receivedMinor: Sum
      nextDueOn: Day | null
      /** The day on which its booth was given to others, as it was not paid for. */
      releasedOn: Day | null
      billName: Generated<string>
      billAddress: Generated<string>
      billTaxNumber: Generated<string>
      billOrder: Generated<string>
      billBank: Generated<string>
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'fees.statements': {
      id: string
      editionId: string
      applicationId: string
      number: number
      state: Generated<StatementState>
      tariffId: string
      supportId: string | null
      facts: Json
      grants: Json
      result: Json
      method: number
      digest: string
      currency: string
      netMinor: Minor
      taxMinor: Minor
      totalMinor: Minor
      dueMinor: Minor
      openedOn: Day
      openedAt: Generated<Date>
      openedBy: string
      why: Generated<string>
      constructed: Generated<boolean>
    }
    'fees.grants': {
      id: string
      editionId: string
      applicationId: string
      measure: string
      gives: SupportKind
      budgetId: string
      economyCode: string
      state: GrantState
      askedUnits: Minor
      givenUnits: Minor
      askedAt: Date
      quotaLeft: MaybeMinor
      budgetLeft: Minor
      fromDay: Day | null
      untilDay: Day | null
      constructed: Generated<boolean>
    }
    'fees.movements': {
      id: Generated<number>
      budgetId: string
      grantId: string | null
      kind: MovementKind
      units: Minor
      why: Generated<string>
      byWhom: string
      at: Generated<Date>
    }
    'fees.papers': {
      id: string
      applicationId: string
      kind: PaperKind
      language: string
      data: Json
      digest: string | null
      sizeBytes: number | null
      madeAt: Generated<Date>
    }
    'fees.contracts': {
      id: string
      editionId: string
      applicationId: string
      statementId: string
      number: number
      state: Generated<ContractState>
      paperId: string
      offeredOn: Day
      signedOn: Day | null
      signedAt: Date | null
      signedBy: string | null
      signedDigest: string | null
      signerName: string | null
      signerFunction: string | null
      scanDigest: string | null
      scanName: string | null
      scanMediaType: string | null
      scanSizeBytes: number | null
      scanSentAt: Date | null
      judgedBy: string | null
      judgedAt: Date | null
      refusedWhy: Generated<string>
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'fees.series': { editionId: string; kind: InvoiceKind | 'receipt'; lastNumber: Generated<number> }
    'fees.invoices': {
      id: string
      editionId: string
      applicationId: string
      statementId: string
      kind: InvoiceKind
      part: Part
      sequence: number
      number: string
      refersTo: string | null
      taxes: Json
      currency: string
      netMinor: Minor
      taxMinor: Minor
      totalMinor: Minor
      issuedOn: Day
      dueOn: Day
      paperId: string
      issuedBy: string
      issuedAt: Generated<Date>
      constructed: Generated<boolean>
    }
    'fees.issuers': {
      editionId: string
      name: Wording
      address: Generated<string>
      taxNumber: Generated<string>
      contact: Generated<string>
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'fees.banks': {
      id: string
      editionId: string
      name: string
      account: string
      bic: Generated<string>
      currency: string
      shown: Generated<boolean>
      mapping: unknown
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'fees.bankFiles': {
      id: string
      bankId: string
      fileName: string
      digest: string
      entries: number
      keptBy: string
      keptAt: Generated<Date>
    }
    'fees.entries': {
      id: string
      editionId: string
      bankId: string
      fileId: string
      bankReference: string
      onDay: Day
      minor: Minor
      currency: string
      payer: string
      text: string
      reference: string
      reversal: Generated<boolean>
      bookedMinor: Sum
      setAsideWhy: string | null
      setAsideBy: string | null
      version: Generated<number>
    }
    'fees.payments': {
      id: string
      editionId: string
      applicationId: string
      kind: PaymentKind
      onDay: Day
      minor: Minor
      currency: string
      paidMinor: Minor
      paidCurrency: string
      rate: string | null
      entryId: string | null
      refersTo: string | null
      sequence: number | null
      number: string | null
      paperId: string | null
      note: Generated<string>
      bookedBy: string
      bookedAt: Generated<Date>
      constructed: Generated<boolean>
    }
    'fees.reminders': { invoiceId: string; level: number; sentOn: Day }
    'fees.rates': {
      editionId: string
      fromCurrency: string
      toCurrency: string
      onDay: Day
      rate: string
      source: Generated<string>
      constructed: Generated<boolean>
    }
    /** What support was given to which stand, on which days: what other rooms may read of this one. */
    'feesViews.grants': {
      grantId: string
      editionId: string
      applicationId: string
      economyCode: string
      measure: string
      gives: SupportKind
      unit: BudgetUnit
      currency: string | null
      units: number | bigint
      fromDay: Day
      untilDay: Day | null
      constructed: boolean
    }
  }
}

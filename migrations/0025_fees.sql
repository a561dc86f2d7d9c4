-- What a stand costs and what becomes of it: tariff and support rules as versions that are never changed once in force, budgets that cannot
-- be overspent, statements that can be reckoned again in any year, contracts, invoices without a gap in their numbers, and every payment.
-- Amounts of one row share its `currency`; what is counted in booths or in minor units, as its budget is, is called units.
create schema fees;

-- A tariff or a set of support rules: drawn up as a draft, in force from a day on, never altered after. The newest that is in force holds
-- for statements opened from that day; older statements keep theirs.
create table fees.rulebooks (
  id uuid primary key,
  edition_id uuid not null references editions.editions on delete cascade,
  kind text not null,
  number integer not null,
  state text not null default 'draft',
  from_day date,
  data jsonb not null,
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null default now(),
  enacted_by text,
  enacted_at timestamptz,
  constructed boolean not null default false,
  source text,
  version integer not null default 1,
  constraint rulebooks_are_counted unique (edition_id, kind, number),
  constraint rulebook_kind_is_known check (kind in ('tariff', 'support')),
  constraint rulebook_state_is_known check (state in ('draft', 'in-force')),
  constraint what_is_in_force_says_since_when_and_by_whom check
    ((state = 'draft') = (from_day is null) and (from_day is null) = (enacted_by is null) and (from_day is null) = (enacted_at is null))
);
create unique index one_draft_of_a_kind on fees.rulebooks (edition_id, kind) where state = 'draft';
create unique index one_of_a_kind_begins_on_a_day on fees.rulebooks (edition_id, kind, from_day) where state = 'in-force';

-- What support is drawn from. Held is what is set aside or granted; a clerk too many meets the constraint if not the check.
create table fees.budgets (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  code text not null,
  name jsonb not null,
  unit text not null,
  currency char(3),
  limit_units bigint not null,
  held_units bigint not null default 0,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint one_budget_per_code unique (edition_id, code),
  constraint budget_code_reads_in_an_address check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  constraint budget_unit_is_known check (unit in ('booths', 'money')),
  constraint money_has_a_currency check ((unit = 'money') = (currency is not null)),
  constraint no_budget_is_overspent check (held_units between 0 and limit_units)
);

-- What all stands of one economy may be given by one measure together.
create table fees.quotas (
  edition_id uuid not null references editions.editions,
  measure text not null,
  economy_code text not null references economies.economies (code),
  limit_units bigint not null,
  held_units bigint not null default 0,
  primary key (edition_id, measure, economy_code),
  constraint no_quota_is_overdrawn check (held_units between 0 and limit_units)
);

-- One per application: everything that is owed and paid for a stand. Its sums are kept beside the rows that they are of, so that lists of
-- thousands need not add up; its row is the lock under which they change.
create table fees.accounts (
  application_id uuid primary key references applications.applications,
  edition_id uuid not null references editions.editions,
  number integer not null,
  reference text not null,
  currency char(3) not null,
  language text not null,
  invoiced_minor bigint not null default 0,
  received_minor bigint not null default 0,
  next_due_on date,
  released_on date,
  bill_name text not null default '',
  bill_address text not null default '',
  bill_tax_number text not null default '',
  bill_order text not null default '',
  bill_bank text not null default '',
  constructed boolean not null default false,
  version integer not null default 1,
  constraint one_account_per_number unique (edition_id, number),
  constraint one_account_per_reference unique (reference)
);
create index accounts_by_due_day on fees.accounts (edition_id, next_due_on) where next_due_on is not null;
comment on column fees.accounts.bill_name is 'personal: to whom invoices are made out, where that is a person; ten years after the edition';
comment on column fees.accounts.bill_address is 'personal: where invoices are sent; ten years after the edition';
comment on column fees.accounts.bill_bank is 'personal: where money is paid back to; ten years after the edition';

-- Reckoned from what it holds and nothing else: facts, grants, and the two rulebooks. A later one supersedes it; none is ever altered.
create table fees.statements (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references fees.accounts,
  number integer not null,
  state text not null default 'open',
  tariff_id uuid not null references fees.rulebooks,
  support_id uuid references fees.rulebooks,
  facts jsonb not null,
  grants jsonb not null,
  result jsonb not null,
  method integer not null,
  digest text not null,
  currency char(3) not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  due_minor bigint not null,
  opened_on date not null,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  why text not null default '',
  constructed boolean not null default false,
  constraint statements_are_counted_per_stand unique (application_id, number),
  constraint statement_state_is_known check (state in ('open', 'superseded', 'void')),
  constraint statement_adds_up check (total_minor = net_minor + tax_minor and due_minor <= total_minor)
);
create unique index one_open_statement_per_stand on fees.statements (application_id) where state = 'open';
create index statements_by_edition on fees.statements (edition_id, state, application_id);
comment on column fees.statements.digest is 'not a file: what a statement was reckoned from and what came out';

-- What a measure gives to a stand, and what it waits for: asked less given. [from_day, until_day): what was given is counted on these days.
create table fees.grants (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references fees.accounts,
  measure text not null,
  gives text not null,
  budget_id uuid not null references fees.budgets,
  economy_code text not null references economies.economies (code),
  state text not null,
  asked_units bigint not null,
  given_units bigint not null,
  asked_at timestamptz not null,
  quota_left bigint,
  budget_left bigint not null,
  from_day date,
  until_day date,
  constructed boolean not null default false,
  constraint grant_gives_what_is_known check (gives in ('free-booths', 'reduction', 'subsidy')),
  constraint grant_state_is_known check (state in ('reserved', 'granted', 'returned')),
  constraint nobody_is_given_more_than_asked check (given_units between 0 and asked_units),
  constraint what_is_given_has_a_day check (given_units = 0 or from_day is not null),
  constraint what_is_returned_has_a_day check ((state = 'returned') = (until_day is not null))
);
create unique index one_live_grant_per_measure on fees.grants (application_id, measure) where state <> 'returned';
create index grants_by_budget on fees.grants (budget_id, state);
create index grants_that_wait on fees.grants (edition_id, measure, asked_at) where state <> 'returned' and asked_units > given_units;
create index grants_by_edition on fees.grants (edition_id, economy_code);

-- The ledger of support: every change of what a budget may give and what it holds. Both columns of a budget are the sums of these.
create table fees.movements (
  id bigint generated always as identity primary key,
  budget_id uuid not null references fees.budgets,
  grant_id uuid references fees.grants,
  kind text not null,
  units bigint not null,
  why text not null default '',
  by_whom text not null,
  at timestamptz not null default now(),
  constraint movement_kind_is_known check (kind in ('limit', 'reserve', 'grant', 'return')),
  constraint limits_are_of_the_budget_others_of_a_grant check ((kind = 'limit') = (grant_id is null))
);
create index movements_by_budget on fees.movements (budget_id, id);
create index movements_by_grant on fees.movements (grant_id);

-- Documents as they were made out: what they say, and once they are set the digest of their bytes. They are kept, not made again.
create table fees.papers (
  id uuid primary key,
  application_id uuid not null references fees.accounts,
  kind text not null,
  language text not null,
  data jsonb not null,
  digest text,
  size_bytes integer,
  made_at timestamptz not null default now(),
  constraint paper_kind_is_known check (kind in ('contract', 'invoice', 'credit-note', 'receipt')),
  constraint what_is_set_has_a_digest_and_a_size check ((digest is null) = (size_bytes is null))
);
comment on column fees.papers.data is 'personal: documents of accounts name who they are for; ten years after the edition';
comment on column fees.papers.digest is 'personal: leads to a document that may name people; ten years after the edition; file: a contract, an invoice, a credit note or a receipt';
create index papers_by_account on fees.papers (application_id);
create index papers_to_be_set on fees.papers (made_at) where digest is null;

-- One contract stands per stand; it is signed by typing one's name under its digest, or by sending it back stamped.
create table fees.contracts (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references fees.accounts,
  statement_id uuid not null references fees.statements,
  number integer not null,
  state text not null default 'offered',
  paper_id uuid not null references fees.papers,
  offered_on date not null,
  signed_on date,
  signed_at timestamptz,
  signed_by text,
  signed_digest text,
  signer_name text,
  signer_function text,
  scan_digest text,
  scan_name text,
  scan_media_type text,
  scan_size_bytes integer,
  scan_sent_at timestamptz,
  judged_by text,
  judged_at timestamptz,
  refused_why text not null default '',
  constructed boolean not null default false,
  version integer not null default 1,
  constraint contracts_are_counted_per_stand unique (application_id, number),
  constraint contract_state_is_known check (state in ('offered', 'scan-sent', 'signed', 'superseded', 'ended')),
  constraint a_signature_says_when check (state <> 'signed' or (signed_on is not null and signed_at is not null and signed_by is not null)),
  constraint a_signature_is_typed_or_stamped check
    (signed_on is null or constructed or scan_digest is not null or (signer_name <> '' and signer_function <> '' and signed_digest is not null)),
  constraint a_scan_is_whole check (num_nulls(scan_digest, scan_name, scan_media_type, scan_size_bytes, scan_sent_at) in (0, 5)),
  constraint what_waits_for_a_verdict_is_there check (state <> 'scan-sent' or scan_digest is not null)
);
create unique index one_standing_contract_per_stand on fees.contracts (application_id) where state in ('offered', 'scan-sent', 'signed');
create index contracts_by_state on fees.contracts (edition_id, state, offered_on);
comment on column fees.contracts.signer_name is 'personal: who signed; ten years after the edition';
comment on column fees.contracts.signer_function is 'personal: in what capacity; ten years after the edition';
comment on column fees.contracts.scan_name is 'personal: may name a person, tells documents apart; ten years after the edition';
comment on column fees.contracts.refused_why is 'personal: may name a person; ten years after the edition';
comment on column fees.contracts.signed_digest is 'not a file: what the document was that was signed';
comment on column fees.contracts.scan_digest is 'personal: leads to a document that names people; ten years after the edition; file: a contract sent back stamped';

-- The last number of each series of an edition: taken under the row's lock, in the transaction that issues, so no number is lost or missing.
create table fees.series (
  edition_id uuid not null references editions.editions on delete cascade,
  kind text not null,
  last_number integer not null default 0,
  primary key (edition_id, kind),
  constraint series_kind_is_known check (kind in ('invoice', 'credit-note', 'receipt'))
);

create table fees.invoices (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references fees.accounts,
  statement_id uuid not null references fees.statements,
  kind text not null,
  part text not null,
  sequence integer not null,
  number text not null,
  refers_to uuid references fees.invoices,
  taxes jsonb not null,
  currency char(3) not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  issued_on date not null,
  due_on date not null,
  paper_id uuid not null references fees.papers,
  issued_by text not null,
  issued_at timestamptz not null default now(),
  constructed boolean not null default false,
  constraint invoices_are_numbered_without_a_gap unique (edition_id, kind, sequence),
  constraint one_invoice_per_number unique (number),
  constraint invoice_kind_is_known check (kind in ('invoice', 'credit-note')),
  constraint invoice_part_is_known check (part in ('deposit', 'balance', 'full')),
  constraint invoice_adds_up check (total_minor = net_minor + tax_minor),
  constraint a_credit_note_takes_back_and_says_what check
    ((kind = 'credit-note') = (total_minor < 0) and (kind = 'credit-note') = (refers_to is not null))
);
create index invoices_by_account on fees.invoices (application_id, due_on);
create index invoices_by_day on fees.invoices (edition_id, issued_on, id);

-- The organiser as invoices name it, and the accounts that people pay to.
create table fees.issuers (
  edition_id uuid primary key references editions.editions on delete cascade,
  name jsonb not null,
  address text not null default '',
  tax_number text not null default '',
  contact text not null default '',
  constructed boolean not null default false,
  version integer not null default 1
);
comment on column fees.issuers.address is 'not personal: where the organiser has its seat';

create table fees.banks (
  id uuid primary key,
  edition_id uuid not null references editions.editions on delete cascade,
  name text not null,
  account text not null,
  bic text not null default '',
  currency char(3) not null,
  shown boolean not null default true,
  mapping jsonb,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint one_bank_per_account unique (edition_id, account)
);
comment on column fees.banks.name is 'not personal: a bank';

create table fees.bank_files (
  id uuid primary key,
  bank_id uuid not null references fees.banks,
  file_name text not null,
  digest text not null,
  entries integer not null,
  kept_by text not null,
  kept_at timestamptz not null default now(),
  constraint the_same_file_once unique (bank_id, digest)
);
comment on column fees.bank_files.file_name is 'not personal: what the bank calls its file';
comment on column fees.bank_files.digest is 'not a file: tells whether a bank''s file has come before';

-- What the bank says. An entry is booked to one or several accounts, up to what it amounts to; what nobody knows waits here.
create table fees.entries (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  bank_id uuid not null references fees.banks,
  file_id uuid not null references fees.bank_files,
  bank_reference text not null,
  on_day date not null,
  minor bigint not null,
  currency char(3) not null,
  payer text not null,
  text text not null,
  reference text not null,
  reversal boolean not null default false,
  booked_minor bigint not null default 0,
  set_aside_why text,
  set_aside_by text,
  version integer not null default 1,
  constraint the_same_entry_once unique (bank_id, bank_reference),
  constraint an_entry_amounts_to_something check (minor <> 0),
  constraint no_more_is_booked_than_came check (abs(booked_minor) <= abs(minor) and booked_minor::numeric * minor >= 0),
  constraint what_is_set_aside_says_why check ((set_aside_why is null) = (set_aside_by is null))
);
create index entries_that_wait on fees.entries (edition_id, on_day, id) where booked_minor <> minor and set_aside_why is null;
comment on column fees.entries.payer is 'personal: who paid; ten years after the edition';
comment on column fees.entries.text is 'personal: what the payer wrote; ten years after the edition';
comment on column fees.entries.reference is 'not personal: a reference of the fair''s';

-- Everything that came in or went out, in the account's currency; what was paid in another stands beside it with the rate of its day.
create table fees.payments (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references fees.accounts,
  kind text not null,
  on_day date not null,
  minor bigint not null,
  currency char(3) not null,
  paid_minor bigint not null,
  paid_currency char(3) not null,
  rate numeric(24, 12),
  entry_id uuid references fees.entries,
  refers_to uuid references fees.payments,
  sequence integer,
  number text,
  paper_id uuid references fees.papers,
  note text not null default '',
  booked_by text not null,
  booked_at timestamptz not null default now(),
  constructed boolean not null default false,
  constraint payment_kind_is_known check (kind in ('transfer', 'by-hand', 'charges', 'subsidy', 'reversal', 'refund')),
  constraint what_comes_in_is_above_nought check ((kind in ('transfer', 'by-hand', 'charges')) <= (minor > 0)),
  constraint what_goes_out_is_below_nought check ((kind in ('reversal', 'refund')) <= (minor < 0)),
  constraint another_currency_has_its_rate check ((currency <> paid_currency) = (rate is not null)),
  constraint receipts_are_numbered_without_a_gap unique (edition_id, sequence),
  constraint one_receipt_per_number unique (number),
  constraint a_receipt_is_whole check (num_nulls(sequence, number, paper_id) in (0, 3))
);
create unique index a_payment_is_taken_back_once on fees.payments (refers_to) where kind = 'reversal';
create index payments_by_account on fees.payments (application_id, on_day);
create index payments_by_day on fees.payments (edition_id, on_day, id);
create index payments_by_entry on fees.payments (entry_id) where entry_id is not null;
comment on column fees.payments.note is 'personal: may name a person; ten years after the edition';

-- Which reminder of an invoice went when: each once.
create table fees.reminders (
  invoice_id uuid not null references fees.invoices,
  level integer not null,
  sent_on date not null,
  primary key (invoice_id, level)
);

-- What one unit of a currency is worth in another, as published for a day.
create table fees.rates (
  edition_id uuid not null references editions.editions on delete cascade,
  from_currency char(3) not null,
  to_currency char(3) not null,
  on_day date not null,
  rate numeric(24, 12) not null,
  source text not null default '',
  constructed boolean not null default false,
  primary key (edition_id, from_currency, to_currency, on_day),
  constraint a_rate_is_above_nought check (rate > 0),
  constraint a_rate_is_between_two check (from_currency <> to_currency)
);

-- What stands in books of account stands: it is added to, credited or superseded, never altered.
create function fees.books_stand() returns trigger language plpgsql as $$
begin
  raise exception 'what is in the books stands';
end $$;
create trigger movements_stand before update or delete on fees.movements for each row execute function fees.books_stand();
create trigger invoices_stand before update or delete on fees.invoices for each row execute function fees.books_stand();
create trigger payments_stand before update or delete on fees.payments for each row execute function fees.books_stand();
create trigger reminders_stand before update or delete on fees.reminders for each row execute function fees.books_stand();
create trigger statements_stay before delete on fees.statements for each row execute function fees.books_stand();
create trigger statements_stand before update on fees.statements for each row
  when ((to_jsonb(new) - 'state') <> (to_jsonb(old) - 'state')) execute function fees.books_stand();
-- A version goes only with an edition that was discarded before anybody's statement rested on it.
create function fees.versions_stand() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from editions.editions where id = old.edition_id) then return old; end if;
  raise exception 'what is in the books stands';
end $$;
create trigger rulebooks_stand before update or delete on fees.rulebooks for each row
  when (old.state = 'in-force') execute function fees.versions_stand();
create trigger papers_stay before delete on fees.papers for each row execute function fees.books_stand();
create trigger papers_stand before update on fees.papers for each row
  when (old.digest is not null or (to_jsonb(new) - 'digest' - 'size_bytes') <> (to_jsonb(old) - 'digest' - 'size_bytes'))
  execute function fees.books_stand();

create schema fees_views;
-- What support was given to which stand, on which days: [from_day, until_day).
create view fees_views.grants as
  select g.id as grant_id, g.edition_id, g.application_id, g.economy_code, g.measure, g.gives, b.unit, b.currency, g.given_units as units,
         g.from_day, g.until_day, g.constructed
  from fees.grants g join fees.budgets b on b.id = g.budget_id
  where g.from_day is not null;

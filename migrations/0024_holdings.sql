-- Who holds which booths: an accepted application is offered booths, accepts them or asks for others, and holds them until it ends. No
-- booth is held twice and no application holds twice, whoever offers at once. What was offered stays as it was offered: a plan that
-- changes a held booth ends the holding and offers another.
create table booths.holdings (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  application_id uuid not null references applications.applications,
  state text not null default 'offered',
  hall_code text not null,
  kind text not null,
  area_m2 numeric(9, 2) not null,
  open_sides integer not null,
  offered_on date not null,
  -- Until then an offer waits for its answer; null where it waits for as long as it takes.
  answer_by timestamptz,
  -- What staff wrote with the offer.
  words text not null default '',
  accepted_on date,
  -- What the applicant asks for instead, and the day by which it has to know.
  change_words text not null default '',
  change_by date,
  ended_on date,
  ended_as text,
  reason text not null default '',
  -- The holding in whose place this one was offered, and the run of the allocation that found it.
  replaces uuid references booths.holdings,
  run_id uuid,
  offered_by text not null,
  offered_at timestamptz not null default now(),
  reminded_at timestamptz,
  -- Since when the applicant has been told of it by letter.
  told_at timestamptz,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint holding_state_is_known check (state in ('offered', 'change-asked', 'accepted', 'ended')),
  constraint holding_kind_is_known check (kind in ('standard', 'raw', 'national', 'pod')),
  constraint holding_has_a_floor check (area_m2 > 0 and open_sides between 0 and 4),
  constraint accepted_holdings_have_a_day check ((state not in ('accepted') or accepted_on is not null)
    and (state not in ('offered', 'change-asked') or accepted_on is null)),
  constraint changes_are_asked_in_words check (state <> 'change-asked' or change_words <> ''),
  constraint ended_holdings_say_when_and_why check ((state = 'ended') = (ended_on is not null)
    and (state = 'ended') = (ended_as is not null) and (state = 'ended' or reason = '')),
  constraint holding_end_is_known check (ended_as in ('ended', 'lapsed', 'withdrawn', 'replaced', 'undone')),
  constraint holding_ends_after_it_begins check (ended_on is null or accepted_on is null or ended_on >= accepted_on)
);
comment on column booths.holdings.offered_by is 'not personal: an account''s id or a part of Rialto';
comment on column booths.holdings.words is 'personal: may name people; two years after the edition';
comment on column booths.holdings.change_words is 'personal: may name people; two years after the edition';
comment on column booths.holdings.reason is 'personal: may name people; two years after the edition';
create unique index one_live_holding_per_application on booths.holdings (application_id) where state <> 'ended';
create index holdings_by_application on booths.holdings (application_id, id);
create index holdings_by_edition on booths.holdings (edition_id, state);
create index holdings_to_answer on booths.holdings (answer_by) where state = 'offered' and answer_by is not null;
create index holdings_to_tell on booths.holdings (run_id) where told_at is null and run_id is not null;

-- The booths of a holding by the id that a booth keeps over all plans, numbered as they were offered.
create table booths.holding_booths (
  holding_id uuid not null references booths.holdings on delete cascade,
  booth_id uuid not null,
  number text not null,
  live boolean not null default true,
  primary key (holding_id, booth_id)
);
create unique index one_live_holding_per_booth on booths.holding_booths (booth_id) where live;
create index holding_booths_by_booth on booths.holding_booths (booth_id);

-- A booth is free again in the moment in which the holding ends.
create function booths.ended_holdings_free_their_booths() returns trigger language plpgsql as $$
begin
  update booths.holding_booths set live = false where holding_id = new.id;
  return null;
end $$;
create trigger ended_holdings_free_their_booths after update of state on booths.holdings
  for each row when (new.state = 'ended' and old.state <> 'ended') execute function booths.ended_holdings_free_their_booths();

-- Staff's decision before an allocation: these booths for this application, all of them and no other.
create table booths.locks (
  application_id uuid primary key references applications.applications on delete cascade,
  edition_id uuid not null references editions.editions,
  booth_ids uuid[] not null,
  locked_by text not null,
  locked_at timestamptz not null default now(),
  constraint a_lock_names_booths check (cardinality(booth_ids) > 0)
);
comment on column booths.locks.locked_by is 'not personal: an account''s id or a part of Rialto';
create index locks_by_edition on booths.locks (edition_id);

-- How an edition allocates, and how long it waits for an answer; without a row the usual terms hold.
create table booths.allocation_terms (
  edition_id uuid primary key references editions.editions on delete cascade,
  answer_days integer not null,
  remind_days integer not null,
  lapses boolean not null,
  terms jsonb not null,
  version integer not null default 1,
  constraint answers_have_their_time check (answer_days between 1 and 365 and remind_days between 0 and answer_days)
);

-- A run of the allocation: on what terms, over which applications and booths (the digest says whether they are still the same), how far it
-- is, and what came out. Applied, it has made offers; undone, those that nobody had answered are taken back.
create table booths.allocation_runs (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  state text not null default 'running',
  terms jsonb not null,
  -- Offers that wait for an answer stay where they are, like those that were accepted.
  keeps_offers boolean not null,
  digest text,
  phase text,
  done bigint not null default 0,
  most bigint not null default 0,
  cancel_asked_at timestamptz,
  result jsonb,
  objective numeric,
  bound numeric,
  begun_by text not null,
  begun_at timestamptz not null,
  finished_at timestamptz,
  applied_by text,
  applied_at timestamptz,
  undone_at timestamptz,
  constraint run_state_is_known check (state in ('running', 'done', 'failed', 'cancelled', 'applied', 'stale', 'undone')),
  constraint finished_runs_have_a_moment check ((state = 'running') = (finished_at is null)),
  constraint applied_runs_have_a_moment check ((state in ('applied', 'undone')) = (applied_at is not null)
    and (state = 'undone') = (undone_at is not null)),
  constraint results_belong_to_what_they_were_made_of check (result is null or digest is not null)
);
comment on column booths.allocation_runs.digest is 'not a file: what a run was made of';
comment on column booths.allocation_runs.begun_by is 'not personal: an account''s id or a part of Rialto';
comment on column booths.allocation_runs.applied_by is 'not personal: an account''s id or a part of Rialto';
create unique index one_running_allocation_per_edition on booths.allocation_runs (edition_id) where state = 'running';
create index allocation_runs_by_edition on booths.allocation_runs (edition_id, begun_at);
alter table booths.holdings add constraint holdings_know_their_run foreign key (run_id) references booths.allocation_runs;

-- Who holds what on which days: [from_day, until_day) from the acceptance on. Numbers are whole: the hall's and the booth's.
create view booths_views.holdings as
  select h.id as holding_id, h.edition_id, h.application_id, b.booth_ids, b.numbers, h.hall_code, h.area_m2, h.kind, h.open_sides,
         h.state, h.accepted_on as from_day, h.ended_on as until_day, h.constructed
  from booths.holdings h cross join lateral (
    select array_agg(x.booth_id order by x.number) as booth_ids,
           array_agg(h.hall_code || '-' || x.number order by x.number) as numbers
    from booths.holding_booths x where x.holding_id = h.id
  ) b;

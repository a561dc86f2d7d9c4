-- What happens at an hour: where, when, and with whom. Of two happenings that want one place at one time, changeover included, one is
-- refused; and nobody is asked to be in two places at once. Both promises are kept by constraints, whatever the code forgets.
create schema calendar;

-- From when until when a day of an edition is open, on the clock of its venue. A day without hours is shut.
create table calendar.hours (
  edition_id uuid not null references editions.editions on delete cascade,
  day date not null,
  opens time not null,
  closes time not null,
  constructed boolean not null default false,
  primary key (edition_id, day),
  constraint day_closes_after_it_opens check (closes > opens)
);

-- A stand belongs to whoever stands there and is called by the country's name; the others have a name of their own. A hall in which a
-- place lies stays.
create table calendar.places (
  id uuid primary key,
  edition_id uuid not null references editions.editions on delete cascade,
  code text not null,
  kind text not null,
  name jsonb not null default '{}',
  economy_code text references economies.economies (code),
  owner_kind text,
  owner_id uuid,
  hall_code text,
  capacity integer,
  changeover_minutes integer not null default 0,
  closed boolean not null default false,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint place_lies_in_a_hall foreign key (edition_id, hall_code) references editions.halls (edition_id, code),
  constraint one_place_per_code unique (edition_id, code),
  constraint place_keeps_its_edition unique (id, edition_id),
  constraint place_kind_is_known check (kind in ('hall', 'stage', 'room', 'table', 'stand')),
  constraint place_code_reads_in_an_address check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$'),
  constraint place_has_a_name check (name <> '{}' or economy_code is not null),
  constraint place_holds_somebody check (capacity > 0),
  constraint changeover_is_within_a_day check (changeover_minutes between 0 and 1440),
  constraint place_owner_is_whole check ((owner_kind is null) = (owner_id is null))
);
create unique index one_stand_per_owner on calendar.places (edition_id, owner_kind, owner_id);

-- Whose it is, is (kind, id) without a foreign key, as with roles: the calendar needs no room above it. `held_until` is the end and
-- the changeover of its place; what is cancelled holds nothing. `words` is
-- the title in all its languages, folded for looking things up. `set_on` and `cancelled_on` are the days that figures read.
create table calendar.happenings (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  owner_kind text not null,
  owner_id uuid not null,
  economy_code text references economies.economies (code),
  way text,
  kind text not null,
  title jsonb not null,
  words text not null,
  about jsonb not null default '{}',
  languages text[] not null default '{}',
  place_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  held_until timestamptz not null,
  state text not null,
  public boolean not null default false,
  unusual_why text,
  set_on date,
  cancelled_on date,
  cancelled_why text,
  sequence integer not null default 0,
  changed_at timestamptz not null,
  constructed boolean not null default false,
  version integer not null default 1,
  live boolean not null generated always as (state <> 'cancelled') stored,
  constraint happening_is_at_a_place_of_its_edition foreign key (place_id, edition_id)
    references calendar.places (id, edition_id),
  constraint happening_keeps_its_hours unique (id, starts_at, ends_at, live),
  constraint happening_state_is_known check (state in ('draft', 'set', 'cancelled')),
  constraint happening_ends_after_it_starts check (ends_at > starts_at and held_until >= ends_at),
  constraint happening_lasts_a_day_at_most check (ends_at <= starts_at + interval '24 hours'),
  constraint what_is_set_has_a_day check (state <> 'set' or set_on is not null),
  constraint what_is_cancelled_says_when_and_why check
    ((state = 'cancelled') = (cancelled_on is not null) and (state = 'cancelled') = (cancelled_why is not null)),
  constraint one_happening_per_place_at_a_time exclude using gist
    (place_id with =, tstzrange(starts_at, held_until) with &&) where (live)
);
create index happenings_by_start on calendar.happenings (edition_id, starts_at, id);
create index happenings_by_owner on calendar.happenings (owner_kind, owner_id, starts_at);
create index happenings_by_words on calendar.happenings using gin (words gin_trgm_ops);
create index proposals_by_edition on calendar.happenings (edition_id, changed_at) where state = 'draft';

-- Hours and life are the happening's own, carried here by the foreign key, so that one person's time can be kept free of clashes.
-- `who` is an account, or a name as announced within the edition, told apart by where the person comes from.
create table calendar.people (
  id uuid primary key,
  happening_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  live boolean not null,
  who text not null,
  account_id text references people.users on delete cascade,
  name text not null,
  affiliation text not null default '',
  role text not null,
  languages text[] not null default '{}',
  position integer not null default 0,
  constraint person_role_is_known check (role in ('host', 'speaker', 'interpreter')),
  constraint interpreters_have_languages check (role <> 'interpreter' or cardinality(languages) > 0),
  constraint person_keeps_the_hours_of_the_happening foreign key (happening_id, starts_at, ends_at, live)
    references calendar.happenings (id, starts_at, ends_at, live) on update cascade on delete cascade,
  constraint once_on_a_happening unique (happening_id, who),
  constraint nobody_is_in_two_places_at_once exclude using gist
    (who with =, tstzrange(starts_at, ends_at) with &&) where (live)
);
comment on column calendar.people.who is 'personal: refusing two places at once; until taken off the programme or erased';
comment on column calendar.people.name is 'personal: announcing who takes part; until taken off the programme or erased';
comment on column calendar.people.affiliation is 'personal: telling apart people of one name; until taken off the programme or erased';
create index people_by_account on calendar.people (account_id, starts_at) where account_id is not null;

create schema calendar_views;
-- What the programme announces, on which days: [set_on, cancelled_on).
create view calendar_views.announced as
  select id as happening_id, edition_id, owner_kind, owner_id, economy_code, kind, starts_at, ends_at, set_on, cancelled_on, constructed
  from calendar.happenings where public and set_on is not null;

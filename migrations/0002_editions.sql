-- Fairs and their editions: when, where, in which halls and areas, and who may register when. Everything that differs from one
-- edition to the next is a row here; codes stay the same from edition to edition so that editions compare.
create schema editions;

create table editions.fairs (
  id uuid primary key,
  code text not null,
  name jsonb not null,
  made_at timestamptz not null default now(),
  constraint one_fair_per_code unique (code),
  constraint fair_code_reads_in_an_address check (code ~ '^[a-z][a-z0-9]*$')
);

create table editions.editions (
  id uuid primary key,
  fair_id uuid not null references editions.fairs,
  code text not null,
  number integer not null,
  name jsonb not null,
  opens_on date not null,
  closes_on date not null,
  time_zone text not null,
  city jsonb not null,
  venue jsonb not null,
  venue_address jsonb not null default '{}',
  indoor_area_m2 numeric(12, 2),
  outdoor_area_m2 numeric(12, 2),
  currency char(3) not null,
  ldc_reference_day date not null,
  shown boolean not null default false,
  constructed boolean not null default false,
  source text,
  rehearsal_from timestamptz,
  rehearsal_set_at timestamptz,
  version integer not null default 1,
  constraint one_edition_per_code unique (code),
  constraint one_edition_per_number unique (fair_id, number),
  constraint edition_code_is_fair_and_year check (code ~ '^[a-z][a-z0-9]*-[0-9]{4}[a-z]?$'),
  constraint edition_closes_after_it_opens check (closes_on >= opens_on),
  constraint rehearsal_clock_is_whole check ((rehearsal_from is null) = (rehearsal_set_at is null))
);
create index editions_by_opening on editions.editions (opens_on desc);

create table editions.halls (
  edition_id uuid not null references editions.editions on delete cascade,
  code text not null,
  name jsonb not null,
  level integer not null default 0,
  length_m numeric(7, 2) not null,
  width_m numeric(7, 2) not null,
  constructed boolean not null default false,
  primary key (edition_id, code),
  constraint hall_has_a_floor check (length_m > 0 and width_m > 0)
);

create table editions.areas (
  edition_id uuid not null references editions.editions on delete cascade,
  code text not null,
  kind text not null,
  parent_code text,
  name jsonb not null,
  tint integer not null default 1,
  position integer not null default 0,
  primary key (edition_id, code),
  foreign key (edition_id, parent_code) references editions.areas (edition_id, code),
  constraint area_kind_is_known check (kind in ('area', 'zone', 'national', 'forum', 'exchange')),
  constraint tint_is_one_of_eight check (tint between 1 and 8)
);

create table editions.hall_areas (
  edition_id uuid not null,
  hall_code text not null,
  area_code text not null,
  primary key (edition_id, hall_code, area_code),
  foreign key (edition_id, hall_code) references editions.halls (edition_id, code) on delete cascade,
  foreign key (edition_id, area_code) references editions.areas (edition_id, code) on delete cascade
);

-- When each kind of participant may register: [opens_at, closes_at).
create table editions.windows (
  edition_id uuid not null references editions.editions on delete cascade,
  kind text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  note jsonb not null default '{}',
  source text,
  constructed boolean not null default false,
  primary key (edition_id, kind),
  constraint window_closes_after_it_opens check (closes_at > opens_at)
);

create schema editions_views;
create view editions_views.editions as
  select e.id, e.fair_id, f.code as fair_code, e.code, e.number, e.name, e.opens_on, e.closes_on, e.time_zone, e.ldc_reference_day,
         e.constructed, e.shown
  from editions.editions e join editions.fairs f on f.id = e.fair_id;

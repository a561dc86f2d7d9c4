-- Who in the world takes part: countries and territories after ISO 3166 and the United Nations' M49, international organisations,
-- and dated memberships of groups. "Is X a member of G on day D?" is the only way to ask.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create schema economies;

create table economies.regions (
  code text primary key,
  parent_code text references economies.regions,
  names jsonb not null
);

create table economies.economies (
  code text primary key,
  kind text not null,
  alpha2 char(2),
  m49 char(3),
  region_code text references economies.regions,
  subregion_code text references economies.regions,
  status text not null default 'member',
  names jsonb not null,
  shown_names jsonb not null default '{}',
  shown boolean not null default true,
  latitude numeric(5, 1),
  longitude numeric(5, 1),
  version integer not null default 1,
  constraint economy_kind_is_known check (kind in ('country', 'organisation')),
  constraint economy_status_is_known check (status in ('member', 'observer', 'other')),
  constraint economy_code_reads_in_an_address check (code ~ '^[A-Z][A-Z0-9-]{1,14}$')
);

create table economies.groups (
  code text primary key,
  names jsonb not null,
  source text,
  version integer not null default 1,
  constraint group_code_reads_in_an_address check (code ~ '^[A-Z][A-Z0-9-]{1,14}$')
);

-- [from_day, until_day): the last day is not in it. A day to come is `scheduled` until it is past and somebody has looked.
create table economies.memberships (
  id uuid primary key,
  group_code text not null references economies.groups,
  economy_code text not null references economies.economies,
  from_day date not null,
  until_day date,
  certainty text not null default 'sourced',
  note text,
  version integer not null default 1,
  constraint membership_ends_after_it_begins check (until_day is null or until_day > from_day),
  constraint membership_certainty_is_known check (certainty in ('sourced', 'unverified', 'scheduled')),
  constraint one_membership_at_a_time exclude using gist (group_code with =, economy_code with =, daterange(from_day, until_day) with &&)
);

create schema economies_views;
create view economies_views.economies as
  select code, kind, alpha2, m49, region_code, subregion_code, status, names || shown_names as names, shown, latitude, longitude
  from economies.economies;
create view economies_views.regions as select code, parent_code, names from economies.regions;
create view economies_views.memberships as
  select group_code, economy_code, from_day, until_day, certainty from economies.memberships;
create view economies_views.groups as select code, names from economies.groups;

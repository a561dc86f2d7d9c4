-- The national exhibition: which countries and organisations were invited to an edition, how they answered, and on what terms they
-- take part on which days. Debut and first time on site are derived from the terms, never typed.
create schema pavilions;

create table pavilions.pavilions (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  economy_code text not null references economies.economies (code),
  state text not null,
  invited_on date not null,
  answered_on date,
  design_approved_on date,
  opened_on date,
  withdrawn_on date,
  offered_mode text not null,
  offered_area_m2 numeric(9, 2) not null default 0,
  guest_of_honour boolean not null default false,
  badge_quota integer not null default 0,
  booth_quota integer not null default 0,
  theme jsonb not null default '{}',
  page_shown_on date,
  constructed boolean not null default false,
  source text,
  version integer not null default 1,
  constraint one_pavilion_per_participant_and_edition unique (edition_id, economy_code),
  constraint pavilion_state_is_known check (state in ('invited', 'declined', 'confirmed', 'design-approved', 'open', 'withdrawn')),
  constraint pavilion_mode_is_known check (offered_mode in ('on-site', 'online')),
  constraint pavilion_quotas_are_not_negative check (offered_area_m2 >= 0 and badge_quota >= 0 and booth_quota >= 0),
  constraint answered_pavilions_have_a_day check ((state = 'invited') or answered_on is not null),
  constraint withdrawn_pavilions_have_a_day check ((state = 'withdrawn') = (withdrawn_on is not null))
);
create index pavilions_by_economy on pavilions.pavilions (economy_code);

-- The terms of taking part, day by day: they begin with the confirmation, change with a move between on site and online or with
-- another area, and end with a withdrawal. [from_day, until_day); whoever has terms on a day takes part on that day.
create table pavilions.terms (
  id uuid primary key,
  pavilion_id uuid not null references pavilions.pavilions on delete cascade,
  mode text not null,
  area_m2 numeric(9, 2) not null,
  guest_of_honour boolean not null,
  from_day date not null,
  until_day date,
  constraint terms_mode_is_known check (mode in ('on-site', 'online')),
  constraint terms_end_after_they_begin check (until_day is null or until_day > from_day),
  constraint terms_area_is_not_negative check (area_m2 >= 0),
  constraint one_set_of_terms_at_a_time exclude using gist (pavilion_id with =, daterange(from_day, until_day) with &&)
);

create table pavilions.profiles (
  pavilion_id uuid not null references pavilions.pavilions on delete cascade,
  lang text not null,
  title text not null,
  summary text not null default '',
  body text not null default '',
  primary key (pavilion_id, lang),
  constraint profile_language_is_a_tag check (lang ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
);

create table pavilions.pictures (
  id uuid primary key,
  pavilion_id uuid not null references pavilions.pavilions on delete cascade,
  digest text not null,
  width integer not null,
  height integer not null,
  alt jsonb not null,
  position integer not null default 0
);
create index pictures_by_pavilion on pavilions.pictures (pavilion_id, position);

create schema pavilions_views;
-- Who takes part in which edition, on what terms, on which days: [from_day, until_day).
create view pavilions_views.participations as
  select p.id as pavilion_id, p.edition_id, p.economy_code, p.state, p.constructed, t.mode, t.area_m2, t.guest_of_honour,
         t.from_day, t.until_day
  from pavilions.pavilions p join pavilions.terms t on t.pavilion_id = p.id;

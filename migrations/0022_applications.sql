-- Applications to exhibit: a company asks for a place in an edition, alone or for many whom it brings along; staff ask back, and accept,
-- decline or put on the wait list with a reason. Whoever was accepted takes part on [accepted_on, ended_on): figures are counted by
-- these days, the journal knows when they were entered.
create schema applications;

-- What may be asked for in an edition; without a row the defaults of rules.ts hold.
create table applications.terms (
  edition_id uuid primary key references editions.editions on delete cascade,
  kinds text[] not null,
  standard_m2 numeric(7, 2) not null,
  raw_from_m2 numeric(7, 2) not null,
  raw_to_m2 numeric(7, 2) not null,
  pod_m2 numeric(7, 2) not null,
  pod_area_codes text[] not null default '{}',
  reasons jsonb not null default '[]',
  version integer not null default 1,
  constraint kinds_are_known check (kinds <@ array['standard', 'raw', 'pod'] and cardinality(kinds) > 0),
  constraint sizes_are_positive check (standard_m2 > 0 and raw_from_m2 > 0 and raw_to_m2 >= raw_from_m2 and pod_m2 > 0)
);

create table applications.applications (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  -- The main exhibitor, or the umbrella organiser: who contracts with the fair.
  company_id uuid not null references companies.companies,
  number integer,
  role text not null default 'exhibitor',
  -- An umbrella organiser that shows nothing of its own is no exhibitor.
  shows_itself boolean not null default true,
  state text not null default 'draft',
  area_code text,
  zone_code text,
  booth_kind text,
  area_m2 numeric(9, 2),
  least_open_sides integer not null default 1,
  shows jsonb not null default '{}',
  hs_chapters text[] not null default '{}',
  brands text not null default '',
  wishes text not null default '',
  wished_hall text,
  wished_booths text[] not null default '{}',
  block text not null default 'none',
  begun_at timestamptz not null default now(),
  submitted_at timestamptz,
  submitted_on date,
  decided_on date,
  accepted_on date,
  ended_on date,
  -- A question of staff that waits for its answer since then.
  asked_since timestamptz,
  owner text references people.users on delete set null,
  carried_from uuid references applications.applications,
  constructed boolean not null default false,
  source text,
  version integer not null default 1,
  foreign key (edition_id, area_code) references editions.areas (edition_id, code),
  foreign key (edition_id, zone_code) references editions.areas (edition_id, code),
  constraint application_role_is_known check (role in ('exhibitor', 'umbrella')),
  constraint exhibitors_show_something check (role = 'umbrella' or shows_itself),
  constraint application_state_is_known check (
    state in ('draft', 'submitted', 'accepted', 'declined', 'wait-listed', 'withdrawn', 'discarded')
  ),
  constraint booth_kind_is_known check (booth_kind in ('standard', 'raw', 'pod')),
  constraint block_is_known check (block in ('none', 'economy', 'umbrella')),
  constraint open_sides_are_one_to_four check (least_open_sides between 1 and 4),
  constraint wished_area_is_positive check (area_m2 > 0),
  constraint what_was_submitted_is_whole check (
    state in ('draft', 'discarded')
    or (submitted_on is not null and number is not null and area_code is not null and booth_kind is not null and area_m2 is not null)
  ),
  constraint accepted_applications_have_a_day check (state <> 'accepted' or accepted_on is not null),
  constraint participation_ends_after_it_begins check (ended_on is null or (accepted_on is not null and ended_on > accepted_on)),
  constraint one_number_per_application unique (edition_id, number)
);
-- A company that is turned down or withdraws may apply again.
create unique index one_live_application_per_company on applications.applications (edition_id, company_id)
  where state in ('draft', 'submitted', 'accepted', 'wait-listed');
create index applications_by_state on applications.applications (edition_id, state, submitted_at, id);
create index applications_by_area on applications.applications (edition_id, area_code, state);
create index applications_by_company on applications.applications (company_id);
create index applications_by_owner on applications.applications (owner) where owner is not null;
create index applications_taking_part on applications.applications (edition_id, accepted_on) where accepted_on is not null;

-- The numbers of an edition's applications: taken under the row's lock, none twice.
create table applications.counters (
  edition_id uuid primary key references editions.editions on delete cascade,
  last_number integer not null default 0
);

-- Who stands with the main exhibitor: co-exhibitors with staff and goods of their own are exhibitors; of represented companies there are
-- only goods, so they are never counted as exhibitors (ISO 25639-1; UFI). [from_day, until_day) within the application's own days.
create table applications.co_exhibitors (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  kind text not null,
  company_id uuid references companies.companies,
  names jsonb not null,
  name_key text not null,
  economy_code text not null references economies.economies (code),
  registration_number text,
  number_key text,
  shows text not null default '',
  contact_email text,
  from_day date,
  until_day date,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint co_exhibitor_kind_is_known check (kind in ('co-exhibitor', 'represented')),
  constraint co_exhibitor_ends_after_it_begins check (until_day is null or until_day > from_day)
);
comment on column applications.co_exhibitors.contact_email is 'personal: reaching the co-exhibitor about this edition; two years after it';
create unique index one_co_exhibitor_per_company on applications.co_exhibitors (application_id, company_id)
  where company_id is not null and until_day is null;
create unique index one_co_exhibitor_per_number on applications.co_exhibitors (application_id, economy_code, number_key)
  where number_key is not null and until_day is null;
create index co_exhibitors_by_application on applications.co_exhibitors (application_id, id);
create index co_exhibitors_by_company on applications.co_exhibitors (company_id) where company_id is not null;
create index co_exhibitors_by_name on applications.co_exhibitors using gin (name_key gin_trgm_ops);

-- Whom the applicant asks not to stand near.
create table applications.apart (
  application_id uuid not null references applications.applications on delete cascade,
  company_id uuid not null references companies.companies,
  primary key (application_id, company_id)
);

-- An embassy, a ministry or an agency of the United Nations recommends the company for the edition; withdrawn, it held until that day.
create table applications.recommendations (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  by_kind text not null,
  body text not null,
  economy_code text references economies.economies (code),
  author text not null,
  on_day date not null,
  until_day date,
  words text not null default '',
  digest text,
  entered_by text not null,
  constructed boolean not null default false,
  constraint recommender_kind_is_known check (by_kind in ('embassy', 'ministry', 'un-agency')),
  constraint recommendation_ends_after_it_begins check (until_day is null or until_day >= on_day)
);
comment on column applications.recommendations.author is 'personal: who vouches for the company; ten years after the edition';
comment on column applications.recommendations.words is 'personal: may name people; ten years after the edition';
create index recommendations_by_application on applications.recommendations (application_id, on_day);

-- One thread: what staff ask, what the applicant answers, each with the files it brings.
create table applications.messages (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  side text not null,
  kind text not null,
  author text not null,
  body text not null,
  lang text not null,
  written_at timestamptz not null,
  constraint message_side_is_known check (side in ('staff', 'applicant')),
  constraint message_kind_is_known check (kind in ('question', 'answer', 'note', 'decision'))
);
comment on column applications.messages.body is 'personal: what was asked and answered; two years after the edition';
create index messages_by_application on applications.messages (application_id, id);

create table applications.documents (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  message_id uuid references applications.messages on delete cascade,
  kind text not null,
  digest text not null,
  file_name text not null,
  media_type text not null,
  size_bytes integer not null,
  added_by text not null,
  added_at timestamptz not null,
  constraint document_kind_is_known check (kind in ('catalogue', 'certificate', 'picture', 'letter', 'other'))
);
comment on column applications.documents.file_name is 'personal: may name a person, tells documents apart; two years after the edition';
create index documents_by_application on applications.documents (application_id, id);

-- Each decision with its reason; the newest of an application holds.
create table applications.decisions (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  state text not null,
  reason_code text,
  words text not null default '',
  on_day date not null,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  constraint decision_is_known check (state in ('accepted', 'declined', 'wait-listed')),
  constraint a_no_gives_its_reason check (state = 'accepted' or reason_code is not null or words <> '')
);
create index decisions_by_application on applications.decisions (application_id, decided_at desc);

create schema applications_views;
-- What booths and fees know of an application.
create view applications_views.applications as
  select a.id, a.edition_id, a.company_id, a.number, c.economy_code, a.role, a.state, a.area_code, a.zone_code, a.booth_kind, a.area_m2,
         a.least_open_sides, a.wished_hall, a.wished_booths, a.block, a.submitted_at, a.submitted_on, a.accepted_on, a.ended_on, a.constructed
  from applications.applications a join companies.companies c on c.id = a.company_id;
-- Who exhibits in which edition, in what role, on which days: [from_day, until_day).
create view applications_views.exhibitors as
  select a.id as record_id, a.edition_id, a.id as application_id, a.company_id, null::jsonb as names, c.economy_code,
         case when a.shows_itself then 'main' else 'organiser' end as role, a.area_code, a.zone_code, a.booth_kind,
         a.accepted_on as from_day, a.ended_on as until_day, a.constructed
  from applications.applications a join companies.companies c on c.id = a.company_id
  where a.accepted_on is not null
  union all
  select x.id, a.edition_id, a.id, x.company_id, x.names, x.economy_code, x.kind, a.area_code, a.zone_code, a.booth_kind,
         greatest(a.accepted_on, x.from_day), least(a.ended_on, x.until_day), x.constructed
  from applications.co_exhibitors x join applications.applications a on a.id = x.application_id
  where a.accepted_on is not null and least(a.ended_on, x.until_day) is distinct from greatest(a.accepted_on, x.from_day);
create view applications_views.recommendations as
  select r.id, r.application_id, a.edition_id, a.company_id, r.by_kind, r.on_day, r.until_day, r.constructed
  from applications.recommendations r join applications.applications a on a.id = r.application_id;
create view applications_views.apart as select application_id, company_id from applications.apart;

-- Applications to exhibit: a company asks for a place in an edition, alone or for many whom it brings along; staff ask back, and accept,
-- decline or put on the wait list with a reason. Whoever was accepted takes part on [accepted_on, ended_on): figures are counted by
-- these days, the journal knows when they were entered.
create schema applications;

-- What may be asked for in an edition, and the reasons that decisions give; without a row the defaults of rules.ts hold.
create table applications.terms (
  edition_id uuid primary key references editions.editions on delete cascade,
  kinds text[] not null,
  standard_m2 numeric(7, 2) not null,
  most_standard integer not null,
  raw_from_m2 numeric(7, 2) not null,
  raw_to_m2 numeric(7, 2) not null,
  raw_step_m2 numeric(7, 2) not null,
  pod_m2 numeric(7, 2) not null,
  pod_area_codes text[] not null default '{}',
  reasons jsonb not null default '[]',
  version integer not null default 1,
  constraint kinds_are_known check (kinds <@ array['standard', 'raw', 'pod'] and cardinality(kinds) > 0),
  constraint sizes_are_positive check (
    standard_m2 > 0 and most_standard > 0 and raw_from_m2 > 0 and raw_to_m2 >= raw_from_m2 and raw_step_m2 > 0 and pod_m2 > 0
  )
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
  -- Goods and services in words, by language.
  shows jsonb not null default '{}',
  hs_chapters text[] not null default '{}',
  brands text not null default '',
  certificates text not null default '',
  wishes text not null default '',
  near text[] not null default '{}',
  wished_hall text,
  wished_booths text[] not null default '{}',
  block text not null default 'none',
  begun_at timestamptz not null default now(),
  submitted_at timestamptz,
  submitted_on date,
  decided_on date,
  accepted_on date,
  ended_on date,
  withdrawn_on date,
  discarded_at timestamptz,
  -- Staff let it in until then, although the window is over.
  late_until timestamptz,
  -- A question of staff waits for its answer since then; the applicant wrote, and no staff has read it, since then.
  asked_since timestamptz,
  heard_since timestamptz,
  owner text references people.users on delete set null,
  carried_from uuid references applications.applications on delete set null,
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
  constraint nearness_is_known check (near <@ array['gate', 'main-aisle', 'stage', 'cafe', 'quiet']),
  constraint block_is_known check (block in ('none', 'economy', 'umbrella')),
  constraint open_sides_are_one_to_four check (least_open_sides between 1 and 4),
  constraint wished_area_is_positive check (area_m2 > 0),
  constraint what_was_submitted_is_whole check (
    state in ('draft', 'discarded')
    or (submitted_at is not null and submitted_on is not null and number is not null and area_code is not null
      and booth_kind is not null and area_m2 is not null)
  ),
  constraint accepted_applications_have_a_day check (state <> 'accepted' or accepted_on is not null),
  constraint only_accepted_applications_take_part check (accepted_on is null or state in ('accepted', 'withdrawn')),
  constraint participation_ends_after_it_begins check (ended_on is null or (accepted_on is not null and ended_on > accepted_on)),
  constraint participation_ends_with_a_withdrawal check (
    (state = 'withdrawn') = (withdrawn_on is not null)
    and (ended_on is null or state = 'withdrawn') and (accepted_on is null or state = 'accepted' or ended_on is not null)
  ),
  constraint discarded_drafts_have_a_moment check ((state = 'discarded') = (discarded_at is not null)),
  constraint one_number_per_application unique (edition_id, number)
);
-- A company that is turned down or withdraws may apply again.
create unique index one_live_application_per_company on applications.applications (edition_id, company_id)
  where state in ('draft', 'submitted', 'accepted', 'wait-listed');
create index applications_by_age on applications.applications (edition_id, coalesce(submitted_at, begun_at), id);
create index applications_by_state on applications.applications (edition_id, state, coalesce(submitted_at, begun_at), id);
create index applications_by_area on applications.applications (edition_id, area_code, state);
create index applications_by_company on applications.applications (company_id);
create index applications_by_owner on applications.applications (owner, edition_id) where owner is not null;
create index applications_asked on applications.applications (edition_id, asked_since) where asked_since is not null;
create index applications_heard on applications.applications (edition_id, heard_since) where heard_since is not null;
create index applications_discarded on applications.applications (discarded_at) where discarded_at is not null;
create index applications_taking_part on applications.applications (edition_id, accepted_on) where accepted_on is not null;

-- The numbers of an edition's applications: taken under the row's lock, none twice.
create table applications.counters (
  edition_id uuid primary key references editions.editions on delete cascade,
  last_number integer not null default 0
);

-- Who stands with the main exhibitor: co-exhibitors with staff and goods of their own are exhibitors; of represented companies there are
-- only goods, so they are never counted as exhibitors (ISO 25639-1; UFI). They do so on [from_day, until_day) within the application's
-- own days; without a first day from its acceptance on.
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
  constraint co_exhibitor_has_a_name check (name_key <> ''),
  constraint co_exhibitor_ends_after_it_begins check (until_day is null or from_day is null or until_day > from_day),
  constraint number_and_its_key_go_together check ((registration_number is null) = (number_key is null))
);
comment on column applications.co_exhibitors.contact_email is 'personal: reaching the co-exhibitor about this edition; two years after it';
create unique index one_co_exhibitor_per_company on applications.co_exhibitors (application_id, company_id)
  where company_id is not null and until_day is null;
create unique index one_co_exhibitor_per_number on applications.co_exhibitors (application_id, economy_code, number_key)
  where number_key is not null and until_day is null;
create index co_exhibitors_by_application on applications.co_exhibitors (application_id, id);
create index co_exhibitors_by_company on applications.co_exhibitors (company_id) where company_id is not null;
create index co_exhibitors_by_name on applications.co_exhibitors using gin (name_key gin_trgm_ops);

-- Whom the applicant asks to stand beside, and whom it asks not to stand near: by name, and by company where one is known by it.
create table applications.neighbours (
  application_id uuid not null references applications.applications on delete cascade,
  wish text not null,
  name text not null,
  company_id uuid references companies.companies,
  primary key (application_id, wish, name),
  constraint wish_is_known check (wish in ('together', 'apart'))
);
comment on column applications.neighbours.name is 'not personal: what an organisation is called';
create index neighbours_by_company on applications.neighbours (company_id) where company_id is not null;

-- Ways in for people without a role: who recommends a company, and who answers for a co-exhibitor. Used once.
create table applications.invitations (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  purpose text not null,
  co_exhibitor_id uuid references applications.co_exhibitors on delete cascade,
  token_hash text not null,
  email text not null,
  language text not null,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint invitation_purpose_is_known check (purpose in ('recommend', 'join')),
  constraint joining_names_the_co_exhibitor check ((purpose = 'join') = (co_exhibitor_id is not null)),
  constraint one_invitation_per_token unique (token_hash)
);
comment on column applications.invitations.email is 'personal: reaching the invited person; two years after the edition';
comment on column applications.invitations.token_hash is 'secret: a hash';
create index invitations_by_application on applications.invitations (application_id, id);

-- An embassy, a ministry or an agency of the United Nations recommends the company for the edition. What came by a link counts when
-- staff have confirmed who wrote it; withdrawn, it held until that day.
create table applications.recommendations (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  by_kind text not null,
  body text not null,
  economy_code text references economies.economies (code),
  author text not null,
  office text not null default '',
  on_day date not null,
  until_day date,
  why_withdrawn text,
  words text not null default '',
  way text not null,
  invitation_id uuid references applications.invitations on delete set null,
  digest text,
  file_name text,
  media_type text,
  entered_by text not null,
  entered_at timestamptz not null default now(),
  confirmed_by text,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint recommender_kind_is_known check (by_kind in ('embassy', 'ministry', 'un-agency')),
  constraint recommendation_way_is_known check (way in ('link', 'pavilion', 'staff')),
  constraint recommendation_ends_after_it_begins check (until_day is null or until_day >= on_day),
  constraint withdrawn_recommendation_says_why check ((until_day is null) = (why_withdrawn is null)),
  constraint recommendation_file_is_whole check (num_nulls(digest, file_name, media_type) in (0, 3))
);
comment on column applications.recommendations.author is 'personal: who vouches for the company; ten years after the edition';
comment on column applications.recommendations.office is 'personal: in what office they vouch; ten years after the edition';
comment on column applications.recommendations.words is 'personal: may name people; ten years after the edition';
comment on column applications.recommendations.digest is 'personal: leads to a file that may name people; ten years after the edition; file: a letter of recommendation';
comment on column applications.recommendations.file_name is 'personal: may name a person, tells documents apart; ten years after the edition';
create index recommendations_by_application on applications.recommendations (application_id, on_day);

-- One thread: what staff ask, what the applicant answers, each with the files it brings. Staff's notes are for staff alone.
create table applications.messages (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  side text not null,
  kind text not null,
  author text not null,
  body text not null,
  written_at timestamptz not null,
  seen_at timestamptz,
  constraint message_side_is_known check (side in ('staff', 'applicant')),
  constraint message_kind_is_known check (kind in ('question', 'answer', 'message', 'note')),
  constraint staff_ask_and_note check (side = 'staff' or kind not in ('question', 'note'))
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
comment on column applications.documents.digest is 'personal: leads to a file that may name people; two years after the edition; file: a document';
create index documents_by_application on applications.documents (application_id, id);

-- Each decision with its reason; the newest of an application holds, until it is taken back.
create table applications.decisions (
  id uuid primary key,
  application_id uuid not null references applications.applications on delete cascade,
  state text not null,
  reason_code text,
  words text not null default '',
  on_day date not null,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  taken_back_at timestamptz,
  constraint decision_is_known check (state in ('accepted', 'declined', 'wait-listed')),
  constraint a_no_gives_its_reason check (state = 'accepted' or reason_code is not null or words <> '')
);
create index decisions_by_application on applications.decisions (application_id, id);

-- The list of exhibitors as each language reads it: every main and co-exhibitor under the name it has there, in that alphabet's order.
-- Derived from applications and companies, written in the transaction that changes them; what counts is in the views.
create table applications.listings (
  record_id uuid not null,
  lang text not null,
  application_id uuid not null references applications.applications on delete cascade,
  edition_id uuid not null references editions.editions,
  company_id uuid references companies.companies,
  role text not null,
  name text not null,
  name_lang text not null,
  sort_key text collate "C" not null,
  letter text not null,
  economy_code text not null,
  area_code text not null,
  zone_code text,
  from_day date not null,
  until_day date,
  constructed boolean not null,
  primary key (record_id, lang),
  constraint listed_role_is_known check (role in ('main', 'co-exhibitor'))
);
comment on column applications.listings.name is 'not personal: what an organisation is called';
create index listings_in_order on applications.listings (edition_id, lang, sort_key, record_id);
create index listings_by_application on applications.listings (application_id);
create index listings_by_company on applications.listings (company_id) where company_id is not null;

-- Companies as rooms above mean them: one that was merged into another is that one.
create view companies_views.standing as
  select c.id, coalesce(k.id, c.id) as company_id, coalesce(k.economy_code, c.economy_code) as economy_code,
         (select jsonb_object_agg(o.lang, o.name order by o.legal desc) from companies.names o
          where o.company_id = coalesce(k.id, c.id)) as names
  from companies.companies c left join companies.companies k on k.id = c.merged_into;

create schema applications_views;
-- What rooms above know of an application.
create view applications_views.applications as
  select a.id, a.edition_id, c.company_id, a.number, c.economy_code, a.role, a.shows_itself, a.state, a.area_code, a.zone_code,
         a.booth_kind, a.area_m2, a.least_open_sides, a.near, a.wished_hall, a.wished_booths, a.block, a.submitted_at, a.submitted_on,
         a.accepted_on, a.ended_on, a.constructed
  from applications.applications a join companies_views.standing c on c.id = a.company_id;
-- Who exhibits in which edition, in what role, on which days: [from_day, until_day). `main` and `co-exhibitor` are exhibitors;
-- an `organiser` holds a stand for others and shows nothing; of `represented` there are only goods.
create view applications_views.exhibitors as
  select a.id as record_id, a.edition_id, a.id as application_id, c.company_id, c.names, c.economy_code,
         case when a.shows_itself then 'main' else 'organiser' end as role, a.area_code, a.zone_code, a.booth_kind,
         a.accepted_on as from_day, a.ended_on as until_day, a.constructed
  from applications.applications a join companies_views.standing c on c.id = a.company_id
  where a.accepted_on is not null
  union all
  select x.id, a.edition_id, a.id, c.company_id, x.names, x.economy_code, x.kind, a.area_code, a.zone_code,
         a.booth_kind, greatest(a.accepted_on, x.from_day), least(a.ended_on, x.until_day), x.constructed
  from applications.co_exhibitors x
  join applications.applications a on a.id = x.application_id
  left join companies_views.standing c on c.id = x.company_id
  where a.accepted_on is not null
    and coalesce(least(a.ended_on, x.until_day), 'infinity') > greatest(a.accepted_on, x.from_day);
create view applications_views.recommendations as
  select r.id, r.application_id, a.edition_id, c.company_id, r.by_kind, r.on_day, r.until_day, r.constructed
  from applications.recommendations r join applications.applications a on a.id = r.application_id
  join companies_views.standing c on c.id = a.company_id
  where r.confirmed_by is not null;
-- Pairs of companies: who asked to stand together, or apart.
create view applications_views.neighbours as
  select n.application_id, a.edition_id, c.company_id, n.wish, o.company_id as other_id
  from applications.neighbours n join applications.applications a on a.id = n.application_id
  join companies_views.standing c on c.id = a.company_id join companies_views.standing o on o.id = n.company_id;

-- The floor plan: halls in metres, what stands in them, and every version that was ever public. A plan is drawn in a draft, released,
-- and superseded by the next release of its hall. A booth keeps its id through all versions, so that whoever holds it can be asked
-- before it changes; what was released is never altered.
create schema booths;

create table booths.plans (
  id uuid primary key,
  edition_id uuid not null,
  hall_code text not null,
  number integer not null,
  state text not null default 'draft',
  based_on uuid references booths.plans,
  length_m numeric(7, 2) not null,
  width_m numeric(7, 2) not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  released_by text,
  released_at timestamptz,
  note text not null default '',
  constructed boolean not null default false,
  version integer not null default 1,
  foreign key (edition_id, hall_code) references editions.halls (edition_id, code),
  constraint plan_versions_are_counted_per_hall unique (edition_id, hall_code, number),
  constraint plan_state_is_known check (state in ('draft', 'released', 'superseded')),
  constraint released_plans_say_when_and_by_whom check
    ((state = 'draft') = (released_at is null) and (released_at is null) = (released_by is null)),
  constraint plan_has_a_floor check (length_m > 0 and width_m > 0)
);
create unique index one_draft_per_hall on booths.plans (edition_id, hall_code) where state = 'draft';
create unique index one_released_plan_per_hall on booths.plans (edition_id, hall_code) where state = 'released';
comment on column booths.plans.made_by is 'not personal: an account''s id or a part of Rialto';
comment on column booths.plans.released_by is 'not personal: an account''s id or a part of Rialto';

-- Outlines are corners in metres from the hall's upper left, x to the right and y down, clockwise, to the centimetre.
create table booths.booths (
  plan_id uuid not null references booths.plans on delete cascade,
  booth_id uuid not null,
  number text not null,
  kind text not null,
  outline jsonb not null,
  area_code text not null,
  zone_code text,
  area_m2 numeric(9, 2) not null,
  open_sides integer not null,
  holds_pillar boolean not null default false,
  constructed boolean not null default false,
  primary key (plan_id, booth_id),
  constraint booth_kind_is_known check (kind in ('standard', 'raw', 'national', 'pod')),
  constraint booth_has_corners check (jsonb_typeof(outline) = 'array' and jsonb_array_length(outline) >= 4),
  constraint booth_has_a_floor check (area_m2 > 0),
  constraint booth_has_at_most_four_sides check (open_sides between 0 and 4)
);
-- A draft may hold a number twice while it is drawn; a release may not (booths.released_plans_are_whole).
create index booths_by_number on booths.booths (plan_id, number);
create index booths_by_id on booths.booths (booth_id);

create table booths.structures (
  plan_id uuid not null references booths.plans on delete cascade,
  structure_id uuid not null,
  kind text not null,
  name text not null default '',
  at jsonb,
  outline jsonb,
  primary key (plan_id, structure_id),
  constraint structure_kind_is_known check (kind in ('gate', 'emergency-exit', 'hydrant', 'pillar', 'lift', 'stairs', 'escalator',
    'service', 'stage', 'cafe', 'toilets', 'first-aid', 'prayer-room')),
  constraint structure_is_a_place_or_a_shape check ((at is null) <> (outline is null))
);
comment on column booths.structures.name is 'not personal: the label of a gate or room';

-- What a venue and its fair hold themselves to. `warns` names the rules that do not forbid a release.
create table booths.venue_rules (
  edition_id uuid primary key references editions.editions on delete cascade,
  most_share numeric(4, 3) not null,
  passage_m numeric(5, 2) not null,
  row_m numeric(6, 2) not null,
  main_aisle_m numeric(5, 2) not null,
  main_aisles_full integer not null,
  main_aisles_half integer not null,
  exit_clear_m numeric(5, 2) not null,
  hydrant_clear_m numeric(5, 2) not null,
  maintenance_m numeric(5, 2) not null,
  open_side_m numeric(5, 2) not null,
  way_m numeric(5, 2) not null,
  walk_m numeric(5, 1) not null,
  grid_m numeric(4, 2) not null,
  warns text[] not null,
  version integer not null default 1,
  constraint venue_rules_can_be_measured check (most_share between 0 and 1 and passage_m >= 0 and row_m > 0 and main_aisle_m > 0
    and exit_clear_m >= 0 and hydrant_clear_m >= 0 and maintenance_m >= 0 and open_side_m > 0 and way_m > 0 and walk_m > 0 and grid_m > 0)
);

-- How the venue lies: each hall, and the squares and galleries between halls, on its level of the ground, in metres.
create table booths.grounds (
  edition_id uuid not null references editions.editions on delete cascade,
  code text not null,
  hall_code text,
  name jsonb not null default '{}',
  level integer not null default 0,
  x_m numeric(8, 2) not null,
  y_m numeric(8, 2) not null,
  length_m numeric(8, 2) not null,
  width_m numeric(8, 2) not null,
  turn integer not null default 0,
  constructed boolean not null default false,
  primary key (edition_id, code),
  foreign key (edition_id, hall_code) references editions.halls (edition_id, code) on delete cascade,
  constraint a_hall_lies_once unique (edition_id, hall_code),
  constraint a_halls_ground_bears_its_code check (hall_code is null or hall_code = code),
  constraint ground_has_a_floor check (length_m > 0 and width_m > 0),
  constraint ground_is_turned_by_quarters check (turn between 0 and 3)
);

-- Ways from ground to ground: from a gate of one to a gate of the other ('' where the ground is no hall), walked both ways.
create table booths.passages (
  edition_id uuid not null references editions.editions on delete cascade,
  id uuid not null,
  from_code text not null,
  from_gate text not null default '',
  to_code text not null,
  to_gate text not null default '',
  kind text not null,
  metres numeric(7, 1) not null,
  seconds integer not null,
  constructed boolean not null default false,
  primary key (edition_id, id),
  foreign key (edition_id, from_code) references booths.grounds (edition_id, code) on delete cascade,
  foreign key (edition_id, to_code) references booths.grounds (edition_id, code) on delete cascade,
  constraint passage_kind_is_known check (kind in ('level', 'escalator', 'stairs', 'lift')),
  constraint passage_leads_elsewhere check (from_code <> to_code),
  constraint passage_takes_time check (metres >= 0 and seconds > 0)
);

-- Who was asked before a release took a held booth away or changed it: one row per holder, with what was offered instead and why.
create table booths.remedies (
  plan_id uuid not null references booths.plans,
  booth_id uuid not null,
  holder text not null,
  replacement_booth_id uuid,
  notice text not null,
  reason text not null,
  primary key (plan_id, booth_id, holder),
  constraint remedy_says_why check (notice <> '' and reason <> '')
);
comment on column booths.remedies.holder is 'not personal: the id of an application or pavilion';

-- What was released is never altered: only a draft's booths and structures may be drawn. A release numbers every booth once.
create function booths.released_plans_stand() returns trigger language plpgsql as $$
declare
  standing text;
begin
  select state into standing from booths.plans where id = case when tg_op = 'DELETE' then old.plan_id else new.plan_id end;
  if standing is not null and standing <> 'draft' then
    raise exception 'a released plan is superseded, never altered';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger released_plans_stand before insert or update or delete on booths.booths
  for each row execute function booths.released_plans_stand();
create trigger released_plans_stand before insert or update or delete on booths.structures
  for each row execute function booths.released_plans_stand();

create function booths.released_plans_are_whole() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.state = 'draft' or (old.state, new.state) = ('superseded', 'released')
      or (new.edition_id, new.hall_code, new.number, new.length_m, new.width_m, new.released_at)
        <> (old.edition_id, old.hall_code, old.number, old.length_m, old.width_m, old.released_at)) then
    raise exception 'a released plan is superseded, never altered';
  end if;
  if old.state = 'draft' and new.state = 'released' and exists
      (select from booths.booths where plan_id = new.id group by number having count(*) > 1 or number = '') then
    raise exception using errcode = 'unique_violation', constraint = 'a_released_plan_numbers_each_booth_once',
      message = 'a released plan numbers each booth once';
  end if;
  return new;
end $$;
create trigger released_plans_are_whole before update on booths.plans
  for each row execute function booths.released_plans_are_whole();

-- The areas and zones that a public plan has booths in: they stay in the edition for as long.
create table booths.plan_areas (
  plan_id uuid not null references booths.plans on delete cascade,
  edition_id uuid not null,
  area_code text not null,
  primary key (plan_id, area_code),
  constraint areas_of_a_public_plan_are_there foreign key (edition_id, area_code) references editions.areas (edition_id, code)
);
create index plan_areas_by_area on booths.plan_areas (edition_id, area_code);

create function booths.areas_of_a_public_plan_stay() returns trigger language plpgsql as $$
begin
  delete from booths.plan_areas where plan_id = new.id;
  if new.state = 'released' then
    insert into booths.plan_areas (plan_id, edition_id, area_code)
      select distinct new.id, new.edition_id, code
      from booths.booths cross join lateral (values (area_code), (zone_code)) as used (code)
      where plan_id = new.id and code is not null;
  end if;
  return null;
end $$;
create trigger areas_of_a_public_plan_stay after update of state on booths.plans
  for each row execute function booths.areas_of_a_public_plan_stay();

create schema booths_views;
-- The booths that are public: those of the released plan of each hall.
create view booths_views.plan as
  select p.edition_id, p.hall_code, p.id as plan_id, p.number as plan_number, b.booth_id, b.number, b.kind, b.outline, b.area_code,
         b.zone_code, b.area_m2, b.open_sides, b.holds_pillar, b.constructed
  from booths.plans p join booths.booths b on b.plan_id = p.id
  where p.state = 'released';

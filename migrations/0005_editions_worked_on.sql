-- An edition may be worked on by several people at once: each area, hall and window, and each fair's name, carries a version, so that
-- a page that has gone stale overwrites nothing. A zone lies in an area, and nothing else does; codes read in an address.
alter table editions.fairs add column version integer not null default 1;
alter table editions.halls add column version integer not null default 1;
alter table editions.areas add column version integer not null default 1;
alter table editions.windows add column version integer not null default 1;

alter table editions.areas
  add constraint a_zone_and_only_a_zone_lies_in_an_area check ((kind = 'zone') = (parent_code is not null)),
  add constraint area_code_reads_in_an_address check (code ~ '^[a-z0-9][a-z0-9-]*$');
alter table editions.halls
  add constraint hall_code_reads_in_an_address check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]*$');
create index areas_by_parent on editions.areas (edition_id, parent_code);
create index hall_areas_by_area on editions.hall_areas (edition_id, area_code);

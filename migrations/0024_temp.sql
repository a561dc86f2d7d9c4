create schema booths_views;
create table booths_views.holdings (
  holding_id uuid, edition_id uuid, application_id uuid, booth_ids uuid[], numbers text[], hall_code text, area_m2 numeric, kind text, open_sides integer,
  state text, from_day date, until_day date);

-- Whoever counts areas or stands does not pay for the numbers of the booths: they are put together where they are asked for.
create or replace view booths_views.holdings as
  select h.id as holding_id, h.edition_id, h.application_id,
         (select array_agg(x.booth_id order by x.number) from booths.holding_booths x where x.holding_id = h.id) as booth_ids,
         (select array_agg(h.hall_code || '-' || x.number order by x.number) from booths.holding_booths x where x.holding_id = h.id)
           as numbers,
         h.hall_code, h.area_m2, h.kind, h.open_sides, h.state, h.accepted_on as from_day, h.ended_on as until_day, h.constructed
  from booths.holdings h;

-- Which company a record counts for, and of which economy that is, is known without looking every company up twice: only what was merged
-- into another is asked for the other.
create or replace view companies_views.standing as
  select c.id, coalesce(c.merged_into, c.id) as company_id,
         case when c.merged_into is null then c.economy_code
              else (select k.economy_code from companies.companies k where k.id = c.merged_into) end as economy_code,
         (select jsonb_object_agg(o.lang, o.name order by o.legal desc) from companies.names o
          where o.company_id = coalesce(c.merged_into, c.id)) as names
  from companies.companies c;

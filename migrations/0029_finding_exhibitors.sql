-- Staff narrow their queue by economy without looking at every company on record; and how many exhibitors there are under each letter and
-- from each economy is counted from an index alone.
create index companies_by_economy on companies.companies (economy_code);
create index listings_counted on applications.listings (edition_id, lang) include (letter, economy_code, from_day, until_day);

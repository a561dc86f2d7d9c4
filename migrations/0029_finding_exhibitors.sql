-- Staff narrow their queue by economy without looking at every company on record.
create index companies_by_economy on companies.companies (economy_code);

-- What comes twice is taken once: a form sent again, a call repeated with its key.
alter table funds.posting add column client_key text check (length(client_key) between 1 and 100);
create unique index on funds.posting (unit_id, client_key) where client_key is not null;

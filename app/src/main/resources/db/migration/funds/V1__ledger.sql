-- Environmental money: postings that are never edited, and the rates that turn them into RMB.
call verdite.room('funds');

create table funds.posting (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  site_id int references organisation.site,
  month date not null check (extract(day from month) = 1),
  category text not null check (category in ('POLLUTION_CONTROL', 'MONITORING', 'RESTORATION', 'EMERGENCY', 'CLOSURE', 'TAX_FEES', 'RESEARCH')),
  nature text not null check (nature in ('CAPEX', 'OPEX')),
  amount numeric(18, 2) not null check (amount <> 0),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  document text not null,
  text text not null,
  action_room text,
  action_kind text,
  action_key text,
  action_title text,
  action_path text,
  reverses bigint unique references funds.posting,
  reason text not null default '' check (reverses is null or reason <> ''),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on funds.posting (month desc, id desc);
create index on funds.posting (unit_id, month);
create index on funds.posting (recorded_at);

-- A reversal is the original with the opposite sign, in the original's month; a reversal is not reversed.
create function funds.guard() returns trigger language plpgsql as $$
declare
  o funds.posting;
begin
  if new.reverses is not null then
    select * into o from funds.posting where id = new.reverses;
    if o.reverses is not null or (o.unit_id, o.month, o.category, o.nature, o.currency, o.amount)
        is distinct from (new.unit_id, new.month, new.category, new.nature, new.currency, -new.amount)
        or o.site_id is distinct from new.site_id then
      raise exception 'a reversal equals its original with the opposite sign' using errcode = '23514';
    end if;
  end if;
  return new;
end $$;
create trigger guard before insert on funds.posting for each row execute function funds.guard();

-- RMB for one unit of a currency: the average of a period for flows, the closing rate for balances.
create table funds.rate (
  id bigint generated always as identity primary key,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$' and currency <> 'CNY'),
  year int not null check (year between 1990 and 2200),
  month int check (month between 1 and 12),
  average numeric(18, 8) not null check (average > 0),
  closing numeric(18, 8) not null check (closing > 0),
  source text not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create unique index on funds.rate (currency, year, coalesce(month, 0)) where superseded_at is null;

call verdite.scoped('funds.posting', 'select, insert');
call verdite.common('funds.rate', 'select, insert, update (superseded_at)');
call trail.pub_watch('funds.posting', 'id');
call trail.pub_watch('funds.rate', 'id');

-- The rate of a month, or of its year where the month has none; null when there is neither.
create function funds.pub_rate(of_currency text, of_month date, known timestamptz default 'infinity') returns numeric
language sql stable as $$
  select case when of_currency = 'CNY' then 1 else (
    select r.average from funds.rate r
    where r.currency = of_currency and r.year = extract(year from of_month) and (r.month is null or r.month = extract(month from of_month))
      and r.recorded_at <= known and (r.superseded_at is null or r.superseded_at > known)
    order by r.month nulls last, r.id desc limit 1) end
$$;

-- The lines of a year as known at an instant, in RMB, each with the boundary's share of its site.
-- Lines of no site belong to the group itself. With ALL_OWNED every line counts.
create function funds.pub_spent(of_year int, known timestamptz default 'infinity', of_boundary text default 'ALL_OWNED')
returns table (posting_id bigint, unit_id int, site_id int, month date, category text, nature text, currency text,
  amount numeric, rate numeric, rmb numeric)
language sql stable as $$
  with rate as materialized (
    select c.currency, c.month, funds.pub_rate(c.currency, c.month, known) as rate
    from (select distinct p.currency, p.month from funds.posting p
          where p.month >= make_date(of_year, 1, 1) and p.month < make_date(of_year + 1, 1, 1)) c
  ), line as (
    select p.*, case when of_boundary = 'ALL_OWNED' or p.site_id is null then 1 else (
        select m.share from organisation.pub_members(of_boundary, (p.month + interval '1 month' - interval '1 day')::date, known) m
        where m.site_id = p.site_id and m.standing = 'IN') end as share
    from funds.posting p
    where p.month >= make_date(of_year, 1, 1) and p.month < make_date(of_year + 1, 1, 1) and p.recorded_at <= known
  )
  select l.id, l.unit_id, l.site_id, l.month, l.category, l.nature, l.currency::text, l.amount * l.share, r.rate, l.amount * l.share * r.rate
  from line l join rate r on r.currency = l.currency and r.month = l.month
  where l.share is not null
$$;

create view funds.pub_posting with (security_invoker = true) as
  select id, unit_id, site_id, month, category, nature, amount, currency, document, text, action_room, action_kind, action_key, reverses,
    recorded_at from funds.posting;
grant select on funds.pub_posting to verdite_app, verdite_all;

-- Funding plans: lines by category and nature for a unit's year, each asked and approved month by month. What was approved is
-- frozen as a version; another asks to take its place and until it may, the approved one holds.
create function funds.total(months numeric[]) returns numeric language sql immutable parallel safe as
$$ select coalesce(sum(m), 0) from unnest(months) m $$;

create table funds.line (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  number text not null generated always as ('FL-' || year || '-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  category text not null check (category in ('POLLUTION_CONTROL', 'MONITORING', 'RESTORATION', 'EMERGENCY', 'CLOSURE', 'TAX_FEES', 'RESEARCH')),
  nature text not null check (nature in ('CAPEX', 'OPEX')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  -- what it pays for; null where no goal asked for it
  origin_room text check (origin_room ~ '^[a-z]{1,40}$'),
  origin_kind text,
  origin_key text,
  origin_title text,
  origin_href text check (origin_href ~ '^/[^/\\]'),
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'CLOSED', 'REJECTED', 'WITHDRAWN')),
  -- of the version that holds, or else of the last that was asked for
  title text not null check (length(btrim(title)) between 1 and 200),
  owner_id int not null references organisation.person,
  planned numeric(18, 2) not null check (planned > 0),
  -- null is not nothing: nobody has decided
  approved numeric(18, 2) check (approved > 0),
  committed numeric(18, 2) not null default 0 check (committed >= 0),
  over_committed boolean not null generated always as (committed > coalesce(approved, 0)) stored,
  approved_id bigint,
  pending_id bigint,
  reason text not null default '' check (length(reason) <= 500),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  check ((origin_room is null) = (origin_kind is null) and (origin_room is null) = (origin_key is null)
    and (origin_room is null) = (origin_title is null) and (origin_room is null) = (origin_href is null)),
  check ((approved_id is null) = (approved is null)),
  check ((state in ('APPROVED', 'CLOSED')) = (approved_id is not null)),
  check (state not in ('CLOSED', 'REJECTED', 'WITHDRAWN') or pending_id is null and btrim(reason) <> '')
);
create index on funds.line (year desc, id desc);
create index on funds.line (unit_id, year);
create index on funds.line (origin_room, origin_kind, origin_key) where origin_room is not null;
create index on funds.line (pending_id) where pending_id is not null;

create table funds.line_version (
  id bigint generated always as identity primary key,
  line_id bigint not null references funds.line,
  unit_id int not null references organisation.unit,
  number int not null check (number > 0),
  title text not null check (length(btrim(title)) between 1 and 200),
  owner_id int not null references organisation.person,
  months numeric(18, 2)[] not null check (cardinality(months) = 12 and array_position(months, null) is null and 0 <= all (months)),
  total numeric(18, 2) not null generated always as (funds.total(months)) stored check (total > 0),
  reason text not null default '' check (length(reason) <= 500),
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN')),
  proposed_at timestamptz not null default verdite.now(),
  proposed_by int references organisation.person,
  decided_at timestamptz,
  -- nobody approves what they raised
  decided_by int references organisation.person check (state in ('WITHDRAWN') or decided_by <> proposed_by),
  note text not null default '' check (length(note) <= 500),
  unique (line_id, number),
  check (number = 1 or btrim(reason) <> ''),
  check ((state = 'PROPOSED') = (decided_at is null)),
  check (state not in ('REJECTED', 'WITHDRAWN') or btrim(note) <> '')
);
create unique index on funds.line_version (line_id) where state = 'PROPOSED';
create unique index on funds.line_version (line_id) where state = 'APPROVED';
alter table funds.line add foreign key (approved_id) references funds.line_version deferrable initially deferred,
  add foreign key (pending_id) references funds.line_version deferrable initially deferred;

create function funds.line_guard() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.year, new.category, new.nature, new.currency, new.origin_room, new.origin_kind, new.origin_key)
      is distinct from (old.unit_id, old.year, old.category, old.nature, old.currency, old.origin_room, old.origin_kind, old.origin_key) then
    raise exception 'what a funding line is for does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('CLOSED', 'REJECTED', 'WITHDRAWN') and (new.state, new.approved_id, new.planned, new.title, new.owner_id)
      is distinct from (old.state, old.approved_id, old.planned, old.title, old.owner_id) then
    raise exception 'a funding line that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'),
      ('PROPOSED', 'WITHDRAWN'), ('APPROVED', 'CLOSED')) then
    raise exception 'a funding line does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if new.approved_id is distinct from old.approved_id and not exists (select from funds.line_version v
      where v.id = new.approved_id and v.line_id = new.id and v.state = 'APPROVED' and v.total = new.approved) then
    raise exception 'what holds is a version that was approved' using errcode = 'check_violation';
  end if;
  if new.state = 'PROPOSED' and new.pending_id is null then
    raise exception 'a funding line that is asked for has a version that waits' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on funds.line for each row execute function funds.line_guard();

create function funds.version_guard() returns trigger language plpgsql as $$
begin
  if (new.line_id, new.unit_id, new.number, new.title, new.owner_id, new.months, new.reason, new.proposed_at, new.proposed_by)
      is distinct from (old.line_id, old.unit_id, old.number, old.title, old.owner_id, old.months, old.reason, old.proposed_at, old.proposed_by) then
    raise exception 'a version of a funding line is never edited' using errcode = 'check_violation';
  end if;
  if new.state = old.state or (old.state, new.state) not in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'), ('PROPOSED', 'WITHDRAWN'),
      ('APPROVED', 'SUPERSEDED')) then
    raise exception 'a version does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if new.state = 'APPROVED' and exists (select from funds.line_version v where v.line_id = new.line_id and v.proposed_by = new.decided_by) then
    raise exception 'nobody approves what they raised' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on funds.line_version for each row execute function funds.version_guard();

-- What an order or a contract binds against a line, by month; never edited, taken back by its opposite.
create table funds.commitment (
  id bigint generated always as identity primary key,
  line_id bigint not null references funds.line,
  unit_id int not null references organisation.unit,
  month date not null check (extract(day from month) = 1),
  amount numeric(18, 2) not null check (amount <> 0),
  contractor_id int references organisation.contractor,
  supplier text not null check (length(btrim(supplier)) between 1 and 200),
  reference text not null check (length(btrim(reference)) between 1 and 100),
  -- said by who binds more than was approved
  over_reason text not null default '' check (length(over_reason) <= 500),
  reverses bigint unique references funds.commitment,
  reason text not null default '' check (length(reason) <= 500),
  client_key text check (length(client_key) between 1 and 100),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check ((reverses is null) = (amount > 0)),
  check ((reverses is null) = (btrim(reason) = ''))
);
create index on funds.commitment (line_id, month, id);
create unique index on funds.commitment (line_id, client_key) where client_key is not null;

create function funds.commitment_guard() returns trigger language plpgsql as $$
declare
  l funds.line;
  o funds.commitment;
begin
  select * into l from funds.line where id = new.line_id for update;
  if l.unit_id <> new.unit_id or extract(year from new.month) <> l.year then
    raise exception 'a commitment stands at its line''s unit and in its line''s year' using errcode = 'check_violation';
  end if;
  if new.reverses is null then
    if l.state <> 'APPROVED' then
      raise exception 'money is bound against what was approved' using errcode = 'check_violation';
    end if;
    if btrim(new.over_reason) = '' and l.committed + new.amount > l.approved then
      raise exception 'more than was approved is bound with a reason only' using errcode = 'check_violation';
    end if;
  else
    select * into o from funds.commitment where id = new.reverses;
    if o.reverses is not null or (o.line_id, o.month, o.amount) is distinct from (new.line_id, new.month, -new.amount) then
      raise exception 'a reversal equals its original with the opposite sign' using errcode = 'check_violation';
    end if;
  end if;
  update funds.line set committed = committed + new.amount where id = new.line_id;
  return new;
end $$;
create trigger guard before insert on funds.commitment for each row execute function funds.commitment_guard();

-- Which line a posting of the ledger belongs to. A posting counts once; another line takes its place, the former stays readable.
create table funds.link (
  id bigint generated always as identity primary key,
  posting_id bigint not null references funds.posting,
  unit_id int not null references organisation.unit,
  line_id bigint not null references funds.line,
  reason text not null default '' check (length(reason) <= 500),
  linked_at timestamptz not null default verdite.now(),
  linked_by text not null default verdite.who(),
  ended_at timestamptz,
  ended_by text,
  ended_because text not null default '' check (length(ended_because) <= 500),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (btrim(ended_because) = ''))
);
create unique index on funds.link (posting_id) where ended_at is null;
create index on funds.link (line_id) where ended_at is null;
create index on funds.link (posting_id, id);

create function funds.link_guard() returns trigger language plpgsql as $$
declare
  l funds.line;
  p funds.posting;
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null then
      raise exception 'a link that ended stays as it was' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  select * into l from funds.line where id = new.line_id for share;
  select * into p from funds.posting where id = new.posting_id;
  if p.unit_id <> new.unit_id then
    raise exception 'a link stands at its posting''s unit' using errcode = 'check_violation';
  end if;
  -- a reversal goes where its original is, also when that line is closed by now or out of the sight of who takes back
  if p.reverses is not null then
    if not exists (select from funds.link k where k.posting_id = p.reverses and k.line_id = new.line_id and k.ended_at is null) then
      raise exception 'a reversal belongs where its original does' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if l.id is null or l.state <> 'APPROVED' then
    raise exception 'spending belongs to a line that was approved' using errcode = 'check_violation';
  end if;
  if extract(year from p.month) <> l.year or (p.category, p.nature) is distinct from (l.category, l.nature) then
    raise exception 'a posting and its line are of one year, category and nature' using errcode = 'check_violation';
  end if;
  if p.unit_id <> l.unit_id and not exists (select from organisation.pub_way_up(p.unit_id) w where w.id = l.unit_id) then
    raise exception 'a line pays for its own unit and those below' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before insert or update on funds.link for each row execute function funds.link_guard();

-- From when on a deviation is flagged, and above which amount only one level up approves.
create table funds.plan_rule (
  id bigint generated always as identity primary key,
  valid_from date not null,
  over_percent numeric(5, 2) not null check (over_percent between 0 and 999),
  under_percent numeric(5, 2) not null check (under_percent between 0 and 100),
  threshold numeric(18, 2) not null check (threshold > 0),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create unique index on funds.plan_rule (valid_from) where superseded_at is null;
insert into funds.plan_rule (valid_from, over_percent, under_percent, threshold, currency, recorded_by)
  values ('1990-01-01', 10, 10, 5000000, 'CNY', 'system:verdite');

-- RMB for one unit of a currency, by which a year's plans are added up from its first day to its last.
create table funds.budget_rate (
  id bigint generated always as identity primary key,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$' and currency <> 'CNY'),
  year int not null check (year between 1990 and 2200),
  rate numeric(18, 8) not null check (rate > 0),
  source text not null check (length(btrim(source)) between 1 and 200),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create unique index on funds.budget_rate (currency, year) where superseded_at is null;

call verdite.scoped('funds.line', 'select, insert, update');
call verdite.scoped('funds.line_version', 'select, insert, update (state, decided_at, decided_by, note)');
call verdite.scoped('funds.commitment', 'select, insert');
call verdite.scoped('funds.link', 'select, insert, update (ended_at, ended_by, ended_because)');
call verdite.common('funds.plan_rule', 'select, insert, update (superseded_at)');
call verdite.common('funds.budget_rate', 'select, insert, update (superseded_at)');
call trail.pub_watch('funds.line', 'id');
call trail.pub_watch('funds.line_version', 'id');
call trail.pub_watch('funds.commitment', 'id');
call trail.pub_watch('funds.link', 'id');
call trail.pub_watch('funds.plan_rule', 'id');
call trail.pub_watch('funds.budget_rate', 'id');
call trail.pub_read_by_everybody('funds.plan_rule');
call trail.pub_read_by_everybody('funds.budget_rate');

-- What was spent on a line, in the line's own currency by the average rates of the month; null where one is missing.
create view funds.line_spending with (security_invoker = true) as
  select k.line_id, k.id as link_id, p.id as posting_id, p.unit_id, p.month, p.amount, p.currency, l.currency as line_currency,
    case when p.currency = l.currency then p.amount
      else round(p.amount * funds.pub_rate(p.currency, p.month) / funds.pub_rate(l.currency, p.month), 2) end as counted
  from funds.link k join funds.posting p on p.id = k.posting_id join funds.line l on l.id = k.line_id
  where k.ended_at is null;
grant select on funds.line_spending to verdite_app, verdite_all;

-- Funding by what asked for it: spent is in the line's currency, without the lines of the ledger that no rate turns into it.
create view funds.pub_funding with (security_invoker = true) as
  select l.id, l.unit_id, l.year, l.number, l.title, l.state, l.category, l.nature, l.currency, l.origin_room, l.origin_kind, l.origin_key,
    l.planned, l.approved, l.committed, coalesce(s.spent, 0) as spent, coalesce(s.unrated, 0) as unrated
  from funds.line l left join lateral (
    select sum(x.counted) as spent, count(*) filter (where x.counted is null)::int as unrated
    from funds.line_spending x where x.line_id = l.id) s on true;
grant select on funds.pub_funding to verdite_app, verdite_all;

-- What is due by the end of so many months.
create function funds.due(months numeric[], until int) returns numeric language sql immutable parallel safe as
$$ select coalesce(sum(m.amount), 0) from unnest(months) with ordinality m(amount, n) where m.n <= until $$;

-- The rule that holds on a day; of the rules to come the first, before there was any.
create function funds.rule_on(on_day date) returns setof funds.plan_rule language sql stable as $$
  select * from funds.plan_rule where superseded_at is null
  order by (valid_from <= on_day) desc, abs(valid_from - on_day) limit 1
$$;

-- RMB for one unit of a currency in a year's plans; null where nobody fixed it.
create function funds.budgeted(of_currency text, of_year int) returns numeric language sql stable as $$
  select case when of_currency = 'CNY' then 1 else (
    select b.rate from funds.budget_rate b where b.currency = of_currency and b.year = of_year and b.superseded_at is null) end
$$;

-- Whether only one level up may approve an amount: above the threshold, and where no fixed rate tells.
create function funds.one_up(amount numeric, of_currency text, of_year int, on_day date) returns boolean language sql stable as $$
  select case when r.currency = of_currency then amount > r.threshold
    else coalesce(amount * funds.budgeted(of_currency, of_year) > r.threshold * funds.budgeted(r.currency, of_year), true) end
  from funds.rule_on(on_day) r
$$;

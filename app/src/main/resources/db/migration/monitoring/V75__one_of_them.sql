-- Of several results at one time a suppression may name one: null stands for any, an empty sample for results without a number.
alter table monitoring.suppression
  add column sample text check (length(sample) <= 100),
  add column replicate smallint check (replicate >= 0),
  add column run smallint check (run >= 0);

create or replace function monitoring.suppression_guard() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REFUSED'), ('APPROVED', 'LIFTED')) then
    raise exception 'a suppression goes from proposed to approved or refused, and from approved to lifted' using errcode = 'check_violation';
  end if;
  if (new.series_id, new.started, new.ended, new.sample, new.replicate, new.run, new.cause, new.reason, new.proposed_who) is distinct from
    (old.series_id, old.started, old.ended, old.sample, old.replicate, old.run, old.cause, old.reason, old.proposed_who) then
    raise exception 'what was proposed can''t be changed' using errcode = 'check_violation';
  end if;
  if new.state = 'APPROVED' and old.state = 'PROPOSED' and coalesce(new.decided_by = new.proposed_by, new.decided_who = new.proposed_who) then
    raise exception 'who proposes does not approve' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Somebody from a contractor sees what their own company carries and what units carry, which theirs is a part of; not what another
-- company or a post of the mine's own people signed for, told or was judged by.
create policy company on targets.share as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or holder = 'UNIT' or contractor_id = any((select organisation.pub_company())::int[]));
create policy company on targets.letter as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or contractor_id = any((select organisation.pub_company())::int[]));
create policy company on targets.letter_line as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or exists (select from targets.letter l where l.id = letter_id));
create policy company on targets.share_event as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or exists (select from targets.share s where s.id = share_id));
create policy company on targets.reading as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or share_id is null or exists (select from targets.share s where s.id = share_id));
create policy company on targets.evaluation as restrictive to verdite_app using (
  (select organisation.pub_company()) is null or exists (select from targets.share s where s.id = share_id));

-- What a share's parts add up to is the same for everybody who sees it, whoever carries them.
create or replace function targets.parts(of_goal bigint, parents bigint[])
returns table (parent_id bigint, parts int, accepted int, countered int, total numeric, covered numeric, weights numeric, weighted numeric,
  covered_weights numeric, covered_weighted numeric, lowest numeric, highest numeric, covered_lowest numeric, covered_highest numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select s.parent_id, count(*)::int, (count(*) filter (where a))::int, (count(*) filter (where s.state = 'COUNTERED'))::int,
    sum(s.value), sum(s.value) filter (where a), sum(s.weight), sum(s.weight * s.value),
    sum(s.weight) filter (where a), sum(s.weight * s.value) filter (where a),
    min(s.value), max(s.value), min(s.value) filter (where a), max(s.value) filter (where a)
  from targets.share s cross join lateral (select s.state in ('ACCEPTED', 'EVALUATED')) as x(a)
  where s.goal_id = of_goal and s.state <> 'WITHDRAWN' and s.parent_id = any(array(
    select p.id from targets.share p where p.id = any(parents) and (verdite.units() is null or p.unit_id = any(verdite.units()))))
  group by s.parent_id
$$;
revoke execute on function targets.parts(bigint, bigint[]) from public;
grant execute on function targets.parts(bigint, bigint[]) to verdite_app, verdite_all;

-- Where a point lies, as it was surveyed: in the reference system it was given in, which is kept. WGS 84 for maps is computed from it.
-- UTM and CGCS2000 Gauss-Krüger: x east, y north in metres; geographic systems: x longitude, y latitude in degrees.
-- MINE_GRID: an affine of a projected system. Its origin lies at (origin_east, origin_north) there and has (x, y) = (origin_x, origin_y)
-- in the grid; its north is turned clockwise by `rotation` degrees against the projection's north; one metre of it is `scale` metres there.
create table monitoring.point_position (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  system text not null check (system in ('WGS84', 'CGCS2000', 'UTM', 'CGCS2000_GK3', 'MINE_GRID')),
  base text not null default '' check ((system = 'MINE_GRID') = (base <> '') and base in ('', 'UTM', 'CGCS2000_GK3')),
  zone text not null default '',
  x numeric not null,
  y numeric not null,
  origin_east numeric,
  origin_north numeric,
  origin_x numeric,
  origin_y numeric,
  rotation numeric,
  scale numeric check (scale > 0),
  latitude numeric(10, 7) not null check (latitude between -90 and 90),
  longitude numeric(10, 7) not null check (longitude between -180 and 180),
  source text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null)),
  check (system <> 'MINE_GRID' or num_nulls(origin_east, origin_north, origin_x, origin_y, rotation, scale) = 0)
);
create unique index on monitoring.point_position (point_id) where superseded_at is null;
call verdite.scoped('monitoring.point_position', 'select, insert');
grant update (superseded_at, superseded_by) on monitoring.point_position to verdite_app, verdite_all;
call trail.pub_watch('monitoring.point_position', 'id');

create function monitoring.hand_over_positions(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.point_position x set unit_id = now_unit from monitoring.point p
    where p.id = x.point_id and p.facility_id = facility and x.unit_id = before_unit;
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke execute on function monitoring.hand_over_positions(int, int, int) from public;
grant execute on function monitoring.hand_over_positions(int, int, int) to verdite_app, verdite_all;

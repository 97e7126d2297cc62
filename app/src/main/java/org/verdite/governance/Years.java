package org.verdite.governance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// The close of a unit's year: its duties were done or let off by name, and what is still open goes on into the next
/// year with owner and date. What was carried is a record beside the items, which stay what they are (ADR 0046).
@Component
public class Years {

    /// Units with a year of their own.
    public static final Set<String> KINDS = Set.of("GROUP", "SUBSIDIARY", "SITE");

    private static final int FIRST = 1990;

    /// So many are named; the rest is counted.
    private static final int NAMED = 20;

    /// Why something open can't be carried over.
    public enum Why {
        NO_OWNER,
        NO_DATE,
        OWNER_GONE
    }

    /// @param kind `ITEM` or `ACTION`
    /// @param ownerName empty without one
    public record Blocker(String kind, long key, String number, String title, Why why, String ownerName) {
        public String path() {
            return kind.equals("ITEM") ? "/rectification/items/" + key : "/actions/" + key;
        }
    }

    /// A year of a unit that is not closed.
    ///
    /// @param closed the day the unit itself was closed; null while it is open
    /// @param items open non-compliant items that would be carried over
    /// @param lines the loop's board, in its order
    /// @param blocked how many of them and of the actions can't be
    /// @param blockers the first of those
    public record Standing(
            UnitId unit,
            LocalText name,
            String kind,
            int year,
            LocalDate today,
            @Nullable LocalDate closed,
            List<DutyStanding> duties,
            List<LoopLine> lines,
            int items,
            int actions,
            int blocked,
            List<Blocker> blockers) {

        public boolean over() {
            return today.getYear() > year;
        }

        /// The unit ended before its year did: the one above carries what it left open.
        public boolean ended() {
            return closed != null && closed.getYear() <= year;
        }

        public List<DutyStanding> missing() {
            return duties.stream().filter(d -> !d.settled()).toList();
        }

        public boolean ready() {
            return over() && !ended() && missing().isEmpty() && blocked == 0;
        }
    }

    private record Unit(
            LocalText name,
            String kind,
            LocalDate opened,
            @Nullable LocalDate closed) {}

    private record Counts(int items, int actions) {}

    private record Blocked(int all, List<Blocker> first) {}

    private final JdbcClient jdbc;
    private final YearDuties duties;
    private final LoopBoard board;
    private final UnitClock clocks;
    private final UnitTrees trees;
    private final Access access;

    Years(JdbcClient jdbc, YearDuties duties, LoopBoard board, UnitClock clocks, UnitTrees trees, Access access) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.board = board;
        this.clocks = clocks;
        this.trees = trees;
        this.access = access;
    }

    public boolean mayClose(UnitId unit) {
        return access.may(Permission.REVIEW_HOLD, unit);
    }

    /// The close's id; empty while the year is open.
    @Transactional(readOnly = true)
    public Optional<Long> closed(UnitId unit, int year) {
        return jdbc.sql("select id from governance.closed_year where unit_id = :unit and year = :year")
                .param("unit", unit.value())
                .param("year", year)
                .query((rs, _) -> rs.getLong(1))
                .optional();
    }

    /// How a year stands that is not closed.
    ///
    /// @throws NotHere for a unit without years of its own, and a year before it opened or after the present one
    @Transactional(readOnly = true)
    public Standing standing(UnitId id, int year) {
        var unit = unit(id);
        var zone = clocks.zone(id);
        var today = clocks.today(zone);
        boolean before = year < FIRST || year < unit.opened().getYear();
        boolean after = year > today.getYear();
        if (before || after) {
            throw new NotHere("year " + year + " of unit " + id);
        }
        var units = units(id);
        var params = params(id, year, units, zone, today);
        var counts = counts(params);
        var blocked = blocked(params);
        var owed = duties.of(unit.kind(), new YearDuty.Asked(id, year, units));
        return new Standing(
                id,
                unit.name(),
                unit.kind(),
                year,
                today,
                unit.closed(),
                owed,
                board.now(id, year, units, today, owed),
                counts.items(),
                counts.actions(),
                blocked.all(),
                blocked.first());
    }

    private Unit unit(UnitId id) {
        return jdbc.sql("select name, kind, opened, closed from organisation.pub_unit where id = :id")
                .param("id", id.value())
                .query((rs, _) -> new Unit(
                        Json.text(rs.getString(1)),
                        rs.getString(2),
                        rs.getObject(3, LocalDate.class),
                        rs.getObject(4, LocalDate.class)))
                .optional()
                .filter(u -> KINDS.contains(u.kind()))
                .orElseThrow(() -> new NotHere("year of unit " + id));
    }

    /// With closed ones, where they stood last: what they left open is somebody's.
    private Integer[] units(UnitId unit) {
        return Arrays.stream(trees.today().subtree(unit.value())).boxed().toArray(Integer[]::new);
    }

    private static Map<String, Object> params(UnitId unit, int year, Integer[] units, ZoneId zone, LocalDate today) {
        var params = new HashMap<String, Object>();
        params.put("unit", unit.value());
        params.put("year", year);
        params.put("units", units);
        params.put("last", LocalDate.of(year, 12, 31));
        params.put("zone", zone.getId());
        params.put("today", today);
        params.put("lang", LocaleContextHolder.getLocale().getLanguage());
        return params;
    }

    private Counts counts(Map<String, Object> params) {
        return jdbc.sql("""
                        select count(*) filter (where o.kind = 'ITEM'), count(*) filter (where o.kind = 'ACTION')
                        from governance.open_of(:units, :last, :zone) o""")
                .params(params)
                .query((rs, _) -> new Counts(rs.getInt(1), rs.getInt(2)))
                .single();
    }

    private Blocked blocked(Map<String, Object> params) {
        int[] all = {0};
        var first = jdbc.sql("""
                        with o as materialized (select * from governance.open_of(:units, :last, :zone)),
                        gone as materialized (
                          select g from organisation.pub_gone(array(select distinct o.owner_id from o where o.owner_id is not null), :today) g
                        )
                        select o.kind, o.key, o.number, o.title, count(*) over () as blocked,
                          case when o.owner_id is null then 'NO_OWNER' when o.due is null then 'NO_DATE' else 'OWNER_GONE' end as why,
                          coalesce(verdite.text(organisation.pub_person_name(o.owner_id), :lang), '') as owner
                        from o where o.owner_id is null or o.due is null or o.owner_id in (select g from gone)
                        order by o.due, o.kind desc, o.key limit\s""" + NAMED)
                .params(params)
                .query((rs, _) -> {
                    all[0] = rs.getInt("blocked");
                    return new Blocker(
                            rs.getString("kind"),
                            rs.getLong("key"),
                            rs.getString("number"),
                            rs.getString("title"),
                            Why.valueOf(rs.getString("why")),
                            rs.getString("owner"));
                })
                .list();
        return new Blocked(all[0], first);
    }

    /// Closes the year for good.
    ///
    /// @return the close's id
    /// @throws Refused naming the day it ends, the missing duty, or what has no owner or date
    @Transactional
    public long close(UnitId id, int year) {
        access.require(Permission.REVIEW_HOLD, id);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 8))")
                .param("key", "year " + id + " " + year)
                .query((_, _) -> 0)
                .single();
        var standing = standing(id, year);
        requireReady(standing);
        var zone = clocks.zone(id);
        var params = params(id, year, units(id), zone, standing.today());
        params.put("me", Scope.current().person());
        // one statement: what is counted is what is carried
        long closed =
                jdbc.sql("""
                        with o as materialized (select * from governance.open_of(:units, :last, :zone)),
                        owner as materialized (select x.id, organisation.pub_person_name(x.id) as name from (select distinct owner_id as id from o) x),
                        y as (
                          insert into governance.closed_year (unit_id, year, closed_on, time_zone, items, actions, person_id)
                          select :unit, :year, :today, :zone, (select count(*) from o where kind = 'ITEM'),
                            (select count(*) from o where kind = 'ACTION'), cast(:me as int)
                          returning id
                        ), c as (
                          insert into governance.carried (closed_id, unit_id, kind, key, place_id, number, title, state, owner_id, owner, due)
                          select y.id, :unit, o.kind, o.key, o.unit_id, o.number, o.title, o.state, o.owner_id, owner.name, o.due
                          from o left join owner on owner.id = o.owner_id cross join y
                          returning 1
                        )
                        select y.id, (select count(*) from c) from y""").params(params).query((rs, _) -> rs.getLong(1)).single();
        standing.duties().forEach(d -> keep(closed, id, d));
        board.keep(closed, id, standing.lines());
        return closed;
    }

    private void keep(long closed, UnitId unit, DutyStanding d) {
        var waiver = d.met() ? null : d.waiver();
        jdbc.sql("""
                        insert into governance.closed_duty (closed_id, unit_id, duty, state, note, note_args, href, waiver_id)
                        values (:closed, :unit, :duty, :state, :note, cast(:args as jsonb), :href, cast(:waiver as bigint))""")
                .param("closed", closed)
                .param("unit", unit.value())
                .param("duty", d.code())
                .param("state", waiver == null ? "MET" : "WAIVED")
                .param("note", d.words().key())
                .param("args", Json.mapper().writeValueAsString(d.words().args()))
                .param("href", d.href())
                .param("waiver", waiver == null ? null : waiver.id())
                .update();
    }

    private void requireReady(Standing s) {
        String year = String.valueOf(s.year());
        if (closed(s.unit(), s.year()).isPresent()) {
            throw new Refused("governance.refused.closedAlready", year);
        }
        var ended = s.closed();
        if (ended != null && s.ended()) {
            throw new Refused("governance.refused.unitEnded", Words.day(ended));
        }
        if (!s.over()) {
            throw new Refused("governance.refused.notOver", year, Words.day(s.today()));
        }
        if (!s.missing().isEmpty()) {
            var locale = LocaleContextHolder.getLocale();
            throw new Refused(
                    "governance.refused.duties",
                    s.missing().stream().map(d -> d.name().in(locale)).collect(Collectors.joining("; ")));
        }
        if (s.blocked() > 0) {
            throw new Refused("governance.refused.blocked", s.blocked(), Words.blockers(s.blockers()));
        }
    }
}

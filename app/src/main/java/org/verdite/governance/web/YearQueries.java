package org.verdite.governance.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Units by years, and a closed year as it was beside what is now.
@Component
@Transactional(readOnly = true)
class YearQueries {

    private static final int YEARS = 5;

    enum CellState {
        CLOSED,
        OPEN,
        RUNNING,
        NONE
    }

    /// @param due it is the last year that is over, and waits for its close
    /// @param carried what went on into the next year; null while it is open
    /// @param waived duties that were let off
    /// @param asked waivers that wait
    record Cell(
            int year,
            CellState state,
            boolean due,
            @Nullable Integer carried,
            int waived,
            int asked) {}

    record Row(int unit, String code, String name, String kind, int rank, List<Cell> cells) {}

    private record Unit(
            int id,
            String code,
            String name,
            String kind,
            int rank,
            LocalDate opened,
            @Nullable LocalDate closed) {}

    /// A close as it was made.
    record Closed(
            long id, int unit, LocalText name, int year, LocalDate on, Instant at, String by, int items, int actions) {}

    /// @param words what was found then
    record ClosedDuty(
            String code,
            LocalText name,
            String clause,
            boolean waived,
            Phrase words,
            String href,
            @Nullable String why,
            @Nullable LocalDate until,
            String asked,
            String granted) {}

    /// @param owner then
    /// @param stateNow a state's code; null where it is not seen any more
    record Carried(
            long id,
            String kind,
            long key,
            String number,
            String title,
            String where,
            String state,
            LocalText owner,
            LocalDate due,
            @Nullable String stateNow,
            String ownerNow,
            @Nullable LocalDate dueNow,
            boolean over) {

        String path() {
            return kind.equals("ITEM") ? "/rectification/items/" + key : "/actions/" + key;
        }

        boolean moved(String then) {
            return !ownerNow.equals(then) || dueNow != null && !dueNow.equals(due);
        }
    }

    private final JdbcClient jdbc;
    private final ReviewQueries reviews;

    YearQueries(JdbcClient jdbc, ReviewQueries reviews) {
        this.jdbc = jdbc;
        this.reviews = reviews;
    }

    /// The years of the table, the present one first.
    List<Integer> years(Texts t) {
        int now = reviews.today(t).getYear();
        return IntStream.range(0, YEARS).mapToObj(back -> now - back).toList();
    }

    /// Units that close years, the group first.
    Page<Row> table(Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 25, "u.rank int", "u.code text");
        var units = jdbc.sql("""
                        select u.* from (select id, code, verdite.text(name, :lang) as name, kind, opened, closed,
                            array_position(array['GROUP', 'SUBSIDIARY', 'SITE'], kind) as rank
                          from organisation.pub_unit where kind in ('GROUP', 'SUBSIDIARY', 'SITE')) u
                        where (:kind = '' or u.kind = :kind) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("lang", t.language())
                .param("kind", filters.get("kind"))
                .params(keyset.params())
                .query((rs, _) -> new Unit(
                        rs.getInt("id"),
                        rs.getString("code"),
                        rs.getString("name"),
                        rs.getString("kind"),
                        rs.getInt("rank"),
                        rs.getObject("opened", LocalDate.class),
                        rs.getObject("closed", LocalDate.class)))
                .list();
        var years = years(t);
        var known = known(units, years);
        int now = reviews.today(t).getYear();
        var rows = units.stream()
                .map(u -> new Row(
                        u.id(),
                        u.code(),
                        u.name(),
                        u.kind(),
                        u.rank(),
                        years.stream().map(y -> cell(u, y, now, known)).toList()))
                .toList();
        return keyset.page(rows, r -> List.of(r.rank(), r.code()));
    }

    private static Cell cell(Unit u, int year, int now, Map<String, Cell> known) {
        var found = known.get(u.id() + "/" + year);
        if (found != null && found.state() == CellState.CLOSED) {
            return found;
        }
        var closed = u.closed();
        boolean none = year < u.opened().getYear() || closed != null && closed.getYear() <= year;
        var state = none ? CellState.NONE : year < now ? CellState.OPEN : CellState.RUNNING;
        return new Cell(
                year, state, state == CellState.OPEN && year == now - 1, null, 0, found == null ? 0 : found.asked());
    }

    private Map<String, Cell> known(List<Unit> units, List<Integer> years) {
        var known = new HashMap<String, Cell>();
        jdbc.sql("""
                        select y.unit_id, y.year, y.items + y.actions as carried,
                          (select count(*) from governance.closed_duty d where d.closed_id = y.id and d.state = 'WAIVED') as waived, 0 as asked
                        from governance.closed_year y where y.unit_id = any(:units) and y.year between :first and :last
                        union all
                        select w.unit_id, w.year, null, 0, count(*) from governance.waiver w
                        where w.unit_id = any(:units) and w.year between :first and :last and w.state = 'ASKED' group by w.unit_id, w.year""")
                .param("units", units.stream().map(Unit::id).toArray(Integer[]::new))
                .param("first", years.getLast())
                .param("last", years.getFirst())
                .query(rs -> {
                    Integer carried = rs.getObject("carried", Integer.class);
                    known.merge(
                            rs.getInt("unit_id") + "/" + rs.getInt("year"),
                            new Cell(
                                    rs.getInt("year"),
                                    carried == null ? CellState.OPEN : CellState.CLOSED,
                                    false,
                                    carried,
                                    rs.getInt("waived"),
                                    rs.getInt("asked")),
                            (a, b) -> a.state() == CellState.CLOSED ? a : b);
                });
        return known;
    }

    Closed closed(long id, Texts t) {
        return jdbc.sql("""
                        select y.*, u.name, coalesce(verdite.text(organisation.pub_person_name(y.person_id), :lang), y.closed_by) as by
                        from governance.closed_year y join organisation.pub_unit u on u.id = y.unit_id where y.id = :id""")
                .param("id", id)
                .param("lang", t.language())
                .query((rs, _) -> new Closed(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        Json.text(rs.getString("name")),
                        rs.getInt("year"),
                        rs.getObject("closed_on", LocalDate.class),
                        rs.getObject("closed_at", OffsetDateTime.class).toInstant(),
                        rs.getString("by"),
                        rs.getInt("items"),
                        rs.getInt("actions")))
                .optional()
                .orElseThrow(() -> new NotHere("closed year " + id));
    }

    List<ClosedDuty> duties(long closed, Texts t) {
        return jdbc.sql("""
                        select d.duty, x.name, x.clause, d.state, d.note, d.note_args, d.href, w.why, w.until,
                          coalesce(verdite.text(organisation.pub_person_name(w.asked_by), :lang), '') as asked,
                          coalesce(verdite.text(organisation.pub_person_name(w.decided_by), :lang), '') as granted
                        from governance.closed_duty d join governance.duty x on x.code = d.duty
                        left join governance.waiver w on w.id = d.waiver_id where d.closed_id = :id order by x.place, d.duty""")
                .param("id", closed)
                .param("lang", t.language())
                .query((rs, _) -> new ClosedDuty(
                        rs.getString("duty"),
                        Json.text(rs.getString("name")),
                        rs.getString("clause"),
                        rs.getString("state").equals("WAIVED"),
                        new Phrase(
                                rs.getString("note"),
                                java.util.Arrays.asList(
                                        Json.mapper().readValue(rs.getString("note_args"), Object[].class))),
                        rs.getString("href"),
                        rs.getString("why"),
                        rs.getObject("until", LocalDate.class),
                        rs.getString("asked"),
                        rs.getString("granted")))
                .list();
    }

    /// What was carried over, by its date then, beside what became of it.
    Page<Carried> carried(long closed, Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 25, "c.due date", "c.id bigint");
        var rows = jdbc.sql("""
                        select c.*, coalesce(verdite.text(u.name, :lang), '') as place, coalesce(i.state, a.state) as state_now,
                          coalesce(i.deadline, a.due) as due_now,
                          coalesce(i.state in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED') or i.succeeded_by is not null, a.state in ('DONE', 'CANCELLED'), false) as over,
                          coalesce(verdite.text(organisation.pub_person_name(coalesce(i.owner_id, a.owner_id)), :lang), '') as owner_now
                        from governance.carried c
                        left join organisation.pub_unit u on u.id = c.place_id
                        left join rectification.pub_item i on c.kind = 'ITEM' and i.id = c.key
                        left join actions.pub_action a on c.kind = 'ACTION' and a.id = c.key
                        where c.closed_id = :id and (:kind = '' or c.kind = :kind) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("id", closed)
                .param("kind", filters.get("kind"))
                .param("lang", t.language())
                .params(keyset.params())
                .query(YearQueries::carried)
                .list();
        return keyset.page(rows, c -> List.of(c.due(), c.id()));
    }

    private static Carried carried(ResultSet rs, int row) throws SQLException {
        return new Carried(
                rs.getLong("id"),
                rs.getString("kind"),
                rs.getLong("key"),
                rs.getString("number"),
                rs.getString("title"),
                rs.getString("place"),
                rs.getString("state"),
                Json.text(rs.getString("owner")),
                rs.getObject("due", LocalDate.class),
                rs.getString("state_now"),
                rs.getString("owner_now"),
                rs.getObject("due_now", LocalDate.class),
                rs.getBoolean("over"));
    }

    /// Waivers that wait, newest first, for whoever decides them.
    List<Long> asked() {
        return jdbc.sql("select id from governance.waiver where state = 'ASKED' order by id desc limit 20")
                .query((rs, _) -> rs.getLong(1))
                .list();
    }
}

package org.verdite.rectification;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// The rows of the ladders that deadlines climb, many in one statement.
@Component
class DeadlineRows {

    /// An item whose ladder is to be looked at.
    ///
    /// @param undrawn corrected and not drawn for verification: nothing is due from anybody
    /// @param since what was due before is not told
    /// @param told keys of what was told of it
    record Watched(
            long item,
            UnitId unit,
            String number,
            String title,
            Severity severity,
            ItemState state,
            boolean undrawn,
            int round,
            ZoneId zone,
            Instant clockFrom,
            Deadline deadline,
            @Nullable PersonId owner,
            @Nullable PersonId substitute,
            Instant since,
            Set<String> told) {

        Origin origin() {
            return new Origin("rectification", "item", "" + item, number + " " + title, "/rectification/items/" + item);
        }

        boolean running() {
            return state.running() && !undrawn;
        }

        String key(LadderRung rung) {
            return key(round, rung.anchor().name(), rung.hours(), rung.about(clockFrom, deadline.at()));
        }

        private String key(int round, String anchor, int hours, Instant about) {
            return "rectification:item:" + item + ":" + round + ":" + anchor + ":" + hours + ":" + about.toEpochMilli();
        }

        /// What was told of a deadline that is not in force any more.
        List<String> past() {
            String now = ":" + deadline.at().toEpochMilli();
            return told.stream()
                    .filter(key -> key.contains(":DUE:") && !key.endsWith(now))
                    .toList();
        }
    }

    /// A rung to climb.
    record Climbed(Watched item, LadderRung rung, Instant due) {}

    /// @param at null when nothing else will be told
    record Next(long item, @Nullable Instant at) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    DeadlineRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /// Takes items whose next rung is due, locked until the transaction ends.
    List<Watched> due(Instant now, int most) {
        return jdbc.sql("""
                        select i.id, i.unit_id, i.number, i.title, i.severity, i.state, i.drawn is false as undrawn, i.round, i.time_zone, i.clock_from, i.deadline, i.due_at,
                          i.owner_id, i.substitute_id, greatest(c.since, '1970-01-01') as since,
                          array(select r.notice_key from rectification.item_rung r where r.item_id = i.id) as told
                        from rectification.item_clock c join rectification.item i on i.id = c.item_id
                        where c.next_at <= :now order by c.next_at, c.item_id limit :most for update of c skip locked""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((rs, _) -> watched(rs))
                .list();
    }

    private static Watched watched(ResultSet rs) throws SQLException {
        return new Watched(
                rs.getLong("id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                rs.getString("title"),
                Severity.valueOf(rs.getString("severity")),
                ItemState.valueOf(rs.getString("state")),
                rs.getBoolean("undrawn"),
                rs.getInt("round"),
                ZoneId.of(rs.getString("time_zone")),
                instant(rs, "clock_from"),
                new Deadline(rs.getObject("deadline", java.time.LocalDate.class), instant(rs, "due_at")),
                ItemStore.person(rs, "owner_id"),
                ItemStore.person(rs, "substitute_id"),
                instant(rs, "since"),
                Arrays.stream((String[]) rs.getArray("told").getArray()).collect(Collectors.toSet()));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    void climbed(List<Climbed> climbed) {
        if (climbed.isEmpty()) {
            return;
        }
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into rectification.item_rung (item_id, unit_id, round, anchor, hours, addressees, about, due_at, notice_key)
                    select t.item, t.unit, t.round, t.anchor, t.hours, string_to_array(t.addressees, ','), t.about, t.due, t.key
                    from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as int[]), cast(? as text[]), cast(? as int[]), cast(? as text[]),
                      cast(? as timestamptz[]), cast(? as timestamptz[]), cast(? as text[]))
                      t(item, unit, round, anchor, hours, addressees, about, due, key)""")) {
                statement.setArray(1, array(c, "int8", climbed, r -> r.item().item()));
                statement.setArray(
                        2, array(c, "int4", climbed, r -> r.item().unit().value()));
                statement.setArray(3, array(c, "int4", climbed, r -> r.item().round()));
                statement.setArray(
                        4, array(c, "text", climbed, r -> r.rung().anchor().name()));
                statement.setArray(5, array(c, "int4", climbed, r -> r.rung().hours()));
                statement.setArray(
                        6,
                        array(
                                c,
                                "text",
                                climbed,
                                r -> r.rung().to().stream()
                                        .sorted()
                                        .map(Enum::name)
                                        .collect(Collectors.joining(","))));
                statement.setArray(
                        7,
                        array(
                                c,
                                "text",
                                climbed,
                                r -> r.rung()
                                        .about(
                                                r.item().clockFrom(),
                                                r.item().deadline().at())
                                        .toString()));
                statement.setArray(8, array(c, "text", climbed, r -> r.due().toString()));
                statement.setArray(9, array(c, "text", climbed, r -> r.item().key(r.rung())));
                return statement.executeUpdate();
            }
        });
    }

    void next(List<Next> next) {
        if (next.isEmpty()) {
            return;
        }
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    update rectification.item_clock c set next_at = coalesce(t.at, 'infinity')
                    from unnest(cast(? as bigint[]), cast(? as timestamptz[])) t(item, at) where c.item_id = t.item""")) {
                statement.setArray(1, array(c, "int8", next, Next::item));
                statement.setArray(2, array(c, "text", next, n -> n.at() == null ? null : n.at().toString()));
                return statement.executeUpdate();
            }
        });
    }

    /// Their clocks stand still.
    void stopped(List<Long> items) {
        if (!items.isEmpty()) {
            jdbc.sql("delete from rectification.item_clock where item_id = any(:items)")
                    .param("items", items.toArray(Long[]::new))
                    .update();
        }
    }

    private static <T> Array array(Connection c, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        return c.createArrayOf(type, rows.stream().map(value).toArray());
    }
}

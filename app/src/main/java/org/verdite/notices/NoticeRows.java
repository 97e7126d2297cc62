package org.verdite.notices;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// The rows of notices, many in one statement.
@Component
class NoticeRows {

    /// A notice whose next rung is to be climbed.
    ///
    /// @param ladder hours after telling
    /// @param persons who was told
    /// @param lastPlace the place told last
    /// @param said true when it is kept already that the way up was looked at
    record Standing(
            long id,
            int unit,
            int rung,
            Instant toldAt,
            List<Integer> ladder,
            List<Integer> persons,
            @Nullable Integer lastPlace,
            boolean said) {

        /// When a rung is due; null for one the ladder doesn't have.
        @Nullable Instant due(int ofRung) {
            if (ofRung == Rung.SECTION.number()) {
                return toldAt;
            }
            return ofRung - 2 < ladder.size() ? toldAt.plus(Duration.ofHours(ladder.get(ofRung - 2))) : null;
        }
    }

    /// What a climb adds to a notice.
    record Added(Standing notice, Climb.Step step, Instant due) {}

    /// How far a notice was climbed.
    ///
    /// @param next when the next rung is due, null when there is none
    record Climbed(long id, int rung, @Nullable Instant next) {}

    private static final String STANDING = """
            select n.id, n.unit_id, n.rung, n.told_at, n.ladder,
              array(select t.person_id from notices.told t where t.notice_id = n.id and t.person_id is not null) as persons,
              (select t.place_id from notices.told t where t.notice_id = n.id and t.person_id is not null order by t.id desc limit 1) as last,
              exists (select from notices.told t where t.notice_id = n.id) as said
            from notices.notice n""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    NoticeRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /// Stores those whose key is new and answers them by their keys.
    Map<String, Standing> insert(List<NewNotice> wanted, Function<NewNotice, List<Integer>> ladder, boolean addressed) {
        return template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into notices.notice (unit_id, key, kind, message, origin_room, origin_kind, origin_id, origin_title, origin_href,
                      happened_at, date_only, known_at, ladder, addressed)
                    select t.unit, t.key, t.kind, cast(t.message as jsonb), t.o_room, t.o_kind, t.o_id, t.o_title, t.o_href, t.happened, t.date_only,
                      t.known, cast(t.ladder as int[]), ?
                    from unnest(cast(? as int[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                      cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as timestamptz[]), cast(? as boolean[]),
                      cast(? as timestamptz[]), cast(? as text[]))
                      with ordinality t(unit, key, kind, message, o_room, o_kind, o_id, o_title, o_href, happened, date_only, known, ladder, place)
                    order by t.place
                    on conflict (key) do nothing returning id, unit_id, told_at, ladder, key""")) {
                statement.setBoolean(1, addressed);
                statement.setArray(2, array(c, "int4", wanted, n -> n.unit().value()));
                statement.setArray(3, array(c, "text", wanted, NewNotice::key));
                statement.setArray(4, array(c, "text", wanted, n -> n.kind().name()));
                statement.setArray(5, array(c, "text", wanted, n -> n.message().json()));
                statement.setArray(6, array(c, "text", wanted, n -> n.origin().room()));
                statement.setArray(7, array(c, "text", wanted, n -> n.origin().kind()));
                statement.setArray(8, array(c, "text", wanted, n -> n.origin().id()));
                statement.setArray(9, array(c, "text", wanted, n -> n.origin().title()));
                statement.setArray(10, array(c, "text", wanted, n -> n.origin().href()));
                statement.setArray(
                        11, array(c, "text", wanted, n -> n.happened().toString()));
                statement.setArray(12, array(c, "bool", wanted, NewNotice::dateOnly));
                statement.setArray(13, array(c, "text", wanted, n -> n.known().toString()));
                statement.setArray(14, array(c, "text", wanted, n -> literal(ladder.apply(n))));
                var fresh = new LinkedHashMap<String, Standing>();
                try (var rs = statement.executeQuery()) {
                    while (rs.next()) {
                        fresh.put(
                                rs.getString("key"),
                                new Standing(
                                        rs.getLong("id"),
                                        rs.getInt("unit_id"),
                                        0,
                                        rs.getObject("told_at", OffsetDateTime.class)
                                                .toInstant(),
                                        numbers(rs.getArray("ladder")),
                                        List.of(),
                                        null,
                                        false));
                    }
                }
                return fresh;
            }
        });
    }

    /// Takes notices whose next rung is due, locked until the transaction ends.
    List<Standing> due(Instant now, int most) {
        return jdbc.sql(STANDING + " where n.next_at <= :now order by n.next_at, n.id limit :most for update of n")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((rs, _) -> standing(rs))
                .list();
    }

    Optional<Standing> find(NoticeId id) {
        return jdbc.sql(STANDING + " where n.id = :id")
                .param("id", id.value())
                .query((rs, _) -> standing(rs))
                .optional();
    }

    private static Standing standing(ResultSet rs) throws SQLException {
        return new Standing(
                rs.getLong("id"),
                rs.getInt("unit_id"),
                rs.getInt("rung"),
                rs.getObject("told_at", OffsetDateTime.class).toInstant(),
                numbers(rs.getArray("ladder")),
                numbers(rs.getArray("persons")),
                (Integer) rs.getObject("last"),
                rs.getBoolean("said"));
    }

    List<LocalText> names(List<Integer> persons) {
        return jdbc.sql(
                        "select organisation.pub_person_name(p) from unnest(:persons) with ordinality x(p, n) order by n")
                .param("persons", persons.toArray(Integer[]::new))
                .query((rs, _) -> Json.text(rs.getString(1)))
                .list();
    }

    /// Keeps who was told, and gives each person the notice once.
    void add(List<Added> added) {
        if (added.isEmpty()) {
            return;
        }
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into notices.told (notice_id, unit_id, rung, due_at, place_id, duty, person_id, instead_of, because)
                    select t.* from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as smallint[]), cast(? as timestamptz[]), cast(? as int[]),
                      cast(? as text[]), cast(? as int[]), cast(? as int[]), cast(? as text[])) t""")) {
                statement.setArray(1, array(c, "int8", added, a -> a.notice().id()));
                statement.setArray(2, array(c, "int4", added, a -> a.notice().unit()));
                statement.setArray(
                        3, array(c, "int2", added, a -> a.step().rung().number()));
                statement.setArray(4, array(c, "text", added, a -> a.due().toString()));
                statement.setArray(5, array(c, "int4", added, a -> a.step().place()));
                statement.setArray(
                        6, array(c, "text", added, a -> a.step().duty().name()));
                statement.setArray(7, array(c, "int4", added, NoticeRows::person));
                statement.setArray(8, array(c, "int4", added, a -> a.step().insteadOf()));
                statement.setArray(9, array(c, "text", added, a -> a.step().because()));
                return statement.executeUpdate();
            }
        });
        var reached = added.stream().filter(a -> a.step().person() != null).toList();
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into notices.recipient (notice_id, person_id, unit_id, mail, mail_next_at)
                    select t.notice, t.person, t.unit, case when t.mailed and p.mail is distinct from 'NONE' then 'WAITING' else 'NONE' end,
                      case when t.mailed and p.mail is distinct from 'NONE' then notices.mail_at(t.person, verdite.now()) end
                    from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as int[]), cast(? as boolean[])) t(notice, person, unit, mailed)
                    left join notices.preference p on p.person_id = t.person
                    on conflict do nothing""")) {
                statement.setArray(1, array(c, "int8", reached, a -> a.notice().id()));
                statement.setArray(2, array(c, "int4", reached, NoticeRows::person));
                statement.setArray(3, array(c, "int4", reached, a -> a.notice().unit()));
                statement.setArray(
                        4,
                        array(
                                c,
                                "bool",
                                reached,
                                a -> a.step().person() != null
                                        && a.step().person().mailed()));
                return statement.executeUpdate();
            }
        });
    }

    private static @Nullable Object person(Added added) {
        var person = added.step().person();
        return person == null ? null : person.person();
    }

    void climbed(List<Climbed> climbed) {
        if (climbed.isEmpty()) {
            return;
        }
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    update notices.notice n set rung = t.rung, next_at = t.next_at
                    from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as timestamptz[])) t(id, rung, next_at) where n.id = t.id""")) {
                statement.setArray(1, array(c, "int8", climbed, Climbed::id));
                statement.setArray(2, array(c, "int4", climbed, Climbed::rung));
                statement.setArray(
                        3,
                        array(
                                c,
                                "text",
                                climbed,
                                n -> n.next() == null ? null : n.next().toString()));
                return statement.executeUpdate();
            }
        });
    }

    /// Ends notices by their keys; those that are over stay as they are.
    int over(Collection<String> keys, NoticeState state, LocalText why) {
        return jdbc.sql("""
                        update notices.notice set state = :state, over_at = verdite.now(), over_who = verdite.who(), why = cast(:why as jsonb),
                          next_at = null, version = version + 1
                        where key = any(:keys) and state in ('OPEN', 'NOTED')""")
                .param("state", state.name())
                .param("why", why.json())
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    int note(NoticeId id) {
        return jdbc.sql("""
                        update notices.notice set state = 'NOTED', noted_at = verdite.now(), noted_by = :me, noted_who = verdite.who(),
                          next_at = null, version = version + 1
                        where id = :id and state = 'OPEN'""")
                .param("id", id.value())
                .param("me", Scope.current().person(), java.sql.Types.INTEGER)
                .update();
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(Integer.class::cast)
                .toList();
    }

    private static String literal(List<Integer> numbers) {
        return numbers.toString().replace('[', '{').replace(']', '}');
    }

    private static <T> Array array(Connection c, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        return c.createArrayOf(type, rows.stream().map(value).toArray());
    }
}

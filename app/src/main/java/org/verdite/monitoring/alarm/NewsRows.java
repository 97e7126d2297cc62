package org.verdite.monitoring.alarm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.obligations.LimitKind;
import org.verdite.ui.Json;

/// Episodes and what was told of them, any number in one statement.
@Component
class NewsRows {

    /// The load of this transaction.
    record Load(int id, String file, Instant at) {}

    /// What was told of an episode now.
    ///
    /// @param key null when it was told among others
    record Kept(News news, @Nullable String key, boolean gone) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    NewsRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    List<News> read(Collection<Integer> exceedances) {
        return jdbc.sql("""
                        select e.*, q.name as parameter, p.name as point, s.mode = 'ONLINE' as online,
                          t.times, t.key, t.peak as told_peak, t.noted_before as told_noted, t.gone, coalesce(n.state <> 'OPEN', t.key is null) as heard
                        from monitoring.exceedance e
                        join monitoring.series s on s.id = e.series_id
                        join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        left join monitoring.exceedance_told t on t.exceedance_id = e.id
                        left join notices.pub_notice n on n.key = t.key
                        where e.id = any(:ids) order by e.started, e.id""")
                .param("ids", exceedances.toArray(Integer[]::new))
                .query((rs, _) -> news(rs))
                .list();
    }

    private static News news(ResultSet rs) throws SQLException {
        String state = rs.getString("state");
        return new News(
                rs.getInt("id"),
                rs.getString("number"),
                rs.getInt("unit_id"),
                LimitKind.valueOf(rs.getString("kind")),
                Objects.requireNonNull(instant(rs, "ended")),
                rs.getBoolean("date_only"),
                rs.getDouble("peak"),
                rs.getBigDecimal("limit_value"),
                rs.getBoolean("above"),
                rs.getString("unit"),
                Json.text(rs.getString("parameter")),
                Json.text(rs.getString("point")),
                rs.getBoolean("online"),
                state.equals("ONGOING") || state.equals("ENDED"),
                state.equals("MERGED"),
                rs.getObject("acknowledged_at") != null,
                instant(rs, "noted_before"),
                rs.getObject("times") == null
                        ? null
                        : new News.Told(
                                rs.getInt("times"),
                                rs.getString("key"),
                                rs.getDouble("told_peak"),
                                instant(rs, "told_noted"),
                                rs.getBoolean("gone"),
                                rs.getBoolean("heard")));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Empty when values were judged again without a load.
    Optional<Load> load() {
        return jdbc.sql("""
                        select id, file_name, loaded_at from monitoring.intake where loaded_at = verdite.now() order by id desc limit 1""")
                .query((rs, _) -> new Load(
                        rs.getInt("id"), rs.getString("file_name"), Objects.requireNonNull(instant(rs, "loaded_at"))))
                .optional();
    }

    Optional<String> key(int exceedance) {
        return jdbc.sql("select key from monitoring.exceedance_told where exceedance_id = :id and key is not null")
                .param("id", exceedance)
                .query(String.class)
                .optional();
    }

    void keep(List<Kept> kept) {
        if (kept.isEmpty()) {
            return;
        }
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into monitoring.exceedance_told as t (exceedance_id, times, key, peak, noted_before, gone)
                    select x.* from unnest(cast(? as int[]), cast(? as int[]), cast(? as text[]), cast(? as float8[]), cast(? as timestamptz[]),
                      cast(? as boolean[])) x
                    on conflict (exceedance_id) do update set times = excluded.times, key = excluded.key, peak = excluded.peak,
                      noted_before = excluded.noted_before, gone = excluded.gone""")) {
                array(c, statement, 1, "int4", kept, k -> k.news().id());
                array(c, statement, 2, "int4", kept, k -> k.news().times() + (k.gone() ? 0 : 1));
                array(c, statement, 3, "text", kept, Kept::key);
                array(c, statement, 4, "float8", kept, k -> k.news().peak());
                array(c, statement, 5, "text", kept, k -> {
                    var noted = k.news().notedBefore();
                    return noted == null ? null : noted.toString();
                });
                array(c, statement, 6, "bool", kept, Kept::gone);
                return statement.executeUpdate();
            }
        });
    }

    private static void array(
            Connection c,
            java.sql.PreparedStatement statement,
            int at,
            String type,
            List<Kept> kept,
            Function<Kept, @Nullable Object> value)
            throws SQLException {
        statement.setArray(at, c.createArrayOf(type, kept.stream().map(value).toArray()));
    }
}

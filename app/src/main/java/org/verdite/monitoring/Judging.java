package org.verdite.monitoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.LimitRegister;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Keeps what was judged. A judging is one pass over results with one state of the limit register; every verdict but
/// `within` is a row that is never changed. A result names the judging that stands for it.
@Component
public class Judging {

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final LimitRegister limits;

    Judging(JdbcClient jdbc, JdbcTemplate template, LimitRegister limits) {
        this.jdbc = jdbc;
        this.template = template;
        this.limits = limits;
    }

    /// Opens a judging and answers its id, which goes into `monitoring.result.judging_id`.
    ///
    /// @param intake the load whose results are judged, null when results are judged again
    @Transactional
    public int begin(UnitId unit, @Nullable Integer intake, String reason) {
        return jdbc.sql("""
                        insert into monitoring.judging (unit_id, intake_id, limit_revision, reason)
                        values (:unit, :intake, :revision, :reason) returning id""")
                .param("unit", unit.value())
                .param("intake", intake, java.sql.Types.INTEGER)
                .param("revision", limits.revision())
                .param("reason", reason)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Writes verdicts in the caller's transaction, thousands in one statement.
    @Transactional
    public void record(int judging, List<Judgement> judgements) {
        for (int from = 0; from < judgements.size(); from += BATCH) {
            var batch = judgements.subList(from, Math.min(judgements.size(), from + BATCH));
            template.execute((Connection connection) -> write(connection, judging, batch));
        }
    }

    /// Puts the root of a judging's verdicts into the trail; called last, in the transaction that judged.
    @Transactional
    public void seal(int judging) {
        jdbc.sql("select monitoring.seal_judging(:judging)")
                .param("judging", judging)
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    private static int write(Connection connection, int judging, List<Judgement> batch) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into monitoring.judgement (judging_id, series_id, unit_id, started, ended, sample, replicate, run, revision, limit_id,
                  limit_revision, kind, verdict, reason, value, limit_value, unit, inputs)
                select ?, t.* from unnest(cast(? as int[]), cast(? as int[]), cast(? as timestamptz[]), cast(? as timestamptz[]),
                  cast(? as text[]), cast(? as smallint[]), cast(? as smallint[]), cast(? as smallint[]), cast(? as bigint[]), cast(? as bigint[]),
                  cast(? as text[]), cast(? as smallint[]), cast(? as smallint[]), cast(? as float8[]), cast(? as numeric[]), cast(? as text[]),
                  cast(? as jsonb[])) t""")) {
            statement.setInt(1, judging);
            column(connection, statement, 2, "int4", batch, Judgement::series);
            column(connection, statement, 3, "int4", batch, Judgement::unit);
            column(connection, statement, 4, "text", batch, j -> j.started().toString());
            column(connection, statement, 5, "text", batch, j -> j.ended().toString());
            column(connection, statement, 6, "text", batch, Judgement::sample);
            column(connection, statement, 7, "int4", batch, Judgement::replicate);
            column(connection, statement, 8, "int4", batch, Judgement::run);
            column(connection, statement, 9, "int4", batch, Judgement::revision);
            column(connection, statement, 10, "int8", batch, j -> j.line().limit());
            column(
                    connection,
                    statement,
                    11,
                    "int8",
                    batch,
                    j -> j.line().terms().revision());
            column(
                    connection,
                    statement,
                    12,
                    "text",
                    batch,
                    j -> j.line().kind().name());
            column(connection, statement, 13, "int4", batch, Judgement::verdict);
            column(connection, statement, 14, "int4", batch, Judgement::reason);
            column(connection, statement, 15, "float8", batch, j -> Double.isNaN(j.value()) ? null : j.value());
            column(connection, statement, 16, "numeric", batch, j -> j.limitValue());
            column(connection, statement, 17, "text", batch, Judgement::measure);
            column(connection, statement, 18, "text", batch, j -> inputs(j.inputs()));
            return statement.executeUpdate();
        }
    }

    private static @Nullable String inputs(Map<String, Double> inputs) {
        return inputs.isEmpty() ? null : Json.mapper().writeValueAsString(new TreeMap<>(inputs));
    }

    private static void column(
            Connection connection,
            java.sql.PreparedStatement statement,
            int place,
            String type,
            List<Judgement> batch,
            Function<Judgement, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                place, connection.createArrayOf(type, batch.stream().map(value).toArray()));
    }
}

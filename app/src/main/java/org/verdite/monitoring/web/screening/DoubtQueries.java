package org.verdite.monitoring.web.screening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.screening.DoubtKind;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.Stretch;
import org.verdite.shared.NotHere;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Doubts for lists and pages.
@Component
@Transactional(readOnly = true)
class DoubtQueries {

    /// @param expected what the value is held against; null for values that stand still
    /// @param score negative for a jump that leads from these results back to the usual
    /// @param state OPEN, STANDS, SUPPRESSED or GONE
    record Doubt(
            int id,
            int unit,
            Stretch of,
            DoubtKind kind,
            int results,
            double value,
            @Nullable Double expected,
            double score,
            int compared,
            int rule,
            String state,
            String reason,
            @Nullable String settledBy,
            @Nullable Instant settled,
            Instant raised) {

        boolean open() {
            return state.equals("OPEN");
        }

        String path() {
            return "/monitoring/doubts/" + id;
        }

        /// The kind; of a jump also whether it leads away or back.
        String word() {
            return kind == DoubtKind.JUMP && score < 0 ? "JUMP_BACK" : kind.name();
        }

        /// Why a rule doubts it, in figures.
        String why(Texts t) {
            return switch (kind) {
                case STUCK ->
                    t.of(
                            "monitoring.doubt.why.STUCK",
                            results,
                            Show.amount(Show.value(t, value), of.measure()),
                            compared);
                case JUMP ->
                    t.of(
                            "monitoring.doubt.why." + word(),
                            Show.value(t, expected == null ? Double.NaN : expected),
                            Show.amount(Show.value(t, value), of.measure()),
                            Math.round(Math.abs(score)),
                            compared);
                case OUTLIER ->
                    t.of(
                            "monitoring.doubt.why.OUTLIER",
                            Show.amount(Show.value(t, value), of.measure()),
                            Show.value(t, expected == null ? Double.NaN : expected),
                            Math.round(Math.abs(score)),
                            compared);
            };
        }
    }

    private static final String SELECT = """
            select x.*, coalesce(verdite.text(organisation.pub_person_name(x.settled_by), :language), nullif(x.settled_who, '')) as settler,
            """ + Stretch.COLUMNS + " from monitoring.doubt x " + Stretch.JOIN;

    private final JdbcClient jdbc;

    DoubtQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Doubt require(int id, Texts t) {
        return jdbc.sql(SELECT + " where x.id = :id")
                .param("id", id)
                .param("language", t.language())
                .query((rs, _) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("doubt " + id));
    }

    Page<Doubt> page(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "x.raised_at timestamptz", "x.id int");
        Map<String, Object> params = new HashMap<>(keyset.params());
        params.put("language", t.language());
        var conditions = new ArrayList<String>();
        conditions.add(
                switch (view(filters)) {
                    case "settled" -> "x.state in ('STANDS', 'SUPPRESSED')";
                    case "all" -> "true";
                    default -> "x.state = 'OPEN'";
                });
        Stretch.narrow(filters, conditions, params);
        if (filters.has("kind")) {
            conditions.add("x.kind = :kind");
            params.put("kind", filters.get("kind"));
        }
        var rows = jdbc.sql(SELECT + " where " + String.join(" and ", conditions) + " and " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> read(rs))
                .list();
        return keyset.page(rows, d -> List.of(d.raised().toString(), d.id()));
    }

    /// What waits for a person stands first.
    static String view(Filters filters) {
        return filters.has("view") ? filters.get("view") : "open";
    }

    private static Doubt read(ResultSet rs) throws SQLException {
        double expected = rs.getDouble("expected");
        var settled = rs.getTimestamp("settled_at");
        return new Doubt(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                Stretch.read(rs, rs.getBoolean("date_only")),
                DoubtKind.valueOf(rs.getString("kind")),
                rs.getInt("results"),
                rs.getDouble("value"),
                rs.getObject("expected") == null ? null : expected,
                rs.getDouble("score"),
                rs.getInt("compared"),
                rs.getInt("rule"),
                rs.getString("state"),
                rs.getString("reason"),
                rs.getString("settler"),
                settled == null ? null : settled.toInstant(),
                Objects.requireNonNull(rs.getTimestamp("raised_at")).toInstant());
    }
}

package org.verdite.monitoring.web.screening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.NewSuppression.Only;
import org.verdite.monitoring.web.Stretch;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Suppressions for lists and pages.
@Component
@Transactional(readOnly = true)
class SuppressionQueries {

    /// One who did something, and when.
    record Step(String who, Instant at, String words) {}

    /// @param only which of the results of its time
    /// @param results that it takes out, and how many of them exceeded a limit
    /// @param state PROPOSED, APPROVED, REFUSED or LIFTED
    /// @param mine whether the reader proposed it
    record Suppression(
            int id,
            int unit,
            Stretch of,
            Only only,
            Cause cause,
            @Nullable Integer doubt,
            int results,
            int exceeding,
            String state,
            Step proposed,
            @Nullable Step decided,
            @Nullable Step lifted,
            @Nullable Instant applied,
            @Nullable Instant restored,
            boolean mine) {

        String path() {
            return "/monitoring/suppressions/" + id;
        }

        /// Which of the results of its time; empty for all.
        String named(Texts t) {
            var words = new ArrayList<String>();
            if (only.sample() != null) {
                words.add(
                        only.sample().isEmpty()
                                ? t.of("monitoring.suppress.only.without")
                                : t.of("monitoring.suppress.only.sample", only.sample()));
            }
            if (only.replicate() != null) {
                words.add(t.of("monitoring.suppress.only.replicate", only.replicate()));
            }
            if (only.run() != null) {
                words.add(t.of("monitoring.suppress.only.run", only.run()));
            }
            return String.join(t.of("monitoring.suppress.only.and"), words);
        }

        /// Decided, and not yet done.
        boolean pending() {
            return state.equals("APPROVED") && applied == null || state.equals("LIFTED") && restored == null;
        }
    }

    private static final String SELECT = """
            select x.*, coalesce(verdite.text(organisation.pub_person_name(x.proposed_by), :language), x.proposed_who) as proposer,
              coalesce(verdite.text(organisation.pub_person_name(x.decided_by), :language), x.decided_who) as decider,
              coalesce(verdite.text(organisation.pub_person_name(x.lifted_by), :language), x.lifted_who) as lifter,
              coalesce(x.proposed_by = cast(:me as int), x.proposed_who = verdite.who()) as mine,
              coalesce((select l.date_only from monitoring.latest l where l.series_id = x.series_id), false) as days,
            """ + Stretch.COLUMNS + " from monitoring.suppression x " + Stretch.JOIN;

    private final JdbcClient jdbc;

    SuppressionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Suppression require(int id, Texts t) {
        return jdbc.sql(SELECT + " where x.id = :id")
                .param("id", id)
                .param("language", t.language())
                .param("me", Scope.current().person(), Types.INTEGER)
                .query((rs, _) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("suppression " + id));
    }

    Page<Suppression> page(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "x.proposed_at timestamptz", "x.id int");
        Map<String, Object> params = new HashMap<>(keyset.params());
        params.put("language", t.language());
        var conditions = new ArrayList<String>();
        conditions.add(
                switch (view(filters)) {
                    case "standing" -> "x.state = 'APPROVED'";
                    case "all" -> "true";
                    default -> "x.state = 'PROPOSED'";
                });
        Stretch.narrow(filters, conditions, params);
        if (filters.has("cause")) {
            conditions.add("x.cause = :cause");
            params.put("cause", filters.get("cause"));
        }
        var rows = jdbc.sql(SELECT + " where " + String.join(" and ", conditions) + " and " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .param("me", Scope.current().person(), Types.INTEGER)
                .query((rs, _) -> read(rs))
                .list();
        return keyset.page(rows, s -> List.of(s.proposed().at().toString(), s.id()));
    }

    /// Others that stand and leave out results of this one, which counts again.
    List<Integer> stillOut(int id) {
        return jdbc.sql("""
                        select distinct y.suppression_id from monitoring.suppressed x
                        join monitoring.suppressed y on y.series_id = x.series_id and y.started = x.started and y.ended = x.ended and y.sample = x.sample
                          and y.replicate = x.replicate and y.run = x.run and y.revision = x.revision
                        join monitoring.suppression o on o.id = y.suppression_id and o.state = 'APPROVED' and o.applied_at is not null
                        where x.suppression_id = :id and y.suppression_id <> :id order by 1""").param("id", id).query((rs, _) -> rs.getInt(1)).list();
    }

    /// What waits for a second person stands first.
    static String view(Filters filters) {
        return filters.has("view") ? filters.get("view") : "proposed";
    }

    private static Suppression read(ResultSet rs) throws SQLException {
        return new Suppression(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                Stretch.read(rs, rs.getBoolean("days")),
                new Only(rs.getString("sample"), number(rs, "replicate"), number(rs, "run")),
                Cause.valueOf(rs.getString("cause")),
                (Integer) rs.getObject("doubt_id"),
                rs.getInt("results"),
                rs.getInt("exceeding"),
                rs.getString("state"),
                Objects.requireNonNull(step(rs, "proposer", "proposed_at", "reason")),
                step(rs, "decider", "decided_at", "decision"),
                step(rs, "lifter", "lifted_at", "lifting"),
                instant(rs, "applied_at"),
                instant(rs, "restored_at"),
                rs.getBoolean("mine"));
    }

    private static @Nullable Step step(ResultSet rs, String who, String at, String words) throws SQLException {
        var when = instant(rs, at);
        return when == null ? null : new Step(rs.getString(who), when, rs.getString(words));
    }

    private static @Nullable Integer number(ResultSet rs, String column) throws SQLException {
        int number = rs.getInt(column);
        return rs.wasNull() ? null : (Integer) number;
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

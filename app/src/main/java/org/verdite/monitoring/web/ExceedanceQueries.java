package org.verdite.monitoring.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// The list of episodes and what proves that somebody looked where it is empty.
@Component
@Transactional(readOnly = true)
public class ExceedanceQueries {

    private static final int PAGE = 25;

    record Judged(long results, long series, long judged, long notJudged) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ExceedanceQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ExceedanceRow require(int id) {
        return jdbc.sql(ExceedanceRow.SELECT + " where e.id = :id")
                .param("id", id)
                .query((rs, _) -> ExceedanceRow.read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("exceedance " + id));
    }

    Page<ExceedanceRow> page(Filters filters) {
        var keyset = Keyset.descending(filters, PAGE, "e.started timestamptz", "e.id int");
        var params = new HashMap<String, Object>(keyset.params());
        String where = where(filters, params);
        var rows = jdbc.sql(ExceedanceRow.SELECT + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> ExceedanceRow.read(rs))
                .list();
        return keyset.page(rows, row -> List.of(row.started().toString(), row.id()));
    }

    private String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        conditions.add("e.state in ('ONGOING', 'ENDED')");
        switch (filters.get("state")) {
            case "new" -> conditions.add("e.acknowledged_at is null");
            case "acknowledged" -> conditions.add("e.acknowledged_at is not null");
            case "ongoing" -> conditions.add("e.state = 'ONGOING'");
            case "going-on" -> conditions.add("e.acknowledged_at is not null and e.state = 'ONGOING'");
            case "ended" -> conditions.add("e.state = 'ENDED'");
            default -> {}
        }
        equal(filters, "medium", "q.medium", conditions, params);
        equal(filters, "kind", "e.kind", conditions, params);
        number(filters, "site", "p.site_id", conditions, params);
        number(filters, "point", "p.id", conditions, params);
        number(filters, "series", "e.series_id", conditions, params);
        var from = from(filters);
        if (from != null) {
            conditions.add("e.ended >= :from");
            params.put("from", from.atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        var to = date(filters, "to");
        if (to != null) {
            conditions.add("e.started < :to");
            params.put("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        var found = instant(filters, "found");
        if (found != null) {
            conditions.add("e.detected_at = :found");
            params.put("found", found.atOffset(ZoneOffset.UTC));
        }
        var foundOn = date(filters, "foundOn");
        if (foundOn != null) {
            conditions.add("e.detected_at >= :foundOn and e.detected_at < :foundBefore");
            params.put("foundOn", foundOn.atStartOfDay().atOffset(ZoneOffset.UTC));
            params.put("foundBefore", foundOn.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        return " where " + String.join(" and ", conditions);
    }

    private static void equal(
            Filters filters, String name, String column, List<String> conditions, Map<String, Object> params) {
        if (filters.has(name)) {
            conditions.add(column + " = :" + name);
            params.put(name, filters.get(name));
        }
    }

    private static void number(
            Filters filters, String name, String column, List<String> conditions, Map<String, Object> params) {
        if (filters.has(name)) {
            try {
                params.put(name, Integer.valueOf(filters.get(name)));
                conditions.add(column + " = :" + name);
            } catch (NumberFormatException e) {
                throw new Invalid(name, "ui.form.number", filters.get(name));
            }
        }
    }

    private @Nullable LocalDate from(Filters filters) {
        return switch (filters.get("period")) {
            case "30d" -> today().minusDays(30);
            case "12m" -> today().minusMonths(12);
            default -> date(filters, "from");
        };
    }

    private static @Nullable LocalDate date(Filters filters, String name) {
        if (!filters.has(name)) {
            return null;
        }
        try {
            return LocalDate.parse(filters.get(name));
        } catch (java.time.DateTimeException e) {
            throw new Invalid(name, "ui.form.date", filters.get(name));
        }
    }

    /// The moment of a load, to the microsecond.
    private static @Nullable Instant instant(Filters filters, String name) {
        if (!filters.has(name)) {
            return null;
        }
        try {
            return Instant.parse(filters.get(name));
        } catch (java.time.DateTimeException e) {
            throw new Invalid(name, "ui.form.date", filters.get(name));
        }
    }

    /// When a limit was entered, if the results of a load were here before it.
    Optional<Instant> enteredAfter(long revision, int intake) {
        return jdbc.sql("""
                        select l.recorded_at from obligations.pub_limit l join monitoring.intake i on i.id = :intake
                        where l.revision = :revision and l.recorded_at > i.loaded_at""")
                .param("revision", revision)
                .param("intake", intake)
                .query((rs, _) -> rs.getTimestamp(1).toInstant())
                .optional();
    }

    /// The sites that have points, for the filter.
    public Map<String, String> sites(Texts t) {
        var sites = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select s.id, s.name from organisation.pub_site s
                        where exists (select 1 from monitoring.point p where p.site_id = s.id) order by verdite.text(s.name, :lang) limit 100""").param("lang", t.language()).query(rs -> {
            sites.put(rs.getString("id"), t.of(Json.text(rs.getString("name"))));
        });
        return sites;
    }

    /// What was judged in the last twelve months.
    Judged judged() {
        return jdbc.sql("select results, series, judged, not_judged from monitoring.pub_judged(:from, :to)")
                .param("from", today().minusMonths(12))
                .param("to", today())
                .query((rs, _) -> new Judged(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
                .single();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

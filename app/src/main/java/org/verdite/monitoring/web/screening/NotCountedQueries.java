package org.verdite.monitoring.web.screening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.AsIfCounted;
import org.verdite.monitoring.AsIfCounted.Left;
import org.verdite.monitoring.StoredResult;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Results of a site that don't count: what they are, who says so, and what they would be judged as.
@Component
@Transactional(readOnly = true)
class NotCountedQueries {

    private static final int PAGE = 50;

    enum By {
        INSTRUMENT,
        LABORATORY,
        PERSON
    }

    /// @param suppression that took it out; null where a flag or the laboratory did
    /// @param flag as the instrument or the laboratory wrote it
    /// @param would the code of its verdict if it counted
    record NotCounted(
            int series,
            String pointCode,
            LocalText parameter,
            String statistic,
            String unit,
            String zone,
            Instant started,
            Instant ended,
            boolean dateOnly,
            String sample,
            int replicate,
            int run,
            Measured measured,
            By by,
            @Nullable Integer suppression,
            String flag,
            int would) {

        String when(Texts t) {
            return Show.when(t, started, dateOnly, zone, statistic);
        }

        String shown(Texts t) {
            return Show.result(t, measured.value(), measured.censor(), measured.level(), measured.original());
        }

        private NotCounted judged(int verdict) {
            return new NotCounted(
                    series,
                    pointCode,
                    parameter,
                    statistic,
                    unit,
                    zone,
                    started,
                    ended,
                    dateOnly,
                    sample,
                    replicate,
                    run,
                    measured,
                    by,
                    suppression,
                    flag,
                    verdict);
        }

        private Left left() {
            return new Left(series, started, ended, dateOnly, sample, measured);
        }
    }

    /// How many results of a month don't count, by who says so.
    record Counts(YearMonth month, long instrument, long laboratory, long person) {}

    private static final String BY =
            "case when r.status = 1 then 'PERSON' when r.flag not in ('', 'N', 'R') then 'INSTRUMENT' else 'LABORATORY' end";

    private final JdbcClient jdbc;
    private final AsIfCounted asIf;

    NotCountedQueries(JdbcClient jdbc, AsIfCounted asIf) {
        this.jdbc = jdbc;
        this.asIf = asIf;
    }

    /// The year up to a month, newest first; months without any are left out.
    List<Counts> months(int site, YearMonth last) {
        return jdbc.sql("""
                        select date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone))::date as month,
                          count(*) filter (where %1$s = 'INSTRUMENT') as instrument, count(*) filter (where %1$s = 'LABORATORY') as laboratory,
                          count(*) filter (where %1$s = 'PERSON') as person
                        from monitoring.point p join monitoring.series s on s.point_id = p.id and s.derived_from is null
                        join monitoring.result r on r.series_id = s.id and r.started >= :from and r.started < :to
                        where p.site_id = :site and not monitoring.counts(r.flag, r.qualifier, r.status)
                        group by 1 order by 1 desc""".formatted(BY))
                .param("site", site)
                .param("from", begin(last.minusMonths(11)))
                .param("to", begin(last.plusMonths(1)))
                .query((rs, _) -> new Counts(
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        rs.getLong("instrument"),
                        rs.getLong("laboratory"),
                        rs.getLong("person")))
                .list();
    }

    /// Newest first; of a month, or of the year up to one.
    Page<NotCounted> page(int site, YearMonth last, Filters filters) {
        var keyset = Keyset.descending(
                filters,
                PAGE,
                "r.started timestamptz",
                "r.series_id int",
                "r.ended timestamptz",
                "r.sample text",
                "r.replicate smallint",
                "r.run smallint");
        Map<String, Object> params = new HashMap<>(keyset.params());
        var month = month(filters);
        params.put("site", site);
        params.put("from", begin(month == null ? last.minusMonths(11) : month));
        params.put("to", begin((month == null ? last : month).plusMonths(1)));
        params.put("by", by(filters));
        var rows = jdbc.sql("""
                        select r.*, %s as by, s.unit as measure, s.statistic, p.code as point_code, p.time_zone, q.name as parameter, %s,
                          (select max(x.suppression_id) from monitoring.suppressed x join monitoring.suppression u on u.id = x.suppression_id and u.restored_at is null where r.status = 1 and x.series_id = r.series_id and x.started = r.started
                            and x.ended = r.ended and x.sample = r.sample and x.replicate = r.replicate and x.run = r.run and x.revision = r.revision) as suppression
                        from monitoring.point p join monitoring.series s on s.point_id = p.id and s.derived_from is null
                        join monitoring.parameter q on q.code = s.parameter_code
                        join monitoring.result r on r.series_id = s.id and r.started >= :from and r.started < :to %s
                        where p.site_id = :site and not monitoring.counts(r.flag, r.qualifier, r.status) and (:by = '' or %s = :by) and\s""".formatted(BY, StoredResult.COLUMNS, StoredResult.JOIN, BY)
                        + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> read(rs))
                .list();
        var page =
                keyset.page(rows, r -> List.of(r.started(), r.series(), r.ended(), r.sample(), r.replicate(), r.run()));
        var verdicts = asIf.verdicts(page.rows().stream().map(NotCounted::left).toList());
        var judged = new java.util.ArrayList<NotCounted>();
        for (int i = 0; i < verdicts.size(); i++) {
            judged.add(page.rows().get(i).judged(verdicts.get(i)));
        }
        return new Page<>(judged, page.next(), page.previous());
    }

    static @Nullable YearMonth month(Filters filters) {
        if (!filters.has("month")) {
            return null;
        }
        try {
            return YearMonth.parse(filters.get("month"));
        } catch (DateTimeParseException _) {
            throw new Invalid("month", "ui.form.date", filters.get("month"));
        }
    }

    private static String by(Filters filters) {
        if (!filters.has("by")) {
            return "";
        }
        try {
            return By.valueOf(filters.get("by")).name();
        } catch (IllegalArgumentException _) {
            throw new Invalid("by", "ui.form.choice", filters.get("by"));
        }
    }

    private static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static NotCounted read(ResultSet rs) throws SQLException {
        return new NotCounted(
                rs.getInt("series_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("parameter")),
                rs.getString("statistic"),
                rs.getString("measure"),
                rs.getString("time_zone"),
                rs.getObject("started", OffsetDateTime.class).toInstant(),
                rs.getObject("ended", OffsetDateTime.class).toInstant(),
                rs.getBoolean("date_only"),
                rs.getString("sample"),
                rs.getInt("replicate"),
                rs.getInt("run"),
                StoredResult.measured(rs),
                By.valueOf(rs.getString("by")),
                (Integer) rs.getObject("suppression"),
                (rs.getString("flag") + " " + rs.getString("qualifier")).strip(),
                0);
    }
}

package org.verdite.monitoring.web.sampling;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Instruments with how they stand, and what was measured without a valid one.
@Component
@Transactional(readOnly = true)
class InstrumentQueries {

    private static final int PAGE = 25;

    private static final String SELECT = """
            select i.*, p.code as point_code, p.name as point_name, p.time_zone, o.name as site_name, s.state, s.since,
              (select coalesce(string_agg(g.parameter_code, ', ' order by g.parameter_code), '') from monitoring.instrument_range g
                where g.instrument_id = i.id) as parameters
            from monitoring.instrument i
            join monitoring.point p on p.id = i.point_id
            left join organisation.pub_site o on o.id = p.site_id
            cross join lateral monitoring.instrument_state(i.id, verdite.now()) s""";

    /// @param since of a valid one the day until which it is
    record InstrumentRow(
            int id,
            int unit,
            int point,
            String pointCode,
            LocalText pointName,
            @Nullable LocalText siteName,
            String zone,
            String code,
            String maker,
            String model,
            String serial,
            LocalDate from,
            @Nullable LocalDate to,
            String note,
            int version,
            String state,
            @Nullable LocalDate since,
            String parameters) {

        String path() {
            return "/monitoring/instruments/" + id;
        }

        String title() {
            return (code + " " + maker + " " + model).strip();
        }

        State sign() {
            return InstrumentQueries.sign(state);
        }

        String word(Texts t) {
            return t.of("monitoring.instrument.state." + state);
        }

        String since(Texts t) {
            return since == null ? "" : t.of("monitoring.instrument.since." + state, t.date(since));
        }
    }

    record Range(
            String parameter,
            LocalText name,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String unit) {

        String words(Texts t) {
            return low == null && high == null ? "–" : Show.amount(Show.bounds(t, low, high), unit);
        }
    }

    record Calibration(
            int id,
            LocalDate on,
            String by,
            String result,
            @Nullable LocalDate until,
            @Nullable BigDecimal zeroDrift,
            @Nullable BigDecimal spanDrift,
            String certificate,
            String note,
            boolean withdrawn,
            String why) {}

    record Maintenance(int id, Instant from, @Nullable Instant to, String what, String by) {}

    /// Values of a month and series that were measured without a valid instrument, of all that were measured then.
    record Unfit(
            YearMonth month,
            int series,
            String pointCode,
            LocalText pointName,
            LocalText parameter,
            String mode,
            long values,
            long all,
            LocalDate first,
            LocalDate last,
            int instrument,
            String code,
            String state,
            @Nullable LocalDate since) {

        String why(Texts t) {
            return code + ": "
                    + (since == null
                            ? t.of("monitoring.instrument.state." + state)
                            : t.of("monitoring.instrument.since." + state, t.date(since)));
        }

        String path() {
            return "/monitoring/series/" + series + "/values?from=" + first + "&to=" + last;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    InstrumentQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static State sign(String state) {
        return switch (state) {
            case "VALID" -> State.OK;
            case "MAINTENANCE" -> State.WARN;
            case "NOT_IN_SERVICE" -> State.IDLE;
            default -> State.BAD;
        };
    }

    Page<InstrumentRow> page(Filters filters) {
        var keyset = Keyset.of(filters, PAGE, "i.code text", "i.id int");
        var params = new HashMap<String, Object>(keyset.params());
        var rows = jdbc.sql(SELECT + where(filters, params) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    private static String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<>(List.of("true"));
        if (filters.has("state")) {
            if (!Instruments.STATES.contains(filters.get("state"))) {
                throw new Invalid("state", "ui.form.choice");
            }
            conditions.add("s.state = :state");
            params.put("state", filters.get("state"));
        }
        if (filters.has("point")) {
            conditions.add("i.point_id = :point");
            params.put("point", filters.integer("point"));
        }
        if (filters.has("q")) {
            conditions.add(
                    "(i.code ilike :words or i.serial ilike :words or i.maker ilike :words or i.model ilike :words)");
            params.put("words", words(filters.get("q")));
        }
        return " where " + String.join(" and ", conditions);
    }

    static String words(String q) {
        return "%" + q.replace("\\", "").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    InstrumentRow require(int id) {
        return jdbc.sql(SELECT + " where i.id = :id")
                .param("id", id)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("instrument " + id));
    }

    List<InstrumentRow> ofPoint(int point) {
        return jdbc.sql(SELECT + " where i.point_id = :point order by i.code limit 100")
                .param("point", point)
                .query((rs, _) -> row(rs))
                .list();
    }

    private static InstrumentRow row(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        return new InstrumentRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                site == null ? null : Json.text(site),
                rs.getString("time_zone"),
                rs.getString("code"),
                rs.getString("maker"),
                rs.getString("model"),
                rs.getString("serial"),
                rs.getObject("service_from", LocalDate.class),
                rs.getObject("service_to", LocalDate.class),
                rs.getString("note"),
                rs.getInt("version"),
                rs.getString("state"),
                rs.getObject("since", LocalDate.class),
                rs.getString("parameters"));
    }

    List<Range> ranges(int instrument) {
        return jdbc.sql("""
                        select g.*, q.name from monitoring.instrument_range g join monitoring.parameter q on q.code = g.parameter_code
                        where g.instrument_id = :id order by g.parameter_code""")
                .param("id", instrument)
                .query((rs, _) -> new Range(
                        rs.getString("parameter_code"),
                        Json.text(rs.getString("name")),
                        rs.getBigDecimal("low"),
                        rs.getBigDecimal("high"),
                        rs.getString("unit")))
                .list();
    }

    List<Calibration> calibrations(int instrument) {
        return jdbc.sql(
                        "select * from monitoring.calibration where instrument_id = :id order by done_on desc, id desc limit 500")
                .param("id", instrument)
                .query((rs, _) -> new Calibration(
                        rs.getInt("id"),
                        rs.getObject("done_on", LocalDate.class),
                        rs.getString("done_by"),
                        rs.getString("result"),
                        rs.getObject("valid_until", LocalDate.class),
                        rs.getBigDecimal("zero_drift"),
                        rs.getBigDecimal("span_drift"),
                        rs.getString("certificate"),
                        rs.getString("note"),
                        rs.getObject("superseded_at") != null,
                        rs.getString("withdrawn_because")))
                .list();
    }

    List<Maintenance> maintenances(int instrument) {
        return jdbc.sql(
                        "select * from monitoring.maintenance where instrument_id = :id order by started desc, id desc limit 500")
                .param("id", instrument)
                .query((rs, _) -> new Maintenance(
                        rs.getInt("id"),
                        rs.getObject("started", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended") == null
                                ? null
                                : rs.getObject("ended", OffsetDateTime.class).toInstant(),
                        rs.getString("what"),
                        rs.getString("done_by")))
                .list();
    }

    LocalDate today(String zone) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(zone));
    }

    Instant now() {
        return clock.instant();
    }

    /// The year asked for, else that of today.
    int year(Filters filters) {
        return filters.year(
                () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear());
    }

    /// By month, the newest first. Every series that has an instrument in the register is looked at.
    List<Unfit> unfit(Filters filters) {
        int year = year(filters);
        return jdbc.sql("""
                        with watched as materialized (
                          select s.id, s.point_id, s.parameter_code, s.mode, f.since, f.fit from monitoring.series s
                          cross join lateral monitoring.series_fit(s.id) f
                          where s.mode in ('ONLINE', 'FIELD') and s.derived_from is null and f.since is not null
                        ), counted as (
                          select w.id, w.point_id, w.parameter_code, w.mode, date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone)::timestamp)::date as month,
                            count(*) filter (where not w.fit @> m.at) as n, count(*) as everything, min(m.at) filter (where not w.fit @> m.at) as first,
                            max(m.at) filter (where not w.fit @> m.at) as last, p.time_zone
                          from watched w
                          join monitoring.point p on p.id = w.point_id
                          join monitoring.result r on r.series_id = w.id and r.started >= :from and r.started < :to
                          cross join lateral (select monitoring.measured_at(r.started, r.date_only, p.time_zone) as at) m
                          where m.at >= w.since
                          group by w.id, w.point_id, w.parameter_code, w.mode, month, p.time_zone)
                        select c.*, p.code as point_code, p.name as point_name, q.name as parameter, u.instrument_id, u.code, u.state, u.since,
                          cast(c.first at time zone c.time_zone as date) as first_day, cast(c.last at time zone c.time_zone as date) as last_day
                        from counted c
                        join monitoring.point p on p.id = c.point_id
                        join monitoring.parameter q on q.code = c.parameter_code
                        cross join lateral monitoring.unfit_because(c.id, c.first) u
                        where c.n > 0 and extract(year from c.month) = :year
                        order by c.month desc, p.code, c.parameter_code, c.id limit 5000""")
                .param(
                        "from",
                        LocalDate.of(year, 1, 1).atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC))
                .param(
                        "to",
                        LocalDate.of(year + 1, 1, 1)
                                .atStartOfDay()
                                .plusHours(14)
                                .atOffset(ZoneOffset.UTC))
                .param("year", year)
                .query((rs, _) -> new Unfit(
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        rs.getInt("id"),
                        rs.getString("point_code"),
                        Json.text(rs.getString("point_name")),
                        Json.text(rs.getString("parameter")),
                        rs.getString("mode"),
                        rs.getLong("n"),
                        rs.getLong("everything"),
                        rs.getObject("first_day", LocalDate.class),
                        rs.getObject("last_day", LocalDate.class),
                        rs.getInt("instrument_id"),
                        rs.getString("code"),
                        rs.getString("state"),
                        rs.getObject("since", LocalDate.class)))
                .list();
    }

    /// Points for a form: id → code, name and site.
    Map<String, String> points(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.id, p.code, p.name, o.name as site from monitoring.point p left join organisation.pub_site o on o.id = p.site_id
                        where p.valid_to is null order by verdite.text(o.name, :lang), p.code limit 2000""").param("lang", t.language()).query(rs -> {
            String site = rs.getString("site");
            all.put(
                    rs.getString("id"),
                    (site == null ? "" : t.of(Json.text(site)) + " · ") + rs.getString("code") + " "
                            + t.of(Json.text(rs.getString("name"))));
        });
        return all;
    }
}

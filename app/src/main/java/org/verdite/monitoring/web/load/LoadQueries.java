package org.verdite.monitoring.web.load;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
import org.verdite.monitoring.outlet.LoadBook;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.StoredLoad;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Loads as lists, and of one outlet and parameter by years.
@Component
@Transactional(readOnly = true)
class LoadQueries {

    private static final int PAGE = 25;

    /// The two differ by more than the rule of the outlet lets them.
    private static final String INCONSISTENT =
            "abs(d.kilograms - s.kilograms) > coalesce(r.apart, 0.05) * greatest(abs(d.kilograms), abs(s.kilograms))";

    record Outlet(int id, int unit, int site, String code, LocalText name, String kind, LocalText siteName) {}

    /// A year of an outlet and parameter, of what counts of its months.
    ///
    /// @param months with a load that counts; complete ones of them
    record Year(
            int year,
            @Nullable BigDecimal derived,
            @Nullable BigDecimal sent,
            @Nullable BigDecimal counted,
            int months,
            int complete) {}

    private final LoadBook book;
    private final JdbcClient jdbc;
    private final Clock clock;

    LoadQueries(LoadBook book, JdbcClient jdbc, Clock clock) {
        this.book = book;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    int thisYear() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// The year of the newest load, else the present one.
    int lastYear() {
        var last = book.last();
        return last == null ? thisYear() : last.getYear();
    }

    YearMonth lastMonth() {
        var last = book.last();
        return last == null ? YearMonth.from(today()) : last;
    }

    /// The end of a day as a moment, for "as known on"; null for now.
    static @Nullable Instant known(String day) {
        if (day.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip())
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusNanos(1000);
        } catch (DateTimeException e) {
            throw new Invalid("known", "ui.form.date", day);
        }
    }

    int year(Filters filters) {
        return filters.year(this::lastYear);
    }

    static YearMonth month(String name, String text) {
        try {
            return YearMonth.parse(text.strip());
        } catch (DateTimeException e) {
            throw new Invalid(name, "ui.form.month", text);
        }
    }

    Page<MonthLoad> page(Filters filters) {
        int year = year(filters);
        var keyset = Keyset.descending(
                filters, PAGE, "l.month date", "p.code text", "l.point_id int", "l.parameter_code text");
        var params = new HashMap<String, Object>(keyset.params());
        var from = filters.has("month") ? month("month", filters.get("month")) : YearMonth.of(year, 1);
        var to = filters.has("month") ? from : YearMonth.of(year, 12);
        var rows = book.list(
                from,
                to,
                known(filters.get("known")),
                where(filters, params) + " and " + keyset.where() + keyset.orderAndLimit(),
                params);
        return keyset.page(rows, l -> List.of(l.month().atDay(1).toString(), l.pointCode(), l.point(), l.parameter()));
    }

    private static String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        conditions.add("true");
        for (String number : List.of("site", "point")) {
            if (filters.has(number)) {
                params.put(number, filters.integer(number));
                conditions.add(number.equals("site") ? "p.site_id = :site" : "l.point_id = :point");
            }
        }
        if (filters.has("parameter")) {
            params.put("parameter", filters.get("parameter"));
            conditions.add("l.parameter_code = :parameter");
        }
        switch (filters.get("state")) {
            case "inconsistent" -> conditions.add(INCONSISTENT);
            case "incomplete" -> conditions.add("d.present + d.filled < d.needed");
            case "none" -> conditions.add("d.kilograms is null and s.kilograms is null");
            default -> {}
        }
        return " where " + String.join(" and ", conditions);
    }

    /// Codes of parameters that have loads, with their names.
    Map<String, String> parameters(Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select q.code, q.name from monitoring.parameter q
                        where exists (select from monitoring.load l where l.parameter_code = q.code) order by q.code""")
                .query((rs, _) -> options.put(rs.getString(1), t.of(Json.text(rs.getString(2)))))
                .list();
        return options;
    }

    Map<String, String> sites(Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select st.id, st.name from organisation.pub_site st where exists (
                          select from monitoring.point p where p.site_id = st.id and exists (select from monitoring.load l where l.point_id = p.id))
                        order by st.code""")
                .query((rs, _) -> options.put(rs.getString(1), t.of(Json.text(rs.getString(2)))))
                .list();
        return options;
    }

    Map<String, String> years() {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql("select distinct cast(extract(year from month) as int) as y from monitoring.load order by y desc")
                .query((rs, _) -> options.put(rs.getString(1), rs.getString(1)))
                .list();
        return options;
    }

    /// Outlets of the reader's scope.
    Map<String, String> outlets(Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.id, p.code, p.name, st.code as site from monitoring.point p join organisation.pub_site st on st.id = p.site_id
                        where p.kind = any(:kinds) and (p.valid_to is null or p.valid_to > cast(verdite.now() as date)) order by st.code, p.code limit 2000""")
                .param("kinds", Loads.OUTLETS.toArray(String[]::new))
                .query((rs, _) -> options.put(
                        rs.getString("id"),
                        rs.getString("site") + "/" + rs.getString("code") + " "
                                + t.of(Json.text(rs.getString("name")))))
                .list();
        return options;
    }

    /// Points of an outlet's site where a flow may be measured.
    Map<String, String> flowPoints(int site, Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.id, p.code, p.name from monitoring.point p where p.site_id = :site and p.kind in ('FLOW', 'OUTFALL', 'WORKSHOP_OUTLET', 'STACK')
                        order by p.code limit 500""")
                .param("site", site)
                .query((rs, _) -> options.put(
                        rs.getString("id"), rs.getString("code") + " " + t.of(Json.text(rs.getString("name")))))
                .list();
        return options;
    }

    /// The outlet that somebody writes as `SITE/POINT`.
    int outlet(String written) {
        return jdbc.sql("""
                        select p.id from monitoring.point p join organisation.pub_site st on st.id = p.site_id where st.code || '/' || p.code = :written""")
                .param("written", written.strip())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new Invalid("point", "monitoring.load.invalid.point", written));
    }

    Outlet require(int point) {
        return jdbc.sql("""
                        select p.id, p.unit_id, p.site_id, p.code, p.name, p.kind, st.name as site_name from monitoring.point p
                        join organisation.pub_site st on st.id = p.site_id where p.id = :id""")
                .param("id", point)
                .query((rs, _) -> new Outlet(
                        rs.getInt("id"),
                        rs.getInt("unit_id"),
                        rs.getInt("site_id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getString("kind"),
                        Json.text(rs.getString("site_name"))))
                .optional()
                .orElseThrow(() -> new NotHere("point " + point));
    }

    LocalText parameter(String code) {
        return jdbc.sql("select name from monitoring.parameter where code = :code")
                .param("code", code)
                .query((rs, _) -> Json.text(rs.getString(1)))
                .optional()
                .orElseThrow(() -> new NotHere("parameter " + code));
    }

    List<MonthLoad> months(int point, String parameter, int year, @Nullable Instant known) {
        return book.ofPoint(point, parameter, YearMonth.of(year, 1), YearMonth.of(year, 12), known);
    }

    List<Map.Entry<YearMonth, StoredLoad>> revisions(int point, String parameter, int year) {
        return book.revisions(point, parameter, YearMonth.of(year, 1), YearMonth.of(year, 12));
    }

    /// Sums of months, with how many months and how many complete ones they are of.
    static Year year(int year, List<MonthLoad> months) {
        BigDecimal derived = null;
        BigDecimal sent = null;
        BigDecimal counted = null;
        int with = 0;
        int complete = 0;
        for (MonthLoad m : months) {
            derived = plus(derived, m.derived() == null ? null : m.derived().kilograms());
            sent = plus(sent, m.sent() == null ? null : m.sent().kilograms());
            counted = plus(counted, m.kilograms());
            with += m.kilograms() == null ? 0 : 1;
            complete += m.complete() ? 1 : 0;
        }
        return new Year(year, derived, sent, counted, with, complete);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal more) {
        return more == null ? sum : sum == null ? more : sum.add(more);
    }
}

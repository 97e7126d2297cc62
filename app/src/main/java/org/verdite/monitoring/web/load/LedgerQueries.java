package org.verdite.monitoring.web.load;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.load.Burndown;
import org.verdite.monitoring.load.Burndown.Used;
import org.verdite.monitoring.load.LoadUnits;
import org.verdite.monitoring.outlet.LoadBook;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Quotas of permits with the loads that use them up.
@Component
@Transactional(readOnly = true)
class LedgerQueries {

    private static final int PAGE = 25;
    /// Months before the period that the run rate may need.
    private static final int BEFORE = 4;

    /// What each quota says of a year, by its latest revision that holds in it.
    private static final String SELECT = """
            select * from (
              select distinct on (q.id) q.id, q.unit_id, q.set_id, q.set_code, q.set_name, q.parameter_code, q.parameter_name, q.amount, q.unit,
                q.period, q.point_code, q.warning_share, q.clause, q.valid_from, q.valid_to, q.facility_id, st.id as site_id, st.name as site_name,
                min(q.valid_from) over (partition by q.id) as first_from
              from obligations.pub_quota q
              left join organisation.pub_facility f on f.id = q.facility_id
              join organisation.pub_site st on st.id = coalesce(q.site_id, f.site_id)
              where q.recorded_at <= :known and (q.superseded_at is null or q.superseded_at > :known)
                and q.valid_from <= :last and (q.valid_to is null or q.valid_to > :first)
              order by q.id, q.valid_from desc) x""";

    private static final Instant NOW = Instant.parse("9999-01-01T00:00:00Z");

    /// @param end the first day after the quota's period in the year
    record Quota(
            long id,
            long permit,
            String permitCode,
            LocalText permitName,
            int site,
            LocalText siteName,
            @Nullable Integer facility,
            String parameter,
            LocalText name,
            BigDecimal amount,
            String unit,
            String period,
            String point,
            BigDecimal warning,
            String clause,
            LocalDate begin,
            LocalDate end) {

        /// In kg.
        BigDecimal kilograms() {
            return amount.multiply(factor());
        }

        BigDecimal factor() {
            return LoadUnits.mass(unit).orElse(BigDecimal.ONE);
        }

        boolean yearly() {
            return period.equals("YEAR");
        }
    }

    /// @param burn of the year; for a quota by month, of the month in which most was used
    /// @param months of a quota by month, each by itself; else empty
    /// @param loads of the outlets it covers, of its period
    record Ledger(Quota quota, Burndown burn, List<Burndown> months, List<MonthLoad> loads) {

        State sign() {
            return switch (burn.standing()) {
                case UNKNOWN -> State.UNKNOWN;
                case WITHIN -> State.OK;
                case WARNING, SHORT -> State.WARN;
                case OVER -> State.BAD;
            };
        }

        /// At the run rate nothing is left before the period ends; a year later it begins anew.
        boolean runsOut() {
            return quota.yearly()
                    && burn.projected() != null
                    && burn.projected().isBefore(quota.end());
        }

        /// In the quota's own unit.
        String shown(Texts t, BigDecimal kilograms) {
            return Show.mass(t, kilograms, quota.unit());
        }

        String percent(Texts t) {
            return t.percent(burn.share().movePointRight(2));
        }
    }

    private final LoadBook book;
    private final LoadQueries loads;
    private final JdbcClient jdbc;

    LedgerQueries(LoadBook book, LoadQueries loads, JdbcClient jdbc) {
        this.book = book;
        this.loads = loads;
        this.jdbc = jdbc;
    }

    Page<Ledger> page(Filters filters) {
        int year = year(filters);
        var known = LoadQueries.known(filters.get("known"));
        var keyset = Keyset.of(filters, PAGE, "x.set_code text", "x.id bigint");
        var params = new HashMap<String, Object>(keyset.params());
        var conditions = new ArrayList<String>();
        conditions.add(keyset.where());
        if (filters.has("site")) {
            conditions.add("x.site_id = :site");
            params.put("site", filters.integer("site"));
        }
        if (filters.has("parameter")) {
            conditions.add("x.parameter_code = :parameter");
            params.put("parameter", filters.get("parameter"));
        }
        var quotas = quotas(year, known, " where " + String.join(" and ", conditions) + keyset.orderAndLimit(), params);
        var page = keyset.page(quotas, q -> List.of(q.permitCode(), q.id()));
        return new Page<>(ledgers(page.rows(), year, known), page.next(), page.previous());
    }

    /// The present year, unless another is asked for.
    int year(Filters filters) {
        return filters.year(loads::thisYear);
    }

    Ledger require(long id, int year, @Nullable Instant known) {
        var quota = quotas(year, known, " where x.id = :id", Map.of("id", id));
        if (quota.isEmpty()) {
            // there, but not in this year: the nearest year it holds in says more than nothing
            int nearest = jdbc.sql("""
                            select cast(extract(year from greatest(min(valid_from), least(cast(:day as date), coalesce(max(valid_to) - 1, 'infinity')))) as int)
                            from obligations.pub_quota where id = :id having count(*) > 0""")
                    .param("day", LocalDate.of(year, 1, 1))
                    .param("id", id)
                    .query((rs, _) -> rs.getInt(1))
                    .optional()
                    .orElseThrow(() -> new NotHere("quota " + id));
            quota = quotas(nearest, known, " where x.id = :id", Map.of("id", id));
            if (quota.isEmpty()) {
                throw new NotHere("quota " + id);
            }
            return ledgers(quota, nearest, known).getFirst();
        }
        return ledgers(quota, year, known).getFirst();
    }

    private List<Quota> quotas(int year, @Nullable Instant known, String more, Map<String, ?> params) {
        return jdbc.sql(SELECT + more)
                .params(params)
                .param("known", (known == null ? NOW : known).atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .query((rs, _) -> quota(rs, year))
                .list();
    }

    private static Quota quota(ResultSet rs, int year) throws SQLException {
        var from = rs.getObject("first_from", LocalDate.class);
        var to = rs.getObject("valid_to", LocalDate.class);
        var first = LocalDate.of(year, 1, 1);
        var end = first.plusYears(1);
        return new Quota(
                rs.getLong("id"),
                rs.getLong("set_id"),
                rs.getString("set_code"),
                Json.text(rs.getString("set_name")),
                rs.getInt("site_id"),
                Json.text(rs.getString("site_name")),
                (Integer) rs.getObject("facility_id"),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter_name")),
                rs.getBigDecimal("amount"),
                rs.getString("unit"),
                rs.getString("period"),
                rs.getString("point_code"),
                rs.getBigDecimal("warning_share"),
                rs.getString("clause"),
                from.isAfter(first) ? from.withDayOfMonth(1) : first,
                to != null && to.isBefore(end) ? to : end);
    }

    private List<Ledger> ledgers(List<Quota> quotas, int year, @Nullable Instant known) {
        if (quotas.isEmpty()) {
            return List.of();
        }
        var all = book.ofSites(
                quotas.stream().map(Quota::site).distinct().toList(),
                YearMonth.of(year, 1).minusMonths(BEFORE),
                YearMonth.of(year, 12),
                known,
                quotas.stream().map(Quota::parameter).distinct().toList());
        return quotas.stream().map(q -> ledger(q, of(q, all))).toList();
    }

    /// What a quota covers: one outlet; or all that leave the place, and outlets of workshops only where nothing tells
    /// what leaves the place, for what passes them passes a final outlet afterwards.
    private static List<MonthLoad> of(Quota q, List<MonthLoad> all) {
        var here = all.stream()
                .filter(l -> l.site() == q.site() && l.parameter().equals(q.parameter()))
                .filter(l -> q.facility() == null || l.facility() == q.facility())
                .filter(l -> q.point().isEmpty() || l.pointCode().equals(q.point()))
                .toList();
        if (!q.point().isEmpty()) {
            return here;
        }
        var last = here.stream()
                .filter(l -> !l.pointKind().equals("WORKSHOP_OUTLET"))
                .toList();
        return last.isEmpty() ? here : last;
    }

    private Ledger ledger(Quota q, List<MonthLoad> covered) {
        var months = new TreeMap<YearMonth, Used>();
        for (MonthLoad l : covered) {
            var kilograms = l.kilograms();
            if (kilograms != null) {
                months.merge(
                        l.month(),
                        new Used(kilograms, l.complete()),
                        (a, b) -> new Used(a.kilograms().add(b.kilograms()), a.complete() && b.complete()));
            }
        }
        var within = covered.stream()
                .filter(l -> !l.month().atDay(1).isBefore(q.begin())
                        && l.month().atDay(1).isBefore(q.end()))
                .toList();
        if (q.yearly()) {
            return new Ledger(
                    q,
                    Burndown.of(q.begin(), q.end(), q.kilograms(), q.warning(), months, loads.today()),
                    List.of(),
                    within);
        }
        var each = new ArrayList<Burndown>();
        for (var day = q.begin(); day.isBefore(q.end()); day = day.plusMonths(1)) {
            var month = new TreeMap<>(
                    months.subMap(YearMonth.from(day), YearMonth.from(day).plusMonths(1)));
            each.add(Burndown.of(day, day.plusMonths(1), q.kilograms(), q.warning(), month, loads.today()));
        }
        var worst = each.stream().max(Comparator.comparing(Burndown::used)).orElseThrow();
        return new Ledger(q, worst, List.copyOf(each), within);
    }
}

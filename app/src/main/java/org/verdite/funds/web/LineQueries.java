package org.verdite.funds.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.funds.Category;
import org.verdite.funds.Deviation;
import org.verdite.funds.LineId;
import org.verdite.funds.LineState;
import org.verdite.funds.Nature;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads funding lines for their pages and their JSON.
@Component
@Transactional(readOnly = true)
class LineQueries {

    private static final int ROWS = 25;

    /// What was spent on a line: cheap for the few lines of a page.
    private static final String OF_EACH = """
            cross join lateral (
              select sum(x.counted) as spent, count(*) filter (where x.counted is null)::int as unrated,
                sum(x.counted) filter (where x.month < make_date(l.year, 1, 1) + make_interval(months => n.months)) as spent_due
              from funds.line_spending x where x.line_id = l.id) s
            """;

    /// The same for all lines of a year at once, where the list is narrowed by it.
    private static final String OF_THE_YEAR = """
            left join (
              select x.line_id, sum(x.counted) as spent, count(*) filter (where x.counted is null)::int as unrated,
                sum(x.counted) filter (where x.month < make_date(:year, 1, 1) + make_interval(months =>
                  case when :year < :this_year then 12 when :year > :this_year then 0 else :over end)) as spent_due
              from funds.line_spending x where x.month >= make_date(:year, 1, 1) and x.month < make_date(:year + 1, 1, 1)
              group by x.line_id) s on s.line_id = l.id
            """;

    /// Each line with what was spent on it, and where that stands against what was due.
    private static final String LINES = """
            select l.id, l.unit_id, l.number, l.year, l.title, u.name as unit, organisation.pub_person_name(l.owner_id) as owner, l.category, l.nature,
              l.currency, l.state, l.pending_id is not null as waits, l.origin_title, l.origin_href, l.planned, l.approved, l.committed,
              l.over_committed, coalesce(s.spent, 0) as spent, coalesce(s.unrated, 0) as unrated, d.due, d.standing,
              case when d.standing <> 'NONE' and d.due > 0 then (coalesce(s.spent_due, 0) - d.due) * 100 / d.due end as percent
            from funds.line l
            join organisation.pub_unit u on u.id = l.unit_id
            left join funds.line_version v on v.id = l.approved_id
            cross join lateral (select case when l.year < :this_year then 12 when l.year > :this_year then 0 else :over end as months) n
            %s
            cross join lateral funds.rule_on(least(cast(:today as date), make_date(l.year, 12, 31))) r
            cross join lateral (select coalesce(case n.months when 12 then v.total else funds.due(v.months, n.months) end, 0) as due) t
            cross join lateral (
              select t.due, case
                when l.approved is null or coalesce(s.unrated, 0) > 0 or t.due = 0 and coalesce(s.spent_due, 0) = 0 then 'NONE'
                when coalesce(s.spent_due, 0) > t.due * (1 + r.over_percent / 100) then 'OVER'
                when coalesce(s.spent_due, 0) < t.due * (1 - r.under_percent / 100) then 'UNDER'
                else 'WITHIN' end as standing) d
            """;

    private static final String LINE = LINES.formatted(OF_EACH);

    private final JdbcClient jdbc;
    private final FundsQueries words;
    private final Access access;
    private final Days days;

    LineQueries(JdbcClient jdbc, FundsQueries words, Access access, Days days) {
        this.jdbc = jdbc;
        this.words = words;
        this.access = access;
        this.days = days;
    }

    LineFilter filter(Filters filters, RollUp rollUp) {
        return new LineFilter(filters, rollUp, days.today());
    }

    public Page<LinePages.Row> page(LineFilter asked) {
        var keyset = Keyset.descending(asked.filters(), ROWS, "year int", "id bigint");
        String lines = asked.byStanding() ? LINES.formatted(OF_THE_YEAR) : LINE;
        var rows = jdbc.sql("select * from (" + lines + " where " + asked.where() + ") as l where " + keyset.where()
                        + keyset.orderAndLimit())
                .params(asked.params())
                .params(keyset.params())
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, row -> List.of(row.year(), row.id()));
    }

    public LinePages.Listed listed(LineFilter asked, Texts t) {
        var choices = new LinkedHashMap<String, Map<String, String>>();
        choices.put("year", years());
        choices.put("state", said("funds.line.state.", LineFilter.STATES, t));
        choices.put("category", FundsQueries.words("funds.category.", Category.values(), t));
        choices.put("nature", FundsQueries.words("funds.nature.", Nature.values(), t));
        choices.put("standing", said("funds.standing.", LineFilter.STANDINGS, t));
        choices.put("origin", said("funds.origin.", LineFilter.ORIGINS, t));
        return new LinePages.Listed(page(asked), asked.filters(), choices, access.mayAnywhere(Permission.FUNDS_EDIT));
    }

    /// Plans reach into the next years.
    Map<String, String> years() {
        var years = new LinkedHashMap<String, String>();
        int next = days.today().getYear() + 1;
        years.put(String.valueOf(next), String.valueOf(next));
        years.putAll(words.years());
        return years;
    }

    private static Map<String, String> said(String prefix, List<String> values, Texts t) {
        var said = new LinkedHashMap<String, String>();
        values.forEach(v -> said.put(v, t.of(prefix + v)));
        return said;
    }

    LinePages.Row row(LineId id) {
        return jdbc.sql(LINE + " where l.id = :id")
                .param("id", id.value())
                .params(filter(new Filters("", Map.of()), RollUp.ALL).params())
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("line " + id));
    }

    /// Lines by their number, else by words of their title.
    List<LinePages.Row> find(String said, int limit) {
        String escaped = said.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return jdbc.sql(LINE + " where l.number ilike :first escape '!' or l.title ilike :within escape '!'"
                        + " order by l.number ilike :first escape '!' desc, l.id desc limit :limit")
                .params(filter(new Filters("", Map.of()), RollUp.ALL).params())
                .param("first", escaped + "%")
                .param("within", "%" + escaped + "%")
                .param("limit", limit)
                .query((rs, _) -> row(rs))
                .list();
    }

    List<LinePages.Bound> commitments(LineId id) {
        return jdbc.sql("""
                        select c.*, r.id as reversed_by from funds.commitment c left join funds.commitment r on r.reverses = c.id
                        where c.line_id = :id order by c.month desc, c.id desc limit 300""")
                .param("id", id.value())
                .query((rs, _) -> new LinePages.Bound(
                        rs.getLong("id"),
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        rs.getBigDecimal("amount"),
                        rs.getString("supplier"),
                        rs.getString("reference"),
                        rs.getString("over_reason"),
                        rs.getObject("reverses", Long.class),
                        rs.getObject("reversed_by", Long.class),
                        rs.getString("reason"),
                        rs.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// The newest postings that belong to a line.
    List<LinePages.Booked> postings(LineId id) {
        return jdbc.sql("""
                        select p.id, p.month, u.name as unit, p.text, p.document, x.amount, x.currency, x.counted,
                          funds.pub_rate(x.currency, x.month) / funds.pub_rate(x.line_currency, x.month) as rate, x.line_currency
                        from funds.line_spending x join funds.posting p on p.id = x.posting_id join organisation.pub_unit u on u.id = p.unit_id
                        where x.line_id = :id order by p.month desc, p.id desc limit 100""")
                .param("id", id.value())
                .query((rs, _) -> booked(rs))
                .list();
    }

    record MonthSum(BigDecimal committed, BigDecimal spent, int unrated) {}

    /// By month, 1 to 12.
    Map<Integer, MonthSum> months(LineId id) {
        var months = new LinkedHashMap<Integer, MonthSum>();
        jdbc.sql("""
                        select extract(month from y.month)::int as m, coalesce(sum(y.committed), 0) as committed, coalesce(sum(y.spent), 0) as spent,
                          count(*) filter (where y.unrated)::int as unrated from (
                          select month, amount as committed, null::numeric as spent, false as unrated from funds.commitment where line_id = :id
                          union all
                          select month, null, counted, counted is null from funds.line_spending where line_id = :id) y group by 1""").param("id", id.value()).query(rs -> {
            months.put(
                    rs.getInt("m"),
                    new MonthSum(rs.getBigDecimal("committed"), rs.getBigDecimal("spent"), rs.getInt("unrated")));
        });
        IntStream.rangeClosed(1, 12)
                .forEach(m -> months.putIfAbsent(m, new MonthSum(BigDecimal.ZERO, BigDecimal.ZERO, 0)));
        return months;
    }

    /// Postings that fit a line and belong to none, newest first; reversals and what they took back stay out.
    Page<LinePages.Booked> candidates(LineId id, Filters filters) {
        var keyset = Keyset.descending(filters, 100, "month date", "id bigint");
        var rows = jdbc.sql("""
                        select * from (
                          select p.id, p.month, u.name as unit, p.text, p.document, p.amount, p.currency, l.currency as line_currency,
                            case when p.currency = l.currency then p.amount
                              else round(p.amount * funds.pub_rate(p.currency, p.month) / funds.pub_rate(l.currency, p.month), 2) end as counted,
                            funds.pub_rate(p.currency, p.month) / funds.pub_rate(l.currency, p.month) as rate
                          from funds.line l
                          join funds.posting p on p.month >= make_date(l.year, 1, 1) and p.month < make_date(l.year + 1, 1, 1)
                            and (p.category, p.nature) = (l.category, l.nature)
                          join organisation.pub_unit u on u.id = p.unit_id
                          where l.id = :id and p.unit_id in (select organisation.pub_below(l.unit_id, :today)) and p.reverses is null
                            and not exists (select from funds.posting r where r.reverses = p.id)
                            and not exists (select from funds.link k where k.posting_id = p.id and k.ended_at is null)
                            and (cast(:month as int) = 0 or extract(month from p.month) = :month)
                            and (cast(:currency as text) = '' or p.currency = :currency)
                            and (cast(:words as text) = '' or p.text ilike :within escape '!' or p.document ilike :within escape '!')
                        ) as l where\s""" + keyset.where() + keyset.orderAndLimit())
                .param("id", id.value())
                .param("today", days.today())
                .param("month", filters.has("month") ? filters.integer("month") : 0)
                .param("currency", filters.get("currency"))
                .param("words", filters.get("words"))
                .param(
                        "within",
                        "%"
                                + filters.get("words")
                                        .replace("!", "!!")
                                        .replace("%", "!%")
                                        .replace("_", "!_") + "%")
                .params(keyset.params())
                .query((rs, _) -> booked(rs))
                .list();
        return keyset.page(rows, row -> List.of(row.month().atDay(1).toString(), row.id()));
    }

    private static LinePages.Booked booked(ResultSet rs) throws SQLException {
        @Nullable BigDecimal rate = rs.getBigDecimal("rate");
        boolean same = rs.getString("currency").equals(rs.getString("line_currency"));
        return new LinePages.Booked(
                rs.getLong("id"),
                YearMonth.from(rs.getObject("month", LocalDate.class)),
                Json.text(rs.getString("unit")),
                rs.getString("text"),
                rs.getString("document"),
                rs.getBigDecimal("amount"),
                rs.getString("currency"),
                rs.getBigDecimal("counted"),
                same || rate == null
                        ? null
                        : rate.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros());
    }

    private static LinePages.Row row(ResultSet rs) throws SQLException {
        String standing = rs.getString("standing");
        BigDecimal percent = rs.getBigDecimal("percent");
        return new LinePages.Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getInt("year"),
                rs.getString("title"),
                Json.text(rs.getString("unit")),
                Json.text(rs.getString("owner")),
                rs.getString("category"),
                rs.getString("nature"),
                rs.getString("currency"),
                LineState.valueOf(rs.getString("state")),
                rs.getBoolean("waits"),
                rs.getString("origin_title"),
                rs.getString("origin_href"),
                rs.getBigDecimal("planned"),
                rs.getBigDecimal("approved"),
                rs.getBigDecimal("committed"),
                rs.getBoolean("over_committed"),
                rs.getBigDecimal("spent"),
                rs.getInt("unrated"),
                rs.getBigDecimal("due"),
                percent == null ? null : percent.setScale(1, RoundingMode.HALF_UP),
                standing.equals("NONE") ? null : Deviation.valueOf(standing));
    }
}

package org.verdite.funds.web;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the ledger for its pages and its JSON.
@Component
@Transactional(readOnly = true)
class FundsQueries {

    private static final int ROWS = 25;
    private static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");
    private static final String LINE = """
            select p.id, p.month, u.name as unit, s.name as site, p.category, p.nature, p.amount, p.currency, p.document, p.text,
              p.reverses, r.id as reversed_by, p.unit_id, p.reason, p.recorded_by, p.recorded_at, p.action_title, p.action_path,
              funds.pub_rate(p.currency, p.month) as rate
            from funds.posting p
            join organisation.pub_unit u on u.id = p.unit_id
            left join organisation.pub_site s on s.id = p.site_id
            left join funds.posting r on r.reverses = p.id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    FundsQueries(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    public Page<FundsPage.Line> page(Filters filters) {
        var keyset = Keyset.descending(filters, ROWS, "month date", "id bigint");
        var rows = jdbc.sql("select * from (" + LINE + " where " + where(filters) + ") as l where " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params(filters))
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, row -> List.of(row.month().atDay(1).toString(), row.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder("true");
        if (filters.has("year")) {
            where.append(" and p.month >= make_date(:year, 1, 1) and p.month < make_date(:year + 1, 1, 1)");
        }
        if (filters.has("category")) {
            where.append(" and p.category = :category");
        }
        if (filters.has("nature")) {
            where.append(" and p.nature = :nature");
        }
        if (filters.has("currency")) {
            where.append(" and p.currency = :currency");
        }
        if (filters.has("site")) {
            where.append(" and p.site_id = :site");
        }
        if (filters.has("known")) {
            where.append(" and p.recorded_at <= :known");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters) {
        var params = new HashMap<String, Object>();
        params.put("year", filters.has("year") ? number(filters, "year") : 0);
        params.put("site", filters.has("site") ? number(filters, "site") : 0);
        params.put("category", filters.get("category"));
        params.put("nature", filters.get("nature"));
        params.put("currency", filters.get("currency"));
        if (filters.has("known")) {
            params.put("known", known(filters.get("known")).atOffset(ZoneOffset.UTC));
        }
        return params;
    }

    private static int number(Filters filters, String name) {
        String text = filters.get(name);
        if (!text.matches("\\d{1,9}") || name.equals("year") && text.length() != 4) {
            throw new Invalid(name, "ui.form.number", text);
        }
        return Integer.parseInt(text);
    }

    private static Instant known(String day) {
        try {
            return LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(GROUP_ZONE)
                    .toInstant()
                    .minusNanos(1000);
        } catch (java.time.DateTimeException e) {
            throw new Invalid("known", "ui.form.date", day);
        }
    }

    public FundsPage.Listed listed(Filters filters, Texts t) {
        return new FundsPage.Listed(
                page(filters),
                filters,
                years(),
                words("funds.category.", org.verdite.funds.Category.values(), t),
                words("funds.nature.", org.verdite.funds.Nature.values(), t),
                currencies(),
                access.mayAnywhere(Permission.FUNDS_EDIT),
                filters.get("known"));
    }

    static Map<String, String> words(String prefix, Enum<?>[] constants, Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (Enum<?> constant : constants) {
            words.put(constant.name(), t.of(prefix + constant.name()));
        }
        return words;
    }

    Map<String, String> years() {
        var years = new LinkedHashMap<String, String>();
        for (int y = clock.instant().atZone(GROUP_ZONE).getYear(); y >= 2020; y--) {
            years.put(String.valueOf(y), String.valueOf(y));
        }
        return years;
    }

    private Map<String, String> currencies() {
        var currencies = new LinkedHashMap<String, String>();
        currencies.put("CNY", "CNY");
        jdbc.sql("select distinct currency from funds.rate order by currency")
                .query((rs, _) -> rs.getString(1))
                .list()
                .forEach(c -> currencies.put(c, c));
        return currencies;
    }

    public FundsPage.Posting posting(long id, Form form) {
        return jdbc.sql(LINE + " where p.id = :id")
                .param("id", id)
                .query((rs, _) -> {
                    var line = line(rs);
                    boolean open = line.reverses() == null && line.reversedBy() == null;
                    return new FundsPage.Posting(
                            line,
                            rs.getInt("unit_id"),
                            rs.getBigDecimal("rate"),
                            rs.getString("reason"),
                            rs.getString("recorded_by"),
                            rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            rs.getString("action_title"),
                            rs.getString("action_path"),
                            open && access.may(Permission.FUNDS_EDIT, new UnitId(rs.getInt("unit_id"))),
                            form);
                })
                .optional()
                .orElseThrow(() -> new NotHere("posting " + id));
    }

    public FundsPage.New fresh(Form form, Texts t) {
        return new FundsPage.New(
                form,
                options("""
                        select u.id, verdite.text(u.name, :lang) as name from organisation.pub_unit u
                        where u.kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE') order by u.code limit 2000""", t),
                options(
                        "select s.id, verdite.text(s.name, :lang) as name from organisation.pub_site s order by s.code",
                        t),
                words("funds.category.", org.verdite.funds.Category.values(), t),
                words("funds.nature.", org.verdite.funds.Nature.values(), t));
    }

    private Map<String, String> options(String sql, Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql(sql).param("lang", t.language()).query(rs -> {
            options.put(rs.getString("id"), rs.getString("name"));
        });
        return options;
    }

    public List<FundsPage.RateLine> rates(Filters filters) {
        return jdbc.sql("""
                select * from funds.rate where :year = 0 or year = :year
                order by year desc, currency, coalesce(month, 0), superseded_at is not null, recorded_at desc limit 1000""")
                .param("year", filters.has("year") ? number(filters, "year") : 0)
                .query((rs, _) -> rate(rs))
                .list();
    }

    public FundsPage.Silent silent(int year) {
        var sites = jdbc.sql("""
                select s.id, s.name, (select max(p.month) from funds.posting p where p.site_id = s.id) as last
                from organisation.pub_site s
                where s.id in (select m.site_id from organisation.pub_members('ALL_OWNED', :end) m where m.standing = 'IN')
                  and not exists (select from funds.posting p where p.site_id = s.id
                    and p.month >= make_date(:year, 1, 1) and p.month < make_date(:year + 1, 1, 1))
                order by s.code""")
                .param("year", year)
                .param("end", LocalDate.of(year, 12, 31))
                .query((rs, _) -> new FundsPage.SilentSite(
                        rs.getInt("id"), Json.text(rs.getString("name")), rs.getObject("last", LocalDate.class)))
                .list();
        return new FundsPage.Silent(year, sites);
    }

    private static FundsPage.RateLine rate(ResultSet rs) throws SQLException {
        OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        return new FundsPage.RateLine(
                rs.getLong("id"),
                rs.getString("currency"),
                rs.getInt("year"),
                rs.getObject("month", Integer.class),
                rs.getBigDecimal("average"),
                rs.getBigDecimal("closing"),
                rs.getString("source"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }

    private static FundsPage.Line line(ResultSet rs) throws SQLException {
        @Nullable String site = rs.getString("site");
        BigDecimal amount = rs.getBigDecimal("amount");
        return new FundsPage.Line(
                rs.getLong("id"),
                YearMonth.from(rs.getObject("month", LocalDate.class)),
                Json.text(rs.getString("unit")),
                site == null ? null : Json.text(site),
                rs.getString("category"),
                rs.getString("nature"),
                amount,
                rs.getString("currency"),
                rs.getString("document"),
                rs.getString("text"),
                rs.getObject("reverses", Long.class),
                rs.getObject("reversed_by", Long.class));
    }
}

package org.verdite.funds.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.funds.Currencies;
import org.verdite.funds.Ledger;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Attachment;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the ledger for its pages and its JSON.
@Component
@Transactional(readOnly = true)
class FundsQueries {

    private static final int ROWS = 25;
    private static final String LINE = """
            select p.id, p.month, u.name as unit, s.name as site, p.category, p.nature, p.amount, p.currency, p.document, p.text,
              p.reverses, r.id as reversed_by, p.unit_id, p.reason, p.recorded_by, p.recorded_at, p.action_title, p.action_path,
              funds.pub_rate(p.currency, p.month) as rate,
              f.id as line_id, f.number as line_number, f.title as line_title,
              (select min(e.id) from documents.pub_evidence e where e.room = 'funds' and e.kind = 'posting' and e.key = p.id::text) as file
            from funds.posting p
            join organisation.pub_unit u on u.id = p.unit_id
            left join organisation.pub_site s on s.id = p.site_id
            left join funds.posting r on r.reverses = p.id
            left join funds.link k on k.posting_id = p.id and k.ended_at is null
            left join funds.line f on f.id = k.line_id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Evidence evidence;
    private final Clock clock;

    FundsQueries(JdbcClient jdbc, Access access, Evidence evidence, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.evidence = evidence;
        this.clock = clock;
    }

    public Page<FundsPage.Line> page(LedgerFilter asked) {
        var filters = asked.filters();
        var keyset = Keyset.descending(filters, ROWS, "month date", "id bigint");
        var rows = jdbc.sql("select * from (" + LINE + " where " + asked.where() + ") as l where " + keyset.where()
                        + keyset.orderAndLimit())
                .params(asked.params())
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, row -> List.of(row.month().atDay(1).toString(), row.id()));
    }

    /// Whose document's number begins so, before those that only contain the words.
    List<FundsPage.Line> find(String words, int limit) {
        String escaped = words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return jdbc.sql(LINE + " " + """
                where p.document ilike :within escape '!' or p.text ilike :within escape '!'
                order by p.document ilike :first escape '!' desc, p.id desc limit :limit""")
                .param("first", escaped + "%")
                .param("within", "%" + escaped + "%")
                .param("limit", limit)
                .query((rs, _) -> line(rs))
                .list();
    }

    public FundsPage.Listed listed(LedgerFilter asked, Texts t) {
        var filters = asked.filters();
        String known = filters.get("known");
        return new FundsPage.Listed(
                page(asked),
                filters,
                years(),
                words("funds.category.", org.verdite.funds.Category.values(), t),
                words("funds.nature.", org.verdite.funds.Nature.values(), t),
                currencies(),
                Map.of("none", t.of("funds.planned.none"), "some", t.of("funds.planned.some")),
                access.mayAnywhere(Permission.FUNDS_EDIT),
                known.contains("T") ? t.time(LedgerFilter.known(known)) : known);
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
        for (int y = clock.instant().atZone(LedgerFilter.GROUP_ZONE).getYear(); y >= 2020; y--) {
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

    /// What can be paid in: the group's own currency and those with a rate first.
    Map<String, String> payable(Texts t) {
        var payable = new LinkedHashMap<String, String>();
        var all = new LinkedHashMap<String, String>();
        Currencies.all()
                .forEach(c -> all.put(c.getCurrencyCode(), c.getCurrencyCode() + " " + c.getDisplayName(t.locale())));
        currencies().keySet().stream().filter(all::containsKey).forEach(c -> payable.put(c, all.getOrDefault(c, c)));
        all.forEach(payable::putIfAbsent);
        return payable;
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
                            line.reverses() == null
                                    && access.may(Permission.FUNDS_EDIT, new UnitId(rs.getInt("unit_id"))),
                            plans(id),
                            formerPlans(id),
                            files(id, line.document()),
                            access.may(Permission.EVIDENCE_ADD, new UnitId(rs.getInt("unit_id"))),
                            form);
                })
                .optional()
                .orElseThrow(() -> new NotHere("posting " + id));
    }

    /// Approved lines that a posting fits, newest first.
    private Map<String, String> plans(long id) {
        var plans = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select l.id, l.number || ' · ' || l.title as name from funds.posting p
                join funds.line l on l.year = extract(year from p.month) and (l.category, l.nature) = (p.category, p.nature) and l.state = 'APPROVED'
                where p.id = :id and (l.unit_id = p.unit_id or l.unit_id in (select w.id from organisation.pub_way_up(p.unit_id) w))
                  and not exists (select from funds.link k where k.posting_id = p.id and k.line_id = l.id and k.ended_at is null)
                order by l.id desc limit 200""").param("id", id).query(rs -> {
            plans.put(rs.getString("id"), rs.getString("name"));
        });
        return plans;
    }

    private List<FundsPage.FormerPlan> formerPlans(long id) {
        return jdbc.sql("""
                select l.id, l.number, l.title, k.ended_at, k.ended_by, k.ended_because
                from funds.link k join funds.line l on l.id = k.line_id where k.posting_id = :id and k.ended_at is not null
                order by k.id desc limit 50""")
                .param("id", id)
                .query((rs, _) -> new FundsPage.FormerPlan(
                        new FundsPage.Plan(rs.getLong("id"), rs.getString("number"), rs.getString("title")),
                        rs.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        rs.getString("ended_by"),
                        rs.getString("ended_because")))
                .list();
    }

    private List<Attachment> files(long id, String document) {
        return evidence.of(Ledger.origin(id, document)).stream()
                .map(EvidenceFile::attachment)
                .toList();
    }

    public FundsPage.New fresh(Form form, Texts t) {
        return new FundsPage.New(
                form,
                units(t),
                options(
                        "select s.id, verdite.text(s.name, :lang) as name from organisation.pub_site s order by s.code",
                        t),
                words("funds.category.", org.verdite.funds.Category.values(), t),
                words("funds.nature.", org.verdite.funds.Nature.values(), t),
                payable(t));
    }

    Map<String, String> units(Texts t) {
        return options("""
                select u.id, verdite.text(u.name, :lang) as name from organisation.pub_unit u
                where u.kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE') order by u.code limit 2000""", t);
    }

    private Map<String, String> options(String sql, Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql(sql).param("lang", t.language()).query(rs -> {
            options.put(rs.getString("id"), rs.getString("name"));
        });
        return options;
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
                rs.getObject("reversed_by", Long.class),
                rs.getObject("file", Long.class),
                rs.getObject("line_id") == null
                        ? null
                        : new FundsPage.Plan(
                                rs.getLong("line_id"), rs.getString("line_number"), rs.getString("line_title")));
    }
}

package org.verdite.risks.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.risks.Level;
import org.verdite.risks.NewRisk;
import org.verdite.shared.Invalid;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the register of risks for lists, the map, the desk and the search.
@Component("risks.riskQueries")
@Transactional(readOnly = true)
class RiskQueries {

    /// @param shown the level today; the levels are null when nobody has assessed it
    record Row(
            long id,
            String number,
            NewRisk.Kind kind,
            String title,
            String language,
            int unit,
            String where,
            String owner,
            NewRisk.Treatment treatment,
            @Nullable Level inherent,
            @Nullable Level residual,
            @Nullable Level shown,
            boolean raised,
            int controls,
            int overdue,
            boolean ended,
            int rank) {}

    /// A control whose verification is overdue.
    record Overdue(long id, long risk, String control, String title, LocalDate due, int ownerId, String owner) {}

    /// How many risks stand at a place of the map.
    record Count(int likelihood, int consequence, int count) {}

    private static final Pattern CELL = Pattern.compile("(inherent|residual|shown)-([1-5])-([1-5])");

    private static final String ROWS = """
            select * from (select r.id, r.number, r.kind, r.title, r.language, r.unit_id, r.treatment, r.owner_id, r.ended_on is not null as ended,
              coalesce(verdite.text(organisation.pub_unit_name(r.unit_id), :lang), '') as place,
              coalesce(verdite.text(organisation.pub_person_name(r.owner_id), :lang), '') as owner,
              s.assessment_id, s.inherent_level, s.residual_level, s.shown_level, coalesce(s.raised, false) as raised, coalesce(s.overdue, 0) as overdue,
              s.inherent_likelihood, s.inherent_consequence, s.residual_likelihood, s.residual_consequence, s.shown_likelihood, s.shown_consequence,
              (select count(*) from risks.control c where c.risk_id = r.id and c.ended_at is null) as controls,
              coalesce(array_position(array['LOW', 'MEDIUM', 'UNKNOWN', 'HIGH', 'EXTREME'], coalesce(s.shown_level, 'UNKNOWN')), 0) as rank
            from risks.risk r left join risks.pub_risks(:today) s on s.id = r.id) x
            """;

    private final JdbcClient jdbc;
    private final Days days;

    RiskQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    LocalDate today() {
        return days.today();
    }

    /// Worst first, as it stands today.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "x.rank int", "x.id bigint");
        var rows = jdbc.sql(ROWS + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(RiskQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.rank(), r.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "raised" -> "where not x.ended and x.raised";
                    case "unassessed" -> "where not x.ended and x.assessment_id is null";
                    case "mine" -> "where not x.ended and x.owner_id = :me";
                    case "ended" -> "where x.ended";
                    default -> "where not x.ended";
                });
        if (filters.has("kind")) {
            where.append(" and x.kind = :kind");
        }
        if (filters.has("level")) {
            where.append(" and x.shown_level = :level");
        }
        if (filters.has("clause")) {
            where.append(" and exists (select from risks.cited_clause k where k.risk_id = x.id"
                    + " and k.standard || '|' || k.edition || '|' || k.clause = :clause)");
        }
        if (filters.has("cell")) {
            var cell = CELL.matcher(filters.get("cell"));
            if (!cell.matches()) {
                throw new Invalid("cell", "ui.form.choice");
            }
            where.append(" and x.kind = 'RISK' and x.")
                    .append(cell.group(1))
                    .append("_likelihood = ")
                    .append(cell.group(2));
            where.append(" and x.")
                    .append(cell.group(1))
                    .append("_consequence = ")
                    .append(cell.group(3));
        }
        return where.toString();
    }

    private Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("today", days.today());
        params.put("me", me());
        params.put("kind", filters.choice("kind", NewRisk.Kind.class));
        params.put("clause", filters.get("clause"));
        params.put("level", filters.get("level"));
        return params;
    }

    private static int me() {
        return Objects.requireNonNullElse(Scope.current().person(), -1);
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                NewRisk.Kind.valueOf(rs.getString("kind")),
                rs.getString("title"),
                rs.getString("language"),
                rs.getInt("unit_id"),
                rs.getString("place"),
                rs.getString("owner"),
                NewRisk.Treatment.valueOf(rs.getString("treatment")),
                level(rs.getString("inherent_level")),
                level(rs.getString("residual_level")),
                level(rs.getString("shown_level")),
                rs.getBoolean("raised"),
                rs.getInt("controls"),
                rs.getInt("overdue"),
                rs.getBoolean("ended"),
                rs.getInt("rank"));
    }

    private static @Nullable Level level(@Nullable String code) {
        return code == null ? null : Level.valueOf(code);
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(ROWS + """
                        where x.number ilike :words escape '!' or x.title ilike :words escape '!' order by x.id desc limit :limit""")
                .param("lang", t.language())
                .param("today", days.today())
                .param("words", AspectQueries.like(words))
                .param("limit", limit)
                .query(RiskQueries::row)
                .list();
    }

    /// @param which `inherent`, `residual` or `shown`
    List<Count> map(String which) {
        return jdbc.sql(
                        "select " + which + "_likelihood as likelihood, " + which
                                + "_consequence as consequence, count(*) as n"
                                + " from risks.pub_risks(:today) where kind = 'RISK' and assessment_id is not null group by 1, 2")
                .param("today", days.today())
                .query((rs, _) -> new Count(rs.getInt("likelihood"), rs.getInt("consequence"), rs.getInt("n")))
                .list();
    }

    /// Risks that no map can show, for nobody assessed them.
    int unassessed() {
        return jdbc.sql("select count(*) from risks.pub_risks(:today) where kind = 'RISK' and assessment_id is null")
                .param("today", days.today())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// How many risks are shown above what they were assessed to be.
    int raised() {
        return jdbc.sql("select count(*) from risks.pub_risks(:today) where raised")
                .param("today", days.today())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    // whose: who owns the control or stands in for them, and who answers for the risk
    private static final String OVERDUE = """
            from risks.control_now c join risks.risk r on r.id = c.risk_id and r.ended_on is null
            where c.ended_at is null and c.due < :today
              and (c.owner_id = any(array(select s.holder from organisation.pub_stands_in(:me, :today) s) || :me) or r.owner_id = :me)""";

    /// Overdue controls of the signed-in person and of the risks they answer for, the longest overdue first.
    List<Overdue> overdue(Texts t) {
        return jdbc.sql("""
                        select c.id, c.risk_id, c.name, r.title, c.due, c.owner_id,
                          coalesce(verdite.text(organisation.pub_person_name(c.owner_id), :lang), '') as owner
                        """ + OVERDUE + " order by c.due, c.id limit 50")
                .param("lang", t.language())
                .param("today", days.today())
                .param("me", me())
                .query((rs, _) -> new Overdue(
                        rs.getLong("id"),
                        rs.getLong("risk_id"),
                        rs.getString("name"),
                        rs.getString("title"),
                        rs.getObject("due", LocalDate.class),
                        rs.getInt("owner_id"),
                        rs.getString("owner")))
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) from (select c.id " + OVERDUE + " limit 99) w")
                .param("today", days.today())
                .param("me", me())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}

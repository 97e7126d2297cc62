package org.verdite.risks.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.risks.NewAspect;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the register of aspects for lists and the search.
@Component("risks.aspectQueries")
@Transactional(readOnly = true)
class AspectQueries {

    /// @param significant null when nobody has assessed it
    /// @param again it was assessed by criteria that are in force no longer
    record Row(
            long id,
            String number,
            String activity,
            String aspect,
            String language,
            int unit,
            String where,
            NewAspect.Stage stage,
            NewAspect.Condition condition,
            NewAspect.Influence influence,
            List<String> receptors,
            @Nullable Boolean significant,
            boolean again,
            @Nullable LocalDate assessedOn,
            boolean ended,
            int rank) {}

    private static final String ROWS = """
            select * from (select a.id, a.number, a.activity, a.aspect, a.language, a.unit_id, a.stage, a.condition, a.influence,
              a.ended_on is not null as ended, coalesce(verdite.text(organisation.pub_unit_name(a.unit_id), :lang), '') as place,
              s.significant, coalesce(s.again, false) as again, n.assessed_on,
              array(select distinct i.receptor from risks.impact i where i.aspect_id = a.id order by 1) as receptors,
              case when s.significant then 3 when s.significant is null then 2 when s.again then 1 else 0 end as rank
            from risks.aspect a
            left join risks.pub_aspects(:today) s on s.id = a.id
            left join risks.aspect_assessment n on n.id = s.assessment_id) x
            """;

    private final JdbcClient jdbc;
    private final Days days;

    AspectQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /// Significant ones first, then those that nobody has assessed.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "x.rank int", "x.id bigint");
        var rows = jdbc.sql(ROWS + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(AspectQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.rank(), r.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "significant" -> "where not x.ended and x.significant";
                    case "again" -> "where not x.ended and x.again";
                    case "unassessed" -> "where not x.ended and x.significant is null";
                    case "ended" -> "where x.ended";
                    default -> "where not x.ended";
                });
        for (String column : List.of("stage", "condition", "influence")) {
            if (filters.has(column)) {
                where.append(" and x.").append(column).append(" = :").append(column);
            }
        }
        if (filters.has("clause")) {
            where.append(" and exists (select from risks.cited_clause k where k.aspect_id = x.id"
                    + " and k.standard || '|' || k.edition || '|' || k.clause = :clause)");
        }
        if (filters.has("receptor")) {
            where.append(" and :receptor = any(x.receptors)");
        }
        return where.toString();
    }

    private Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("today", days.today());
        for (String name : List.of("stage", "condition", "influence", "receptor", "clause")) {
            params.put(name, filters.get(name));
        }
        return params;
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getString("activity"),
                rs.getString("aspect"),
                rs.getString("language"),
                rs.getInt("unit_id"),
                rs.getString("place"),
                NewAspect.Stage.valueOf(rs.getString("stage")),
                NewAspect.Condition.valueOf(rs.getString("condition")),
                NewAspect.Influence.valueOf(rs.getString("influence")),
                List.of((String[]) rs.getArray("receptors").getArray()),
                rs.getObject("significant", Boolean.class),
                rs.getBoolean("again"),
                rs.getObject("assessed_on", LocalDate.class),
                rs.getBoolean("ended"),
                rs.getInt("rank"));
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(ROWS + """
                        where x.number ilike :words escape '!' or x.aspect ilike :words escape '!' or x.activity ilike :words escape '!'
                        order by x.id desc limit :limit""")
                .param("lang", t.language())
                .param("today", days.today())
                .param("words", like(words))
                .param("limit", limit)
                .query(AspectQueries::row)
                .list();
    }

    static String like(String words) {
        return "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /// How many are to be looked at again, and how many nobody has assessed.
    record Waiting(int again, int unassessed) {}

    Waiting waiting() {
        return Objects.requireNonNull(jdbc.sql("""
                        select count(*) filter (where again) as again, count(*) filter (where assessment_id is null) as unassessed
                        from risks.pub_aspects(:today)""")
                .param("today", days.today())
                .query((rs, _) -> new Waiting(rs.getInt("again"), rs.getInt("unassessed")))
                .single());
    }

    LocalDate today() {
        return days.today();
    }
}

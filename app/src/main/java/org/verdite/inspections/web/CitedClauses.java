package org.verdite.inspections.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.EditionState;
import org.verdite.obligations.ClauseCiters;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// Which criteria cite a clause, of the edition of each list that is asked by, or of its draft where none is.
@Component
@Transactional(readOnly = true)
class CitedClauses implements ClauseCiters {

    /// A clause in the words of the library.
    ///
    /// @param document id of its edition
    /// @param before the clauses of the edition before that it continues, of the edition `beforeIn`
    /// @param after the clauses of the edition that follows which continue it, of the edition `afterIn`
    record Words(
            ClauseKey key,
            int document,
            LocalText standard,
            LocalText name,
            boolean sample,
            List<String> before,
            String beforeIn,
            @Nullable Integer beforeDocument,
            List<String> after,
            String afterIn,
            @Nullable Integer afterDocument) {}

    /// @param first the criterion is asked by the clause; otherwise it also speaks to it
    record Row(
            int list,
            LocalText listName,
            int edition,
            int number,
            EditionState state,
            String code,
            LocalText question,
            boolean first) {}

    private static final String CURRENT = """
            with current as (
              select distinct on (checklist_id) id, checklist_id, number, state from inspections.edition
              where state <> 'WITHDRAWN' order by checklist_id, state = 'PUBLISHED' desc, number desc)
            """;
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    CitedClauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Cited> cited(String standard, String edition) {
        var cited = new HashMap<String, Cited>();
        jdbc.sql(CURRENT + """
                        select k.clause, count(distinct c.id) as criteria from current e join inspections.criterion c on c.edition_id = e.id
                        cross join lateral (
                          select c.clause where c.standard = :standard and c.standard_edition = :edition
                          union select a ->> 'clause' from jsonb_array_elements(c.also) a
                          where a ->> 'standard' = :standard and a ->> 'edition' = :edition) k(clause)
                        group by k.clause""")
                .param("standard", standard)
                .param("edition", edition)
                .query(rs -> {
                    String clause = rs.getString("clause");
                    cited.put(
                            clause,
                            new Cited(
                                    "inspections.clause.cites",
                                    rs.getInt("criteria"),
                                    path(new ClauseKey(standard, edition, clause))));
                });
        return cited;
    }

    /// Of the page that lists the criteria.
    static String path(ClauseKey key) {
        return "/inspections/clauses?standard=" + encoded(key.standard()) + "&edition=" + encoded(key.edition())
                + "&clause=" + encoded(key.clause());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<Row> citing(ClauseKey key) {
        return jdbc.sql(CURRENT + """
                        select l.id as list, l.name as list_name, e.id as edition, e.number, e.state, c.code, c.question,
                          (c.standard, c.standard_edition, c.clause) = (:standard, :edition, :clause) as first
                        from current e join inspections.checklist l on l.id = e.checklist_id join inspections.criterion c on c.edition_id = e.id
                        where c.against <> 'LEFT_OUT' and ((c.standard, c.standard_edition, c.clause) = (:standard, :edition, :clause)
                          or c.also @> jsonb_build_array(jsonb_build_object(
                            'standard', cast(:standard as text), 'edition', cast(:edition as text), 'clause', cast(:clause as text))))
                        order by l.code, l.id, c.place, c.code limit :most""")
                .param("standard", key.standard())
                .param("edition", key.edition())
                .param("clause", key.clause())
                .param("most", MOST)
                .query((rs, _) -> new Row(
                        rs.getInt("list"),
                        Json.text(rs.getString("list_name")),
                        rs.getInt("edition"),
                        rs.getInt("number"),
                        EditionState.valueOf(rs.getString("state")),
                        rs.getString("code"),
                        Json.text(rs.getString("question")),
                        rs.getBoolean("first")))
                .list();
    }

    /// @throws NotHere when the library has no such clause
    Words words(ClauseKey key) {
        return words(List.of(key)).stream().findFirst().orElseThrow(() -> new NotHere("clause " + key.written()));
    }

    /// Those that the library has, in the order asked for.
    List<Words> words(List<ClauseKey> keys) {
        var known = new HashMap<ClauseKey, Words>();
        jdbc.sql("""
                        select k.standard, k.edition, k.clause, k.standard_id, k.standard_name, k.name, k.sample, k.before,
                          k.follows_id, coalesce(p.edition, '') as before_in, coalesce(n.after, '{}') as after, coalesce(n.edition, '') as after_in,
                          n.standard_id as after_id
                        from obligations.pub_clause k
                        left join lateral (select b.edition from obligations.pub_clause b where b.standard_id = k.follows_id limit 1) p on true
                        left join lateral (select a.standard_id, a.edition, array_agg(a.clause order by a.place) as after from obligations.pub_clause a
                          where a.follows_id = k.standard_id and k.clause = any(a.before) group by 1, 2 order by 1 limit 1) n on true
                        where (k.standard, k.edition, k.clause) in
                          (select * from unnest(cast(:standards as text[]), cast(:editions as text[]), cast(:clauses as text[])))""")
                .param("standards", keys.stream().map(ClauseKey::standard).toArray(String[]::new))
                .param("editions", keys.stream().map(ClauseKey::edition).toArray(String[]::new))
                .param("clauses", keys.stream().map(ClauseKey::clause).toArray(String[]::new))
                .query((rs, _) -> words(rs))
                .list()
                .forEach(w -> known.put(w.key(), w));
        return keys.stream()
                .distinct()
                .filter(known::containsKey)
                .map(known::get)
                .toList();
    }

    private static Words words(ResultSet rs) throws SQLException {
        return new Words(
                new ClauseKey(rs.getString("standard"), rs.getString("edition"), rs.getString("clause")),
                rs.getInt("standard_id"),
                Json.text(rs.getString("standard_name")),
                Json.text(rs.getString("name")),
                rs.getBoolean("sample"),
                List.of((String[]) rs.getArray("before").getArray()),
                rs.getString("before_in"),
                rs.getObject("follows_id", Integer.class),
                List.of((String[]) rs.getArray("after").getArray()),
                rs.getString("after_in"),
                rs.getObject("after_id", Integer.class));
    }
}

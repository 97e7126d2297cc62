package org.verdite.monitoring.web.imports;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.Reject;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Reads imports and what a mapping can choose from.
@Component
@Transactional(readOnly = true)
class ImportQueries {

    record ImportLine(
            int id, String state, String file, String source, long lines, long loaded, long rejected, Instant at) {}

    private final JdbcClient jdbc;
    private final Intake intake;

    ImportQueries(JdbcClient jdbc, Intake intake) {
        this.jdbc = jdbc;
        this.intake = intake;
    }

    public Page<ImportLine> list(Filters filters) {
        var keyset = Keyset.descending(filters, 25, "id int");
        var rows = jdbc.sql("""
                        select id, state, file_name, source, lines, loaded, rejected, recorded_at from monitoring.intake
                        where (:state = '' or state = :state) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("state", filters.get("state"))
                .params(keyset.params())
                .query((rs, _) -> new ImportLine(
                        rs.getInt("id"),
                        rs.getString("state"),
                        rs.getString("file_name"),
                        rs.getString("source"),
                        rs.getLong("lines"),
                        rs.getLong("loaded"),
                        rs.getLong("rejected"),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list();
        return keyset.page(rows, row -> List.of(row.id()));
    }

    /// Every listed reject of an import as a table.
    public Sheet rejects(long id, Texts t) {
        var row = intake.require(id);
        var rows = jdbc.sql("""
                        select line, column_name, found, code, args from monitoring.intake_reject where intake_id = :id order by line, ordinal""")
                .param("id", id)
                .query((rs, _) -> new Reject(
                        rs.getLong("line"),
                        rs.getString("column_name"),
                        rs.getString("found"),
                        rs.getString("code"),
                        Arrays.asList(Json.mapper().readValue(rs.getString("args"), Object[].class))))
                .list();
        return new Sheet(
                "rejects-" + row.id(),
                List.of(
                        t.of("monitoring.import.reject.line"),
                        t.of("monitoring.import.reject.column"),
                        t.of("monitoring.import.reject.found"),
                        t.of("monitoring.import.reject.expected")),
                rows.stream()
                        .map(r -> Arrays.<@Nullable Object>asList(r.line(), r.column(), r.found(), expected(r, t))));
    }

    static String expected(Reject reject, Texts t) {
        String own = "monitoring.import.reject." + reject.code();
        // what another room refused comes with its own key
        String key = t.or(own, "").isEmpty() ? reject.code() : own;
        return t.of(key, reject.args().toArray());
    }

    public Map<String, String> parameters(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("select code, verdite.text(name, :lang) as name, unit from monitoring.parameter order by 2")
                .param("lang", t.language())
                .query((rs, _) -> all.put(
                        rs.getString("code"),
                        rs.getString("name") + " (" + rs.getString("code") + ", " + rs.getString("unit") + ")"))
                .list();
        return all;
    }

    /// Points the reader sees, by `SITE/POINT`; at most 500, more are typed.
    public Map<String, String> points(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select s.code || '/' || p.code as code, verdite.text(p.name, :lang) as name
                        from monitoring.point p join organisation.pub_site s on s.id = p.site_id order by s.code, p.code limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> all.put(rs.getString("code"), rs.getString("code") + " · " + rs.getString("name")))
                .list();
        return all;
    }

    public Map<String, String> facilities(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select f.id, s.code || '/' || f.code as code, verdite.text(f.name, :lang) as name
                        from organisation.pub_facility f join organisation.pub_site s on s.id = f.site_id order by s.code, f.code limit 500""")
                .param("lang", t.language())
                .query((rs, _) ->
                        all.put(Integer.toString(rs.getInt("id")), rs.getString("code") + " · " + rs.getString("name")))
                .list();
        return all;
    }

    /// Units an import can belong to.
    public Map<String, String> units(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql(
                        "select id, verdite.text(name, :lang) as name, code from organisation.pub_unit where closed is null order by id limit 500")
                .param("lang", t.language())
                .query((rs, _) -> all.put(
                        Integer.toString(rs.getInt("id")), rs.getString("name") + " (" + rs.getString("code") + ")"))
                .list();
        return all;
    }

    /// Points and series that a load brought results to.
    public List<Map.Entry<String, String>> loadedPoints(long id, Texts t) {
        return jdbc.sql("""
                        select distinct p.id, p.code, verdite.text(p.name, :lang) as name from monitoring.intake i
                        join monitoring.series s on s.id = any(i.loaded_series) join monitoring.point p on p.id = s.point_id
                        where i.id = :id order by p.code limit 50""")
                .param("lang", t.language())
                .param("id", id)
                .query((rs, _) -> Map.entry(
                        "/monitoring/points/" + rs.getInt("id"), rs.getString("code") + " · " + rs.getString("name")))
                .list();
    }
}

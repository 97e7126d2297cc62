package org.verdite.risks.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.risks.NewMatrix;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// What the room's forms offer to choose from: code → word.
@Component("risks.choices")
@Transactional(readOnly = true)
class Choices {

    private final JdbcClient jdbc;

    Choices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The group, subsidiaries and sites first, then what lies below them.
    Map<String, String> units(Texts t) {
        return read("""
                select id, verdite.text(name, :lang) as word from organisation.pub_unit where closed is null
                order by coalesce(array_position(array['GROUP', 'REGION', 'SUBSIDIARY', 'SITE'], kind), 9), word, id limit 500""", t);
    }

    Map<String, String> people(Texts t) {
        return read("""
                select id, verdite.text(name, :lang) as word from organisation.pub_person order by word, id limit 500""", t);
    }

    /// Every clause that can be cited: standard|edition|clause → as it is written.
    Map<String, String> clauses(Texts t) {
        return read("""
                select c.standard || '|' || c.edition || '|' || c.clause as id,
                  c.standard || ':' || c.edition || ' ' || c.clause || ' ' || verdite.text(c.name, :lang) as word
                from obligations.pub_clause c order by c.standard, c.edition desc, c.place limit 500""", t);
    }

    private Map<String, String> read(String sql, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        jdbc.sql(sql).param("lang", t.language()).query(rs -> {
            choices.put(rs.getString("id"), rs.getString("word"));
        });
        return choices;
    }

    String unit(UnitId unit, Texts t) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_unit_name(:id), :lang), '')")
                .param("id", unit.value())
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// Who changed a record last, and when.
    record Change(String who, java.time.Instant at) {}

    /// @param table `aspect`, `risk` or `control`
    Change last(String table, long id, Texts t) {
        return jdbc.sql(
                        "select coalesce(verdite.text(organisation.pub_actor_name(changed_by), :lang), '') as who, changed_at"
                                + " from risks." + table + " where id = :id")
                .param("lang", t.language())
                .param("id", id)
                .query((rs, _) -> new Change(
                        rs.getString("who"), rs.getTimestamp("changed_at").toInstant()))
                .single();
    }

    static <E extends Enum<E>> Map<String, String> of(Class<E> type, String prefix, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name(), t.of(prefix + constant.name()));
        }
        return choices;
    }

    /// The five steps of a matrix' side, with what they mean.
    static Map<String, String> steps(java.util.List<NewMatrix.Side> side, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        IntStream.rangeClosed(1, 5)
                .forEach(i -> choices.put(
                        String.valueOf(i),
                        t.of(
                                "risks.step.option",
                                i,
                                t.of(side.get(i - 1).name()),
                                t.of(side.get(i - 1).meaning()))));
        return choices;
    }
}

package org.verdite.obligations.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Clauses by their number with or without the document, or by name.
@Component
@Transactional(readOnly = true)
class ClausesSearch implements SearchSource {

    private final JdbcClient jdbc;

    ClausesSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "obligations.clauses.search";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        return jdbc.sql("""
                        select standard_id, standard, edition, clause, name from obligations.pub_clause
                        where concat_ws(' ', standard, edition, clause) ilike :words or name ->> 'en' ilike :words or name ->> 'zh' ilike :words
                        order by clause = :exact desc, standard, edition desc, place limit :limit""")
                .param(
                        "words",
                        "%" + words.replace("\\", "").replace("%", "\\%").replace("_", "\\_") + "%")
                .param("exact", words.strip())
                .param("limit", limit)
                .query((rs, _) -> new Hit(
                        "books",
                        rs.getString("clause") + " " + t.of(Json.text(rs.getString("name"))),
                        rs.getString("standard") + " " + rs.getString("edition"),
                        "/obligations/documents/" + rs.getInt("standard_id") + "#c-" + rs.getString("clause")))
                .list();
    }
}

package org.verdite.obligations.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Standards and permits by code or name.
@Component
@Transactional(readOnly = true)
class ObligationsSearch implements SearchSource {

    private final JdbcClient jdbc;

    ObligationsSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "obligations.search.group";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        return jdbc.sql("""
                        select id, side, code, edition, table_name, name from obligations.limit_set
                        where concat_ws(' ', code, edition, table_name) ilike :words or name ->> 'en' ilike :words or name ->> 'zh' ilike :words
                        order by side, code, edition desc, table_name limit :limit""")
                .param(
                        "words",
                        "%" + words.replace("\\", "").replace("%", "\\%").replace("_", "\\_") + "%")
                .param("limit", limit)
                .query((rs, _) -> new Hit(
                        "gavel",
                        String.join(" ", rs.getString("code"), rs.getString("edition"), rs.getString("table_name"))
                                .strip(),
                        t.of("obligations.side." + rs.getString("side")) + " · "
                                + t.of(Json.text(rs.getString("name"))),
                        "/obligations/sets/" + rs.getLong("id")))
                .list();
    }
}

package org.verdite.monitoring.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Points by code or name, and episodes by number.
@Component
@Transactional(readOnly = true)
class MonitoringSearch implements SearchSource {

    private final JdbcClient jdbc;

    MonitoringSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "monitoring.search.group";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        String pattern = words.replace("\\", "").replace("%", "\\%").replace("_", "\\_");
        var hits = new ArrayList<>(jdbc.sql("""
                        select p.id, p.code, p.name, s.name as site from monitoring.point p left join organisation.pub_site s on s.id = p.site_id
                        where p.code ilike :words or p.name ->> 'en' ilike :words or p.name ->> 'zh' ilike :words order by p.code, p.id limit :limit""")
                .param("words", "%" + pattern + "%")
                .param("limit", limit)
                .query((rs, _) -> new Hit(
                        "map-pin",
                        rs.getString("code") + " " + t.of(Json.text(rs.getString("name"))),
                        t.of(Json.text(rs.getString("site"))),
                        "/monitoring/points/" + rs.getInt("id")))
                .list());
        hits.addAll(jdbc.sql(
                        "select id, number, kind from monitoring.exceedance where number ilike :words order by id desc limit :limit")
                .param("words", pattern + "%")
                .param("limit", Math.max(0, limit - hits.size()))
                .query((rs, _) -> new Hit(
                        "alert-triangle",
                        rs.getString("number"),
                        t.of("monitoring.kind." + rs.getString("kind")),
                        "/monitoring/exceedances/" + rs.getInt("id")))
                .list());
        return hits;
    }
}

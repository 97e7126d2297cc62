package org.verdite.monitoring.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.alarm.Gap;
import org.verdite.shared.NotHere;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Stretches without data for lists and pages.
@Component
@Transactional(readOnly = true)
class GapQueries {

    private final JdbcClient jdbc;

    GapQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Gap require(int id) {
        return jdbc.sql(Gap.SELECT + " where g.id = :id")
                .param("id", id)
                .query((rs, _) -> Gap.read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("gap " + id));
    }

    Page<Gap> page(Filters filters) {
        var keyset = Keyset.descending(filters, 25, "g.noticed_at timestamptz", "g.id int");
        var params = new HashMap<String, Object>(keyset.params());
        var rows = jdbc.sql(Gap.SELECT + where(filters, params) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> Gap.read(rs))
                .list();
        return keyset.page(rows, g -> List.of(g.noticedAt().toString(), g.id()));
    }

    /// What is open now stands first: it is what the page opens with.
    static String view(Filters filters) {
        return filters.has("view") ? filters.get("view") : "open";
    }

    private static String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        conditions.add(
                switch (view(filters)) {
                    case "over" -> "g.state <> 'OPEN'";
                    case "all" -> "true";
                    default -> "g.state = 'OPEN'";
                });
        for (String name : List.of("series", "point")) {
            if (filters.has(name)) {
                conditions.add(name.equals("series") ? "g.series_id = :series" : "s.point_id = :point");
                params.put(name, filters.integer(name));
            }
        }
        if (filters.has("rhythm")) {
            conditions.add("g.rhythm = :rhythm");
            params.put("rhythm", filters.get("rhythm"));
        }
        return " where " + String.join(" and ", conditions);
    }
}

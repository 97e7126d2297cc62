package org.verdite.rectification.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// The root causes of what was found in a period, by the taxonomy: groups with most first, each followed by its
/// words. An item with several roots counts once for each word, and once for each group.
@Component
@Transactional(readOnly = true)
class Roots {

    /// @param parent the group's code, null of a group
    record Line(String code, @Nullable String parent, String name, int items) {}

    private final JdbcClient jdbc;

    Roots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Line> lines(Ledger.Period period, @Nullable Integer unit, Texts t) {
        return jdbc.sql("""
                with root as materialized (
                  select c.item_id, c.edition, c.code, left(c.code, 3) as parent from rectification.cause c
                  join rectification.item i on i.id = c.item_id
                  where c.level = 'ROOT' and not i.investigation and i.state <> 'CANCELLED' and i.opened_on between :first and :last
                    and (cast(:unit as int) is null or i.unit_id = :unit)
                ), counted as (
                  select parent as code, null as up, max(edition) as edition, count(distinct item_id) as items, parent from root group by parent
                  union all
                  select code, parent, max(edition), count(distinct item_id), parent from root where code <> parent group by code, parent
                )
                select n.code, n.up, n.items, x.name from counted n
                join counted g on g.code = n.parent and g.up is null
                left join rectification.taxonomy x on x.edition = n.edition and x.code = n.code
                order by g.items desc, n.parent, n.up nulls first, n.items desc, n.code limit 100""")
                .param("first", period.first())
                .param("last", period.last())
                .param("unit", unit)
                .query((rs, _) -> new Line(
                        rs.getString("code"),
                        rs.getString("up"),
                        Objects.requireNonNullElse(t.of(Json.text(rs.getString("name"))), ""),
                        rs.getInt("items")))
                .list();
    }
}

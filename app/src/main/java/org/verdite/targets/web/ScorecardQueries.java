package org.verdite.targets.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.targets.Holder;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Scorecards of a year as a list: one for each post, contractor and unit that signed for a share.
@Component
@Transactional(readOnly = true)
class ScorecardQueries {

    /// @param share the first of its shares, by which the card is opened
    /// @param sum by weight of what is evaluated; null while nothing is
    record Row(
            long share,
            Holder.Kind kind,
            String who,
            String where,
            int shares,
            int evaluated,
            @Nullable BigDecimal sum) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ScorecardQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The year that is asked for; else, until March, the one that has just ended.
    int year(Filters filters, Texts t) {
        var today = LocalDate.ofInstant(clock.instant(), t.zone());
        return filters.year(() -> today.getMonthValue() <= 3 ? today.getYear() - 1 : today.getYear());
    }

    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "c.first bigint");
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("year", year(filters, t));
        params.put("kind", filters.get("kind"));
        var rows = jdbc.sql("""
                        select c.*, targets.holder_name(c.holder, c.unit_id, c.position_id, c.contractor_id, :lang) as who,
                          case when c.holder = 'UNIT' then '' else coalesce(verdite.text(organisation.pub_unit_name(c.unit_id), :lang), '') end as place
                        from (select s.holder, s.unit_id, s.position_id, s.contractor_id, min(s.id) as first, count(*)::int as shares,
                            count(e.id)::int as evaluated, sum(e.score * e.weight) / sum(e.weight) as mean
                          from targets.share s join targets.goal g on g.id = s.goal_id left join targets.evaluation e on e.share_id = s.id
                          where g.due_year = :year and g.horizon = 'ANNUAL' and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED')
                        """ + (filters.has("kind") ? " and s.holder = :kind" : "")
                        + " group by s.holder, s.unit_id, s.position_id, s.contractor_id) c where " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .params(keyset.params())
                .query((rs, _) -> {
                    var mean = rs.getBigDecimal("mean");
                    return new Row(
                            rs.getLong("first"),
                            Holder.Kind.valueOf(rs.getString("holder")),
                            rs.getString("who"),
                            rs.getString("place"),
                            rs.getInt("shares"),
                            rs.getInt("evaluated"),
                            mean == null ? null : mean.setScale(1, RoundingMode.DOWN));
                })
                .list();
        return keyset.page(rows, r -> List.of(r.share()));
    }
}

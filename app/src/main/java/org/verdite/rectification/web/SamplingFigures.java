package org.verdite.rectification.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Texts;

/// What sampling came to: of the corrections on the spot reported in a period, how many were drawn, and how they did.
/// Each count is of items, and the list shows them by the same words.
@Component
@Transactional(readOnly = true)
class SamplingFigures {

    /// @param key a unit's id, or `ALL`
    record Line(String key, String name, int reported, int drawn, int passed, int failed, int waiting, int unsampled) {

        /// Rounded down; empty of nothing.
        String share(int part, int whole) {
            return whole == 0 ? "" : 100L * part / whole + " %";
        }
    }

    private final JdbcClient jdbc;

    SamplingFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In all first, then the fifty units with most.
    List<Line> lines(Ledger.Period period, @Nullable Integer unit, Texts t) {
        return jdbc
                .sql("""
                select case when grouping(z.unit_id) = 1 then 'ALL' else z.unit_id::text end as key,
                  organisation.pub_place(z.unit_id, :lang) as name,
                  count(distinct z.item_id) as reported,
                  count(distinct z.item_id) filter (where z.drawn) as drawn,
                  count(distinct z.item_id) filter (where z.drawn and z.outcome = 'PASSED') as passed,
                  count(distinct z.item_id) filter (where z.drawn and z.outcome = 'FAILED') as failed,
                  count(distinct z.item_id) filter (where z.drawn and z.outcome = 'WAITING') as waiting,
                  count(distinct z.item_id) filter (where z.outcome = 'UNSAMPLED') as unsampled
                from rectification.sampled z
                where z.month between :first and :last and (cast(:unit as int) is null or z.unit_id = :unit)
                group by grouping sets ((), (z.unit_id)) order by grouping(z.unit_id) desc, 3 desc, 1 limit 51""")
                .param("lang", t.language())
                .param("first", period.first())
                .param("last", period.last())
                .param("unit", unit)
                .query((rs, _) -> new Line(
                        rs.getString("key"),
                        rs.getString("key").equals("ALL")
                                ? t.of("rectification.figures.all")
                                : Objects.requireNonNullElse(rs.getString("name"), ""),
                        rs.getInt("reported"),
                        rs.getInt("drawn"),
                        rs.getInt("passed"),
                        rs.getInt("failed"),
                        rs.getInt("waiting"),
                        rs.getInt("unsampled")))
                .list()
                .stream()
                .filter(l -> l.reported() > 0)
                .toList();
    }
}

package org.verdite.funds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.FigureRequest;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// The ledger added up.
@Component
class Spending {

    private static final String WITHIN = """
            from funds.pub_spent(:year, :known, :boundary) x
            where (cast(:unit as int) is null or x.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))""";

    /// @param amount in the currency, with what has no rate
    /// @param lowest lowest average rate used, null when there is none
    /// @param rmb in RMB, without what has no rate; null when nothing has one
    /// @param unrated lines without a rate, and their amount
    record Currency(
            String code,
            int lines,
            BigDecimal amount,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest,
            @Nullable BigDecimal rmb,
            int unrated,
            BigDecimal unratedAmount) {}

    record Silent(int site, LocalText name) {}

    private final JdbcClient jdbc;

    Spending(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    List<Currency> byCurrency(FigureRequest r) {
        return jdbc.sql("""
                select x.currency, count(*) as lines, sum(x.amount) as amount, min(x.rate) as lowest, max(x.rate) as highest,
                  sum(x.rmb) as rmb, count(*) filter (where x.rate is null) as unrated,
                  coalesce(sum(x.amount) filter (where x.rate is null), 0) as unrated_amount
                """ + WITHIN + " group by x.currency order by (x.currency = 'CNY') desc, x.currency")
                .params(params(r))
                .query((rs, _) -> new Currency(
                        rs.getString("currency"),
                        rs.getInt("lines"),
                        rs.getBigDecimal("amount"),
                        rs.getBigDecimal("lowest"),
                        rs.getBigDecimal("highest"),
                        rs.getBigDecimal("rmb"),
                        rs.getInt("unrated"),
                        rs.getBigDecimal("unrated_amount")))
                .list();
    }

    /// The last month of the year that lines were booked for; empty when there is none.
    @Transactional(readOnly = true)
    Optional<YearMonth> lastMonth(FigureRequest r) {
        return jdbc.sql("select max(x.month) " + WITHIN + " having max(x.month) is not null")
                .params(params(r))
                .query((rs, _) -> YearMonth.from(rs.getObject(1, LocalDate.class)))
                .optional();
    }

    /// Sites of the boundary at the year's end without a single line in the year: not zero, but not reported. A line
    /// that was taken back reports nothing.
    @Transactional(readOnly = true)
    List<Silent> silentSites(FigureRequest r) {
        return jdbc.sql("""
                select s.id, s.name from organisation.pub_site s
                where s.id in (select m.site_id from organisation.pub_members(:boundary, :end, :known) m where m.standing = 'IN')
                  and not exists (select from funds.posting p where p.site_id = s.id and p.reverses is null
                    and p.month >= make_date(:year, 1, 1) and p.month < make_date(:year + 1, 1, 1) and p.recorded_at <= :known
                    and not exists (select from funds.posting t where t.reverses = p.id and t.recorded_at <= :known))
                  and (cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))
                order by s.code""")
                .params(params(r))
                .param("end", r.on())
                .query((rs, _) -> new Silent(rs.getInt(1), Json.text(rs.getString(2))))
                .list();
    }

    @Transactional(readOnly = true)
    List<List<@Nullable Object>> lines(FigureRequest r) {
        return jdbc.sql("""
                select x.posting_id, u.name, x.month, x.category, x.nature, x.amount, x.currency, x.rate, x.rmb, p.document
                from (select x.* """ + " " + WITHIN + """
                ) x join funds.posting p on p.id = x.posting_id join organisation.pub_unit u on u.id = x.unit_id
                order by x.month, x.posting_id""")
                .params(params(r))
                .query((rs, _) -> Arrays.<@Nullable Object>asList(
                        rs.getLong(1),
                        Json.text(rs.getString(2)),
                        rs.getObject(3, LocalDate.class).toString().substring(0, 7),
                        Category.valueOf(rs.getString(4)),
                        Nature.valueOf(rs.getString(5)),
                        rs.getBigDecimal(6),
                        rs.getString(7),
                        rs.getBigDecimal(8),
                        rs.getBigDecimal(9),
                        rs.getString(10)))
                .list();
    }

    private static Map<String, @Nullable Object> params(FigureRequest r) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("year", r.year());
        params.put("known", r.known().atOffset(ZoneOffset.UTC));
        params.put("boundary", r.boundary());
        params.put("unit", r.unit() == null ? null : r.unit().value());
        params.put("structure", r.structureDate());
        return params;
    }
}

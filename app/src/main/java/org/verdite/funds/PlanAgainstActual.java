package org.verdite.funds;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.shared.Invalid;

/// Compares what was planned, approved and bound with what was spent. Spending is told of the unit that spent it, as
/// the
/// ledger has it, in a plan or not; so that money in is money out whichever way it is added.
@Component
public class PlanAgainstActual {

    private static final String WHERE = """
             and (cast(:category as text) is null or x.category = :category) and (cast(:nature as text) is null or x.nature = :nature)
            """;

    private final JdbcClient jdbc;
    private final PlanBranches branches;
    private final PlanRules rules;
    private final Days days;

    PlanAgainstActual(JdbcClient jdbc, PlanBranches branches, PlanRules rules, Days days) {
        this.jdbc = jdbc;
        this.branches = branches;
        this.rules = rules;
        this.days = days;
    }

    /// The months of a year that are over today.
    public int monthsOver(int year) {
        LocalDate today = days.today();
        return today.getYear() > year ? 12 : today.getYear() < year ? 0 : today.getMonthValue() - 1;
    }

    /// @throws Invalid when the currency is none
    @Transactional(readOnly = true)
    public PlanTable of(PlanAsked asked) {
        if (!Currencies.known(asked.currency())) {
            throw new Invalid("currency", "funds.invalid.currency", asked.currency());
        }
        var cells = cells(asked);
        var rates = rates(asked, cells);
        var sums = new PlanSums(rates, asked.until());
        var end = LocalDate.of(asked.year(), 12, 31);
        var today = days.today();
        return new PlanTable(
                asked,
                sums.total(cells),
                sums.by(cells, PlanCell::branch),
                sorted(sums.by(cells, PlanCell::category)),
                sorted(sums.by(cells, PlanCell::nature)),
                new PlanSums(rates, 12).by(sortedByMonth(cells), PlanCell::month),
                rules.on(end.isAfter(today) ? today : end),
                rated(rates, cells));
    }

    private static <E extends Enum<E>> Map<E, PlanFigures> sorted(Map<E, PlanFigures> figures) {
        return new TreeMap<>(figures);
    }

    private static List<PlanCell> sortedByMonth(List<PlanCell> cells) {
        return cells.stream().sorted(Comparator.comparingInt(PlanCell::month)).toList();
    }

    private List<PlanCell> cells(PlanAsked asked) {
        var params = new HashMap<String, Object>(branches.of(asked));
        var cells = new ArrayList<PlanCell>();
        String plan = IntStream.rangeClosed(1, 12)
                .mapToObj("sum(v.months[%1$d]) filter (where %1$d between b.from_month and b.to_month)"::formatted)
                .collect(Collectors.joining(", ", "array[", "]"));
        ask(asked, params, PlanBranches.CTE + """
                select b.branch, x.category, x.nature, x.currency, 'PLANNED' as measure, %1$s as months
                from funds.line x join branch b on b.unit_id = x.unit_id join funds.line_version v on v.id = coalesce(x.pending_id, x.approved_id)
                where x.year = :year %2$s group by 1, 2, 3, 4
                union all
                select b.branch, x.category, x.nature, x.currency, 'APPROVED', %1$s
                from funds.line x join branch b on b.unit_id = x.unit_id join funds.line_version v on v.id = x.approved_id
                where x.year = :year %2$s group by 1, 2, 3, 4""".formatted(plan, WHERE)).forEach(cells::addAll);
        String month = "extract(month from %s.month)::int";
        String booked = IntStream.rangeClosed(1, 12)
                .mapToObj("sum(y.amount) filter (where y.m = %d)"::formatted)
                .collect(Collectors.joining(", ", "array[", "]"));
        ask(asked, params, PlanBranches.CTE + """
                select y.branch, y.category, y.nature, y.currency, y.measure, %3$s as months from (
                  select b.branch, x.category, x.nature, x.currency, 'COMMITTED' as measure, c.amount, %4$s as m
                  from funds.line x join funds.commitment c on c.line_id = x.id
                  join branch b on b.unit_id = x.unit_id and %4$s between b.from_month and b.to_month
                  where x.year = :year %2$s
                  union all
                  select b.branch, x.category, x.nature, x.currency, case when k.id is null then 'UNPLANNED' else 'SPENT' end, x.amount, %1$s
                  from funds.posting x join branch b on b.unit_id = x.unit_id and %1$s between b.from_month and b.to_month
                  left join funds.link k on k.posting_id = x.id and k.ended_at is null
                  where x.month >= make_date(:year, 1, 1) and x.month < make_date(:year + 1, 1, 1) %2$s
                ) y group by 1, 2, 3, 4, 5""".formatted(month.formatted("x"), WHERE, booked, month.formatted("c")))
                .forEach(cells::addAll);
        return cells;
    }

    private List<List<PlanCell>> ask(PlanAsked asked, Map<String, Object> branch, String sql) {
        return jdbc.sql(sql)
                .params(branch)
                .param("year", asked.year())
                .param(
                        "category",
                        asked.category() == null ? null : asked.category().name(),
                        Types.VARCHAR)
                .param("nature", asked.nature() == null ? null : asked.nature().name(), Types.VARCHAR)
                .query((rs, _) -> cells(rs))
                .list();
    }

    private static List<PlanCell> cells(ResultSet rs) throws SQLException {
        var cells = new ArrayList<PlanCell>();
        Array array = rs.getArray("months");
        var months = (BigDecimal[]) array.getArray();
        for (int m = 0; m < months.length; m++) {
            if (months[m] != null) {
                cells.add(new PlanCell(
                        PlanCell.Measure.valueOf(rs.getString("measure")),
                        rs.getInt("branch"),
                        Category.valueOf(rs.getString("category")),
                        Nature.valueOf(rs.getString("nature")),
                        rs.getString("currency"),
                        m + 1,
                        months[m]));
            }
        }
        return cells;
    }

    private PlanRates rates(PlanAsked asked, List<PlanCell> cells) {
        var currencies = currencies(cells);
        currencies.add(asked.currency());
        var average = new HashMap<String, Map<Integer, BigDecimal>>();
        jdbc.sql("""
                        select c.currency, m.month, funds.pub_rate(c.currency, make_date(:year, m.month, 1)) as rate
                        from unnest(:currencies) c(currency) cross join generate_series(1, 12) m(month)""")
                .param("year", asked.year())
                .param("currencies", currencies.toArray(String[]::new))
                .query(rs -> {
                    BigDecimal rate = rs.getBigDecimal("rate");
                    if (rate != null) {
                        average.computeIfAbsent(rs.getString("currency"), _ -> new TreeMap<>())
                                .put(rs.getInt("month"), rate);
                    }
                });
        return new PlanRates(asked.currency(), rules.budget(asked.year()), average);
    }

    private static TreeSet<String> currencies(List<PlanCell> cells) {
        return cells.stream().map(PlanCell::currency).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<PlanTable.Rated> rated(PlanRates rates, List<PlanCell> cells) {
        var all = currencies(cells);
        all.add(rates.into());
        return all.stream()
                .filter(c -> !c.equals("CNY"))
                .map(c -> {
                    var months = Objects.requireNonNullElse(rates.average().get(c), Map.<Integer, BigDecimal>of())
                            .values();
                    return new PlanTable.Rated(
                            c,
                            rates.budget().get(c),
                            months.stream().min(Comparator.naturalOrder()).orElse(null),
                            months.stream().max(Comparator.naturalOrder()).orElse(null));
                })
                .toList();
    }
}

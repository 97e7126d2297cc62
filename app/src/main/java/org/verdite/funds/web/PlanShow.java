package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.funds.Category;
import org.verdite.funds.Nature;
import org.verdite.funds.PlanAgainstActual;
import org.verdite.funds.PlanAsked;
import org.verdite.funds.PlanFigures;
import org.verdite.funds.PlanTable;
import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;
import org.verdite.organisation.Days;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// Reads from an address what is to be compared, and puts the table together.
@Component
class PlanShow {

    static final List<String> WAYS = List.of("unit", "category", "nature");
    private static final PlanFigures NOTHING = new PlanFigures(null, null, null, null, null, null, null, List.of());

    private final PlanAgainstActual plan;
    private final LineQueries queries;
    private final RollUps rollUps;
    private final UnitTrees trees;
    private final Days days;

    PlanShow(PlanAgainstActual plan, LineQueries queries, RollUps rollUps, UnitTrees trees, Days days) {
        this.plan = plan;
        this.queries = queries;
        this.rollUps = rollUps;
        this.trees = trees;
        this.days = days;
    }

    /// By today's tree unless the address says otherwise.
    PlanTable table(HttpServletRequest request) {
        var filters = Filters.of(request);
        int year =
                filters.has("year") ? LedgerFilter.year(filters) : days.today().getYear();
        RollUp rollUp = rollUps.of(request);
        boolean asItWas = filters.get("structure").equals(RollUps.AS_IT_WAS);
        var structure = rollUp.structure() == null && !asItWas ? days.today() : rollUp.structure();
        var asked = new PlanAsked(
                year,
                filters.has("until") ? month(filters) : plan.monthsOver(year),
                rollUp.unit(),
                structure,
                choice(filters, "category", Category.class),
                choice(filters, "nature", Nature.class),
                filters.has("currency") ? filters.get("currency") : "CNY");
        return filters.has("structure") ? rollUps.across(() -> plan.of(asked)) : plan.of(asked);
    }

    private static int month(Filters filters) {
        int month = filters.integer("until");
        if (month < 1 || month > 12) {
            throw new Invalid("until", "ui.form.range", 1, 12);
        }
        return month;
    }

    private static <E extends Enum<E>> @Nullable E choice(Filters filters, String name, Class<E> type) {
        if (!filters.has(name)) {
            return null;
        }
        try {
            return Enum.valueOf(type, filters.get(name));
        } catch (IllegalArgumentException e) {
            throw new Invalid(name, "ui.form.choice");
        }
    }

    PlanPages.Shown shown(HttpServletRequest request, Texts t) {
        var filters = Filters.of(request);
        String by = filters.has("by") ? filters.get("by") : "unit";
        if (!WAYS.contains(by)) {
            throw new Invalid("by", "ui.form.choice");
        }
        var table = table(request);
        var asked = table.asked();
        return new PlanPages.Shown(
                table,
                filters,
                by,
                asked.until() == 0 ? null : YearMonth.of(asked.year(), asked.until()),
                row(table, t.of("funds.plan.total"), null, table.total(), Map.of()),
                rows(table, by, filters, t),
                months(table),
                choices(table, t));
    }

    private List<PlanPages.Row> rows(PlanTable table, String by, Filters filters, Texts t) {
        var rows = new ArrayList<PlanPages.Row>();
        switch (by) {
            case "category" ->
                table.categories()
                        .forEach((category, figures) -> rows.add(row(
                                table,
                                t.of("funds.category." + category),
                                filters.with("category", category.name()),
                                figures,
                                Map.of("category", category.name()))));
            case "nature" ->
                table.natures()
                        .forEach((nature, figures) -> rows.add(row(
                                table,
                                t.of("funds.nature." + nature),
                                filters.with("nature", nature.name()),
                                figures,
                                Map.of("nature", nature.name()))));
            default -> {
                var tree = trees.today();
                table.branches().forEach((unit, figures) -> rows.add(branch(table, tree, unit, figures, filters, t)));
                rows.sort(Comparator.comparing(PlanPages.Row::name));
            }
        }
        return rows;
    }

    private static PlanPages.Row branch(
            PlanTable table, UnitTree tree, int unit, PlanFigures figures, Filters filters, Texts t) {
        var node = tree.node(unit);
        String name = node == null ? String.valueOf(unit) : t.of(node.name());
        boolean itself = table.asked().unit() != null
                ? table.asked().unit().value() == unit
                : tree.roots().equals(List.of(unit));
        boolean leaf = tree.children(unit).isEmpty();
        return row(
                table,
                itself ? t.of("funds.plan.itself", name) : name,
                itself || leaf ? null : filters.with("unit", String.valueOf(unit)),
                figures,
                itself ? Map.of("at", String.valueOf(unit)) : Map.of("unit", String.valueOf(unit)));
    }

    /// Every number opens the rows it is made of, by the filters of the lists.
    private static PlanPages.Row row(
            PlanTable table, String name, @Nullable String path, PlanFigures figures, Map<String, String> own) {
        var asked = table.asked();
        var same = new LinkedHashMap<String, String>();
        same.put("year", String.valueOf(asked.year()));
        if (asked.unit() != null) {
            same.put("unit", asked.unit().toString());
        }
        if (asked.structure() == null) {
            same.put("structure", RollUps.AS_IT_WAS);
        }
        if (asked.category() != null) {
            same.put("category", asked.category().name());
        }
        if (asked.nature() != null) {
            same.put("nature", asked.nature().name());
        }
        same.putAll(own);
        var spent = new LinkedHashMap<>(same);
        if (asked.until() < 12) {
            spent.put("until", String.valueOf(asked.until()));
        }
        return new PlanPages.Row(
                name,
                path,
                figures,
                figures.deviation(table.rule()),
                address("/funds/lines", same),
                address("/funds/lines", same) + "&holds=1",
                address("/funds", spent),
                address("/funds", spent) + "&plan=none");
    }

    private static String address(String path, Map<String, String> values) {
        return new Filters(path, values).on(path);
    }

    private static List<PlanPages.Month> months(PlanTable table) {
        var figures = IntStream.rangeClosed(1, 12)
                .mapToObj(m -> Objects.requireNonNullElse(table.months().get(m), NOTHING))
                .toList();
        BigDecimal most = figures.stream()
                .map(f -> amount(f.approved()).max(amount(f.spent())))
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ONE)
                .max(BigDecimal.ONE);
        return IntStream.rangeClosed(1, 12)
                .mapToObj(m -> new PlanPages.Month(
                        YearMonth.of(table.asked().year(), m),
                        figures.get(m - 1),
                        width(figures.get(m - 1).approved(), most),
                        width(figures.get(m - 1).spent(), most)))
                .toList();
    }

    private static BigDecimal amount(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static int width(@Nullable BigDecimal amount, BigDecimal most) {
        return amount(amount)
                .max(BigDecimal.ZERO)
                .scaleByPowerOfTen(2)
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
    }

    private Map<String, Map<String, String>> choices(PlanTable table, Texts t) {
        var choices = new LinkedHashMap<String, Map<String, String>>();
        choices.put("year", queries.years());
        var months = new LinkedHashMap<String, String>();
        IntStream.rangeClosed(1, 12).forEach(m -> months.put(String.valueOf(m), t.monthName(YearMonth.of(2000, m))));
        choices.put("until", months);
        choices.put("category", FundsQueries.words("funds.category.", Category.values(), t));
        choices.put("nature", FundsQueries.words("funds.nature.", Nature.values(), t));
        var currencies = new LinkedHashMap<String, String>();
        currencies.put("CNY", t.currency("CNY"));
        table.currencies().forEach(c -> currencies.put(c.currency(), t.currency(c.currency())));
        choices.put("currency", currencies);
        choices.put("structure", Map.of(RollUps.AS_IT_WAS, t.of("funds.plan.asItWas")));
        return choices;
    }
}

package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.funds.Category;
import org.verdite.funds.Commitments;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.LineLinks;
import org.verdite.funds.LineTerms;
import org.verdite.funds.Nature;
import org.verdite.funds.NewCommitment;
import org.verdite.funds.NewLine;
import org.verdite.funds.PlanRules;
import org.verdite.funds.PlanRules.BudgetRate;
import org.verdite.organisation.Contractors;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Two years of funding plans: fixed rates, lines with their approvals, orders, and the postings that belong to them.
/// One
/// line is overspent, one underspent, some wait.
@Component
@Order(89)
class PlansStep implements Step {

    private final PlanRules rules;
    private final FundingPlans plans;
    private final Commitments commitments;
    private final LineLinks links;
    private final Contractors contractors;
    private final JdbcClient jdbc;
    private final Codes codes;
    private final Cast cast;

    PlansStep(
            PlanRules rules,
            FundingPlans plans,
            Commitments commitments,
            LineLinks links,
            Contractors contractors,
            JdbcClient jdbc,
            Codes codes,
            Cast cast) {
        this.rules = rules;
        this.plans = plans;
        this.commitments = commitments;
        this.links = links;
        this.contractors = contractors;
        this.jdbc = jdbc;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "funding plans";
    }

    @Override
    public String brings() {
        return InputFiles.rows("funding_lines.csv").size() + " funding lines";
    }

    @Override
    public void load(LocalDate day) {
        for (Row row : InputFiles.rows("rates.csv")) {
            if (row.number("year") >= 2023) {
                rules.fix(new BudgetRate(
                        row.text("currency"),
                        row.number("year") + 1,
                        row.decimal("average"),
                        "Last year’s average, fixed with the budget of the demonstration"));
            }
        }
        var lines = new HashMap<String, LineId>();
        var years = new HashMap<String, Integer>();
        var units = codes.units();
        var people = codes.people();
        for (Row row : InputFiles.rows("funding_lines.csv")) {
            UnitId unit = Codes.of(units, row.text("site"));
            lines.put(row.text("code"), line(row, unit, people, day));
            years.put(row.text("code"), row.number("year"));
        }
        for (Row row : InputFiles.rows("funding_orders.csv")) {
            order(row, Codes.of(lines, row.text("line")), Codes.of(years, row.text("line")));
        }
        change(Codes.of(lines, "F04"), Codes.of(people, "P047"));
    }

    private LineId line(Row row, UnitId unit, Map<String, PersonId> people, LocalDate day) {
        var id = new LineId[1];
        var asked = new NewLine(
                unit,
                row.number("year"),
                Category.valueOf(row.text("category")),
                Nature.valueOf(row.text("kind")),
                row.text("currency"),
                new LineTerms(
                        row.text("title"),
                        Codes.of(people, row.text("owner")),
                        IntStream.rangeClosed(1, 12)
                                .mapToObj(m -> row.decimal("m" + m))
                                .toList()),
                origin(row, unit, day));
        cast.as(Codes.of(people, row.text("asks")), () -> id[0] = plans.propose(asked));
        PersonId director = Codes.of(people, "P004");
        switch (row.text("state")) {
            case "APPROVED" -> cast.as(director, () -> plans.approve(id[0], 1));
            case "REJECTED" -> cast.as(director, () -> plans.reject(id[0], 1, row.text("reason")));
            default -> {
                return id[0];
            }
        }
        if (row.text("links").equals("yes")) {
            link(row, unit, id[0]);
        }
        return id[0];
    }

    /// An action of the site, or the group's first promise; nothing where there is none.
    private @Nullable Origin origin(Row row, UnitId unit, LocalDate day) {
        return switch (row.text("origin")) {
            case "action" ->
                jdbc.sql("""
                        select id, title from actions.pub_action
                        where unit_id in (select organisation.pub_below(:unit, :day)) order by id limit 1""")
                        .param("unit", unit.value())
                        .param("day", day)
                        .query((rs, _) -> new Origin(
                                "actions", "action", rs.getString(1), rs.getString(2), "/actions/" + rs.getString(1)))
                        .optional()
                        .orElse(null);
            case "target" -> {
                String code = InputFiles.rows("targets.csv").getFirst().text("code");
                yield new Origin("targets", "target", code, code, "/targets/" + code);
            }
            default -> null;
        };
    }

    private void link(Row row, UnitId unit, LineId line) {
        var postings = jdbc.sql("""
                        select id from funds.pub_posting where unit_id = :unit and month >= make_date(:year, 1, 1)
                          and month < make_date(:year + 1, 1, 1) and category = :category and nature = :nature and currency = :currency""")
                .param("unit", unit.value())
                .param("year", row.number("year"))
                .param("category", row.text("category"))
                .param("nature", row.text("kind"))
                .param("currency", row.text("currency"))
                .query((rs, _) -> rs.getLong(1))
                .list();
        if (!postings.isEmpty()) {
            links.link(line, new HashSet<>(postings));
        }
    }

    private void order(Row row, LineId line, int year) {
        String contractor = row.said("contractor");
        commitments.bind(
                new NewCommitment(
                        line,
                        YearMonth.of(year, row.number("month")),
                        row.decimal("amount"),
                        contractor == null ? null : contractors.byCode(contractor),
                        row.text("supplier"),
                        row.text("reference"),
                        row.text("over_reason")),
                "");
    }

    /// A change that waits: what was approved holds meanwhile.
    private void change(LineId id, PersonId by) {
        var line = plans.get(id);
        var terms = plans.versions(id).getFirst().terms();
        var months = terms.months().stream()
                .map(m -> m.multiply(new BigDecimal("1.1")))
                .toList();
        cast.as(
                by,
                () -> plans.change(
                        id,
                        line.version(),
                        new LineTerms(terms.title(), terms.owner(), months),
                        "Reagents cost a tenth more since July"));
    }
}

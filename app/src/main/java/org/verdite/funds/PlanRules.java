package org.verdite.funds;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Group;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;

/// The group's settings for plans: dated rules, and the fixed rates by which a year's plans are added up. What was said
/// before stays readable.
@Component
public class PlanRules {

    /// @param rate RMB for one unit of the currency
    public record BudgetRate(String currency, int year, BigDecimal rate, String source) {}

    private final JdbcClient jdbc;
    private final Group group;

    PlanRules(JdbcClient jdbc, Group group) {
        this.jdbc = jdbc;
        this.group = group;
    }

    /// Says from a day on how plans are judged; needs {@link Permission#FUNDS_APPROVE} at the group.
    ///
    /// @throws Conflict when somebody else said so for the same day at the same time
    @Transactional
    public long set(LocalDate from, BigDecimal overPercent, BigDecimal underPercent, Money threshold) {
        group.require(Permission.FUNDS_APPROVE);
        var problems = new ArrayList<Invalid.Problem>();
        percent(problems, "over", overPercent, 999);
        percent(problems, "under", underPercent, 100);
        LineRules.amount(problems, "threshold", threshold.amount());
        if (threshold.amount().signum() == 0) {
            problems.add(new Invalid.Problem("threshold", "funds.invalid.planned", List.of()));
        }
        if (from.getYear() < 1990 || from.getYear() > 2200) {
            problems.add(new Invalid.Problem("from", "ui.form.range", List.of("1990", "2200")));
        }
        refuse(problems);
        jdbc.sql(
                        "update funds.plan_rule set superseded_at = verdite.now() where valid_from = :from and superseded_at is null")
                .param("from", from)
                .update();
        return jdbc.sql("""
                        insert into funds.plan_rule (valid_from, over_percent, under_percent, threshold, currency)
                        values (:from, :over, :under, :threshold, :currency) on conflict do nothing returning id""")
                .param("from", from)
                .param("over", overPercent)
                .param("under", underPercent)
                .param("threshold", threshold.amount())
                .param("currency", threshold.currency())
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .orElseThrow(() -> new Conflict("rule of " + from));
    }

    private static void percent(List<Invalid.Problem> problems, String field, BigDecimal percent, int most) {
        if (percent.signum() < 0
                || percent.compareTo(BigDecimal.valueOf(most)) > 0
                || percent.stripTrailingZeros().scale() > 2) {
            problems.add(new Invalid.Problem(field, "funds.invalid.percent", List.of(most)));
        }
    }

    private static void refuse(List<Invalid.Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// Fixes what a currency counts in a year's plans; needs {@link Permission#FUNDS_APPROVE} at the group.
    ///
    /// @throws Conflict when somebody else fixed it at the same time
    @Transactional
    public long fix(BudgetRate r) {
        group.require(Permission.FUNDS_APPROVE);
        var problems = new ArrayList<Invalid.Problem>();
        if (r.currency().equals("CNY") || !Currencies.known(r.currency())) {
            problems.add(new Invalid.Problem("currency", "funds.invalid.currency", List.of(r.currency())));
        }
        if (r.year() < 1990 || r.year() > 2200) {
            problems.add(new Invalid.Problem("year", "ui.form.range", List.of("1990", "2200")));
        }
        if (Rates.outside(r.rate())) {
            problems.add(new Invalid.Problem("rate", "funds.invalid.rate", List.of()));
        }
        if (r.source().isBlank() || r.source().length() > 200) {
            problems.add(new Invalid.Problem("source", "ui.form.required", List.of()));
        }
        refuse(problems);
        jdbc.sql("""
                        update funds.budget_rate set superseded_at = verdite.now()
                        where currency = :currency and year = :year and superseded_at is null""").param("currency", r.currency()).param("year", r.year()).update();
        return jdbc.sql("""
                        insert into funds.budget_rate (currency, year, rate, source) values (:currency, :year, :rate, :source)
                        on conflict do nothing returning id""")
                .param("currency", r.currency())
                .param("year", r.year())
                .param("rate", r.rate())
                .param("source", r.source().strip())
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .orElseThrow(() -> new Conflict("budget rate of " + r.currency()));
    }

    /// The rule that holds on a day.
    @Transactional(readOnly = true)
    public PlanRule on(LocalDate day) {
        return jdbc.sql("select * from funds.rule_on(:day)")
                .param("day", day)
                .query((rs, _) -> rule(rs))
                .single();
    }

    /// All rules, the superseded ones too.
    @Transactional(readOnly = true)
    public List<PlanRule> all() {
        return jdbc.sql("select * from funds.plan_rule order by valid_from desc, id desc limit 500")
                .query((rs, _) -> rule(rs))
                .list();
    }

    /// RMB for one unit of each currency in the plans of a year; a currency that is missing has no fixed rate.
    @Transactional(readOnly = true)
    public Map<String, BigDecimal> budget(int year) {
        var rates = new TreeMap<String, BigDecimal>();
        jdbc.sql("select currency, rate from funds.budget_rate where year = :year and superseded_at is null")
                .param("year", year)
                .query(rs -> {
                    rates.put(rs.getString(1), rs.getBigDecimal(2));
                });
        rates.put("CNY", BigDecimal.ONE);
        return rates;
    }

    private static PlanRule rule(ResultSet rs) throws SQLException {
        @Nullable OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        return new PlanRule(
                rs.getLong("id"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getBigDecimal("over_percent"),
                rs.getBigDecimal("under_percent"),
                new Money(rs.getBigDecimal("threshold"), rs.getString("currency")),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }
}

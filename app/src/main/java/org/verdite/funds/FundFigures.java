package org.verdite.funds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.funds.Spending.Currency;
import org.verdite.indicators.Change;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.FigureSource;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.indicators.Phrase;

/// The year's investment in RMB and its change on the year before, with rates and gaps.
@Component
class FundFigures implements FigureSource {

    /// The group's calendar says when a year is over.
    private static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient jdbc;
    private final Spending spending;

    FundFigures(JdbcClient jdbc, Spending spending) {
        this.jdbc = jdbc;
        this.spending = spending;
    }

    @Override
    public Set<String> codes() {
        return Set.of("INV-ENV", "INV-YOY");
    }

    @Override
    public Figure figure(FigureRequest r) {
        return r.code().equals("INV-ENV") ? investment(r) : change(r);
    }

    private Figure investment(FigureRequest r) {
        int year = r.year();
        var currencies = spending.byCurrency(r);
        var inputs = new ArrayList<Input>();
        var gaps = new ArrayList<Gap>();
        BigDecimal sum = null;
        for (Currency c : currencies) {
            String path = "/funds?year=" + year + "&currency=" + c.code() + r.place();
            inputs.add(input(c, path));
            if (c.unrated() > 0) {
                gaps.add(new Gap(
                        Phrase.of("funds.gap.rate", c.unrated(), c.code(), String.valueOf(year), c.unratedAmount()),
                        "/funds/rates?year=" + year,
                        c.unrated()));
            }
            if (c.rmb() != null) {
                sum = sum == null ? c.rmb() : sum.add(c.rmb());
            }
        }
        if (currencies.isEmpty()) {
            gaps.add(new Gap(
                    Phrase.of("funds.gap.nothing", String.valueOf(year)), "/funds?year=" + year + r.place(), 1));
        } else {
            var silent = spending.silentSites(r);
            if (!silent.isEmpty()) {
                gaps.add(new Gap(
                        Phrase.of("funds.gap.silent", silent.size(), String.valueOf(year)),
                        "/funds/reporting?year=" + year + "&boundary=" + r.boundary() + r.place(),
                        silent.size()));
            }
        }
        return Figure.amount(
                "INV-ENV", sum == null ? null : sum.setScale(2, RoundingMode.HALF_UP), "CNY", inputs, gaps);
    }

    private static Input input(Currency c, String path) {
        Phrase note = c.code().equals("CNY")
                ? Phrase.of("funds.input.lines", c.lines())
                : c.lowest() == null
                        ? Phrase.of("funds.input.noRate", c.lines(), c.amount(), c.code())
                        : c.lowest().compareTo(c.highest() == null ? c.lowest() : c.highest()) == 0
                                ? Phrase.of("funds.input.rated", c.lines(), c.amount(), c.code(), c.lowest())
                                : Phrase.of(
                                        "funds.input.monthly",
                                        c.lines(),
                                        c.amount(),
                                        c.code(),
                                        c.lowest(),
                                        c.highest() == null ? c.lowest() : c.highest());
        return new Input(Phrase.of("funds.input.currency", c.code()), note, c.rmb(), "CNY", path, c.lines(), List.of());
    }

    /// (this − last) ÷ last; without a value when last year has none, and while the year is not over: months of one
    /// year don't compare with the whole of another.
    private Figure change(FigureRequest r) {
        var last = r.yearBefore();
        Figure now = investment(r);
        Figure before = investment(last);
        var inputs = List.of(whole(now, r), whole(before, last));
        var gaps = new ArrayList<Gap>();
        if (!over(r)) {
            gaps.add(running(r));
        }
        gaps.addAll(now.gaps());
        gaps.addAll(before.gaps());
        if (!over(r)
                || now.value() == null
                || before.value() == null
                || before.value().signum() == 0) {
            return Figure.amount("INV-YOY", null, "%", inputs, gaps);
        }
        return Figure.percent("INV-YOY", now.value().subtract(before.value()), before.value(), inputs, gaps);
    }

    /// As far as is known at the group: what was known during a year, knew only a part of it.
    private static boolean over(FigureRequest r) {
        return LocalDate.ofInstant(r.known(), GROUP_ZONE).getYear() > r.year();
    }

    private Gap running(FigureRequest r) {
        var last = spending.lastMonth(r);
        String year = String.valueOf(r.year());
        return new Gap(
                last.isEmpty()
                        ? Phrase.of("funds.gap.running.nothing", year)
                        : Phrase.of("funds.gap.running", year, last.get()),
                "/funds?year=" + year + r.place(),
                1);
    }

    private static Input whole(Figure investment, FigureRequest r) {
        return new Input(
                Phrase.of("funds.input.year", String.valueOf(r.year())),
                Phrase.NONE,
                investment.value(),
                "CNY",
                "/funds?year=" + r.year() + r.place(),
                investment.inputs().stream().mapToInt(Input::records).sum(),
                List.of());
    }

    @Override
    public List<Change> changes(FigureRequest r, Instant since) {
        int from = r.code().equals("INV-YOY") ? r.year() - 1 : r.year();
        return jdbc.sql("""
                select p.id, p.reverses, p.amount, p.currency, p.reason, p.text, p.recorded_at, p.recorded_by, null as rate_year
                from funds.posting p
                where p.month >= make_date(:from, 1, 1) and p.month < make_date(:to, 1, 1)
                  and p.recorded_at > :since and p.recorded_at <= :known
                union all
                select r.id, null, r.average, r.currency, r.source, '', r.recorded_at, r.recorded_by, r.year
                from funds.rate r where r.year >= :from and r.year < :to and r.recorded_at > :since and r.recorded_at <= :known
                order by recorded_at limit 50""")
                .param("from", from)
                .param("to", r.year() + 1)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> {
                    long id = rs.getLong("id");
                    boolean rate = rs.getObject("rate_year") != null;
                    boolean reversal = rs.getObject("reverses") != null;
                    Phrase what = rate
                            ? Phrase.of(
                                    "funds.change.rate",
                                    rs.getString("currency"),
                                    rs.getString("rate_year"),
                                    rs.getBigDecimal("amount"))
                            : reversal
                                    ? Phrase.of(
                                            "funds.change.reversed",
                                            rs.getString("reverses"),
                                            rs.getBigDecimal("amount").negate(),
                                            rs.getString("currency"),
                                            rs.getString("reason"))
                                    : Phrase.of(
                                            "funds.change.posted",
                                            rs.getString("id"),
                                            rs.getBigDecimal("amount"),
                                            rs.getString("currency"),
                                            rs.getString("text"));
                    return new Change(
                            what,
                            rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            rs.getString("recorded_by"),
                            rate ? "/funds/rates" : "/funds/postings/" + id);
                })
                .list();
    }

    @Override
    public Records records(FigureRequest r) {
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.addAll(spending.lines(r));
        if (r.code().equals("INV-YOY")) {
            rows.addAll(spending.lines(r.yearBefore()));
        }
        return new Records(
                List.of(
                        "funds.head.number",
                        "funds.head.unit",
                        "funds.head.month",
                        "funds.head.category",
                        "funds.head.nature",
                        "funds.head.amount",
                        "funds.head.currency",
                        "funds.head.rate",
                        "funds.head.rmb",
                        "funds.head.document"),
                rows);
    }
}

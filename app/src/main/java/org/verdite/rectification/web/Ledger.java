package org.verdite.rectification.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// The figures of the list: what was found in a period, how it was closed, what came again, and how old the open ones
/// are. Every figure is a count of rows that the list shows by the same words.
@Component
@Transactional(readOnly = true)
class Ledger {

    /// A year or one of its months.
    ///
    /// @param word as the filter `opened` takes it: `2026` or `2026-03`
    record Period(String word, LocalDate first, LocalDate last) {

        /// @throws Invalid when it is neither
        static Period of(String word) {
            if (word.matches("(19|20|21)\\d\\d")) {
                int year = Integer.parseInt(word);
                return new Period(word, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
            }
            if (word.matches("(19|20|21)\\d\\d-(0[1-9]|1[0-2])")) {
                var month = YearMonth.parse(word);
                return new Period(word, month.atDay(1), month.atEndOfMonth());
            }
            throw new Invalid("opened", "rectification.figures.period", word);
        }
    }

    /// The counts of a group of items.
    ///
    /// @param key what the group has in common: a month, a unit's id, a clause's address, a kind of cause, an age
    /// @param judged of them, whose effect was judged
    /// @param days mean calendar days from opening to verification, null when none is verified
    record Line(
            String key,
            String name,
            int found,
            int verified,
            int inTime,
            int repeats,
            int judged,
            int ineffective,
            @Nullable BigDecimal days) {

        /// The same, of a period that is its own key.
        Line of(String period) {
            return new Line(period, period, found, verified, inTime, repeats, judged, ineffective, days);
        }

        /// Rounded down, so that 100 % means all; empty of nothing.
        String share(int part, int whole) {
            return whole == 0 ? "" : 100L * part / whole + " %";
        }
    }

    /// @param today the last year that has figures
    /// @param left of the open ones, whose owner has left; a hundred at most
    /// @param clauses by number, those without a clause left out; so are the causes not yet recorded
    record Figures(
            Period period,
            Line all,
            List<Line> months,
            List<Line> units,
            List<Line> clauses,
            List<Line> causes,
            List<Line> ages,
            List<Learnt> learnt,
            List<SamplingFigures.Line> sampling,
            List<Roots.Line> roots,
            int left,
            LocalDate today) {

        /// Who has left is known to another room.
        Figures withLeft(int number) {
            return new Figures(
                    period, all, months, units, clauses, causes, ages, learnt, sampling, roots, number, today);
        }
    }

    /// Of the items closed as effective in the period, how many changed something since.
    ///
    /// @param key a unit's id, or `ALL`
    record Learnt(String key, String name, int closed, int changed) {
        String share() {
            return closed == 0 ? "" : 100L * changed / closed + " %";
        }
    }

    private static final List<String> AGES = List.of("0-30", "31-90", "91-180", "181-");

    private final JdbcClient jdbc;
    private final ItemQueries queries;
    private final SamplingFigures sampling;
    private final Roots roots;
    private final Counted counted;

    Ledger(JdbcClient jdbc, ItemQueries queries, SamplingFigures sampling, Roots roots, Counted counted) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.sampling = sampling;
        this.roots = roots;
        this.counted = counted;
    }

    /// @param filters `opened` for the period, this year without it; `at` for one unit alone
    Figures figures(Filters filters, Texts t) {
        LocalDate today = queries.today(t);
        var period = Period.of(filters.has("opened") ? filters.get("opened") : "" + today.getYear());
        Integer unit = filters.has("at") ? filters.integer("at") : null;
        return counted.of(
                        period.word() + " " + unit + " " + today + " " + t.locale(),
                        () -> count(period, unit, today, t))
                .withLeft(queries.left());
    }

    private Figures count(Period period, @Nullable Integer unit, LocalDate today, Texts t) {
        var lines = new HashMap<String, List<Line>>();
        jdbc.sql("""
                select * from rectification.ledger(:first, :last, :today, cast(:at as int)) order by kind, found desc, key""")
                .param("first", period.first())
                .param("last", period.last())
                .param("today", today)
                .param("at", unit)
                .query((rs, _) -> lines.computeIfAbsent(rs.getString("kind"), _ -> new ArrayList<>())
                        .add(new Line(
                                rs.getString("key"),
                                "",
                                rs.getInt("found"),
                                rs.getInt("verified"),
                                rs.getInt("in_time"),
                                rs.getInt("repeats"),
                                rs.getInt("judged"),
                                rs.getInt("ineffective"),
                                rs.getBigDecimal("days"))))
                .list();
        var learnt = jdbc.sql("select * from rectification.learnt(:first, :last)")
                .param("first", period.first())
                .param("last", period.last())
                .query((rs, _) -> new Learnt(rs.getString(1), "", rs.getInt(2), rs.getInt(3)))
                .list();
        var names = names(lines.getOrDefault("UNIT", List.of()), learnt, t);
        var all = lines.getOrDefault("ALL", List.of());
        return new Figures(
                period,
                all.isEmpty() ? new Line("", "", 0, 0, 0, 0, 0, 0, null) : all.getFirst(),
                lines.getOrDefault("MONTH", List.of()).stream()
                        .sorted(java.util.Comparator.comparing(Line::key))
                        .map(l -> named(l, t.month(YearMonth.parse(l.key()))))
                        .toList(),
                lines.getOrDefault("UNIT", List.of()).stream()
                        .map(l -> named(l, names.getOrDefault(l.key(), l.key())))
                        .toList(),
                lines.getOrDefault("CLAUSE", List.of()).stream()
                        .map(l -> named(l, ItemWords.clause(l.key()).toString()))
                        .toList(),
                lines.getOrDefault("CAUSE", List.of()).stream()
                        .map(l -> named(l, t.or("rectification.cause." + l.key(), l.key())))
                        .toList(),
                AGES.stream()
                        .flatMap(age -> lines.getOrDefault("AGE", List.of()).stream()
                                .filter(l -> l.key().equals(age)))
                        .map(l -> named(l, t.of("rectification.age." + l.key())))
                        .toList(),
                learnt.stream()
                        .filter(l -> l.closed() > 0)
                        .map(l -> new Learnt(
                                l.key(),
                                l.key().equals("ALL")
                                        ? t.of("rectification.figures.all")
                                        : names.getOrDefault(l.key(), l.key()),
                                l.closed(),
                                l.changed()))
                        .toList(),
                sampling.lines(period, unit, t),
                roots.lines(period, unit, t),
                0,
                today);
    }

    private Map<String, String> names(List<Line> lines, List<Learnt> learnt, Texts t) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select id, organisation.pub_place(id, :lang) from organisation.pub_unit where id = any(:ids)")
                .param("lang", t.language())
                .param(
                        "ids",
                        Stream.concat(
                                        lines.stream().map(Line::key),
                                        learnt.stream().map(Learnt::key).filter(k -> !k.equals("ALL")))
                                .distinct()
                                .map(Integer::valueOf)
                                .toArray(Integer[]::new))
                .query((rs, _) -> names.put(rs.getString(1), Objects.requireNonNullElse(rs.getString(2), "")))
                .list();
        return names;
    }

    private static Line named(Line l, String name) {
        return new Line(
                l.key(), name, l.found(), l.verified(), l.inTime(), l.repeats(), l.judged(), l.ineffective(), l.days());
    }
}

package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// The register of limits: standards, permits and what they allow, in valid time and in recorded time.
/// Nothing is overwritten; a change supersedes a revision and writes the next.
@Component
public class LimitRegister {

    /// What is formed over a period before it is held against a limit.
    public static final List<String> PERIOD_STATISTICS = List.of(
            "HOUR_MEAN",
            "EIGHT_HOUR_MEAN",
            "DAY_MEAN",
            "MEAN_30_DAYS",
            "MONTH_MEAN",
            "QUARTER_MEAN",
            "YEAR_MEAN",
            "MAXIMUM",
            "MINIMUM",
            "SUM");
    /// What a limit may speak of: any single value, one that was sampled, what is formed over a period, or one of the
    /// values of a period by its rank.
    public static final List<String> STATISTICS = Stream.of(
                    List.of("INSTANT", "SAMPLE"), PERIOD_STATISTICS, Ranked.PERCENTILES, Ranked.NUMBERS)
            .flatMap(List::stream)
            .toList();
    /// Units of what can lie below zero.
    private static final Set<String> BELOW_ZERO = Set.of("°C", "mV", "dB", "dB(A)", "m", "‰");
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 15;

    /// Empty for the parameter's own.
    public static final List<String> FRACTIONS = List.of("", "TOTAL", "DISSOLVED", "SUSPENDED", "EXTRACTABLE");

    private final JdbcClient jdbc;
    private final LimitRows rows;
    private final Access access;
    private final ApplicationEventPublisher events;

    LimitRegister(JdbcClient jdbc, LimitRows rows, Access access, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.access = access;
        this.events = events;
    }

    /// Enters a standard or a permit and answers its id.
    @Transactional
    public long addSet(NewLimitSet set) {
        requireAt(set.unit());
        if (set.code().isBlank() || set.code().length() > 80) {
            throw new Invalid(
                    "code",
                    set.code().isBlank() ? "ui.form.required" : "ui.form.tooLong",
                    80,
                    set.code().length());
        }
        new Lengths()
                .most("code", 80, set.code())
                .most("edition", 80, set.edition())
                .most("table", 80, set.table())
                .most("name", 200, set.name())
                .most("authority", 200, set.authority())
                .most("source", 500, set.source())
                .most("licence", 500, set.licence())
                .most("verifiedBy", 200, set.verifiedBy())
                .most("note", 2000, set.note())
                .check();
        if (set.permit() && set.site() == null && set.facility() == null) {
            throw new Invalid("site", "obligations.invalid.place");
        }
        if (set.to() != null && !set.to().isAfter(set.from())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
        return rows.insert(set);
    }

    /// Enters a limit and answers its id, which stays the same through later revisions.
    @Transactional
    public long addLimit(NewLimit limit) {
        var unit = unitOf(limit.set());
        requireAt(unit);
        check(limit);
        long id = rows.nextId();
        rows.insert(id, unit, limit);
        changed(limit.set(), unit, Set.of(limit.parameter()), limit.from());
        return id;
    }

    /// Enters many limits of one set at once, for loaders.
    @Transactional
    public void addLimits(List<NewLimit> limits) {
        if (limits.isEmpty()) {
            return;
        }
        var unit = unitOf(limits.getFirst().set());
        requireAt(unit);
        LocalDate first = LocalDate.MAX;
        for (NewLimit limit : limits) {
            check(limit);
            first = limit.from().isBefore(first) ? limit.from() : first;
        }
        rows.insertAll(unit, limits);
        changed(
                limits.getFirst().set(),
                unit,
                Set.copyOf(limits.stream().map(NewLimit::parameter).distinct().toList()),
                first);
    }

    /// From a day on the limit has other bounds; what held before stays for the days before.
    ///
    /// @param revision the revision that was read before the change
    /// @throws Conflict when somebody else changed it in between
    @Transactional
    public void change(
            long revision, LocalDate from, @Nullable BigDecimal lower, @Nullable BigDecimal upper, String clause) {
        change(revision, from, lower, upper, "", clause);
    }

    /// @param formula instead of bounds; empty for none
    @Transactional
    public void change(
            long revision,
            LocalDate from,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String formula,
            String clause) {
        var row = rows.require(revision);
        requireAt(row.unit());
        if (!from.isAfter(row.from()) || row.to() != null && !from.isBefore(row.to())) {
            throw new Invalid("from", "obligations.invalid.changeFrom");
        }
        check(row, lower, upper, formula, clause);
        rows.supersede(revision);
        rows.copy(
                revision,
                row.from(),
                from,
                row.lower(),
                row.upper(),
                row.window().formula(),
                row.clause());
        rows.copy(revision, from, row.to(), lower, upper, formula.strip(), clause.isBlank() ? row.clause() : clause);
        changed(row.set(), row.unit(), Set.of(row.parameter()), from);
    }

    /// What was entered was wrong: the same days, other bounds. The wrong revision stays readable.
    @Transactional
    public void correct(long revision, @Nullable BigDecimal lower, @Nullable BigDecimal upper, String clause) {
        correct(revision, lower, upper, "", clause);
    }

    /// @param formula instead of bounds; empty for none
    @Transactional
    public void correct(
            long revision, @Nullable BigDecimal lower, @Nullable BigDecimal upper, String formula, String clause) {
        var row = rows.require(revision);
        requireAt(row.unit());
        check(row, lower, upper, formula, clause);
        rows.supersede(revision);
        rows.copy(
                revision,
                row.from(),
                row.to(),
                lower,
                upper,
                formula.strip(),
                clause.isBlank() ? row.clause() : clause);
        changed(row.set(), row.unit(), Set.of(row.parameter()), row.from());
    }

    /// The note of a limit of the library, as its file says it now. Nothing that judges changes, so nothing is judged
    /// again.
    @Transactional
    void annotate(long revision, String note, String noteZh) {
        requireAt(rows.require(revision).unit());
        rows.supersede(revision);
        rows.annotate(revision, note, noteZh);
    }

    private static void check(
            LimitRows.Row row, @Nullable BigDecimal lower, @Nullable BigDecimal upper, String formula, String clause) {
        checkBounds(row.operator(), lower, upper, formula, row.measure());
        row.window().withFormula(formula).check(row.measure());
        if (!formula.isBlank() && row.window().ranked() != null) {
            throw new Invalid("formula", "obligations.invalid.formulaRanked");
        }
        new Lengths().most("clause", 500, clause).check();
    }

    /// The limit no longer holds from the given day on.
    @Transactional
    public void close(long revision, LocalDate to) {
        var row = rows.require(revision);
        requireAt(row.unit());
        if (!to.isAfter(row.from()) || row.to() != null && to.isAfter(row.to())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
        rows.supersede(revision);
        rows.copy(
                revision, row.from(), to, row.lower(), row.upper(), row.window().formula(), row.clause());
        changed(row.set(), row.unit(), Set.of(row.parameter()), to);
    }

    /// A permit refers to a standard: its COMPLIANCE limits bind at the permit's place.
    ///
    /// @param pointClass only the standard's limits of this class of points; empty for all
    @Transactional
    public void refer(long permit, long standard, String pointClass, LocalDate from) {
        var unit = unitOf(permit);
        if (unit == null || unitOf(standard) != null) {
            throw new Invalid("standard", "obligations.invalid.reference");
        }
        requireAt(unit);
        new Lengths().most("pointClass", 80, pointClass).check();
        if (rows.refers(permit, standard, pointClass, from)) {
            throw new Invalid("standard", "obligations.invalid.twice");
        }
        rows.refer(unit, permit, standard, pointClass, from);
        changed(permit, unit, rows.parametersOf(standard), from);
    }

    /// A site adopts a standard without a permit: its obligations bind at the site from that day on. Answers the
    /// document on which hangs what the site adopts.
    @Transactional
    public long adopt(long standard, SiteId site, String pointClass, LocalDate from) {
        var unit = rows.unitOfSite(site);
        requireAt(unit);
        adoptable(standard, pointClass);
        long document = rows.siteDocument(site, unit);
        refer(document, standard, pointClass, from);
        return document;
    }

    /// A permit adopts a standard, which has to have something that binds only where it is adopted.
    @Transactional
    public void adoptBy(long permit, long standard, String pointClass, LocalDate from) {
        var unit = unitOf(permit);
        requireAt(unit);
        adoptable(standard, pointClass);
        refer(permit, standard, pointClass, from);
    }

    private void adoptable(long standard, String pointClass) {
        if (unitOf(standard) != null) {
            throw new Invalid("standard", "obligations.invalid.reference");
        }
        if (!rows.adoptable(standard, pointClass)) {
            throw new Invalid("pointClass", "obligations.invalid.nothingToAdopt");
        }
    }

    /// Every limit with the place where it binds, as known now.
    @Transactional(readOnly = true)
    public List<Limit> binding() {
        return rows.binding();
    }

    /// The same as it was known at a moment.
    @Transactional(readOnly = true)
    public List<Limit> binding(Instant known) {
        return rows.binding(known);
    }

    /// The revisions of a limit that are in force now, earliest first.
    @Transactional(readOnly = true)
    public List<Limit> steps(long limit) {
        return rows.steps(limit);
    }

    /// The state of the register: grows with every change of a limit.
    @Transactional(readOnly = true)
    public long revision() {
        return jdbc.sql("select coalesce(max(revision), 0) from obligations.limit")
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Changes whenever anything that decides about binding changes.
    @Transactional(readOnly = true)
    public String fingerprint() {
        return jdbc.sql("""
                        select concat_ws('.', (select count(*) + count(superseded_at) from obligations.limit),
                          (select count(*) + count(superseded_at) from obligations.reference),
                          (select sum(version) from obligations.limit_set))""").query((rs, _) -> rs.getString(1)).single();
    }

    private static void check(NewLimit limit) {
        if (!limit.parameter().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Invalid("parameter", "obligations.invalid.parameter", limit.parameter());
        }
        known("statistic", limit.statistic(), STATISTICS);
        known("fraction", limit.fraction(), FRACTIONS);
        new Lengths()
                .most("name", 200, limit.parameterName())
                .most("basis", 40, limit.basis())
                .most("unit", 40, limit.unit())
                .most("pointClass", 80, limit.pointClass())
                .most("pointCode", 80, limit.pointCode())
                .most("clause", 500, limit.clause())
                .most("note", 500, limit.note())
                .most("noteZh", 500, limit.noteZh())
                .check();
        checkBounds(
                limit.operator(), limit.lower(), limit.upper(), limit.window().formula(), limit.unit());
        limit.window().check(limit.unit());
        Ranked.check(
                limit.window().ranked(),
                limit.statistic(),
                limit.operator(),
                limit.window().formula(),
                limit.minimumNumber());
        if (limit.to() != null && !limit.to().isAfter(limit.from())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
    }

    private static void known(String field, String word, List<String> words) {
        if (!words.contains(word)) {
            throw new Invalid(field, "obligations.invalid.word", word);
        }
    }

    /// Numbers that a limit can be: what is less than nothing only where the measure knows it.
    private static void sane(String field, @Nullable BigDecimal bound, String measure) {
        if (bound == null) {
            return;
        }
        if (bound.scale() > MOST_DECIMALS
                || bound.precision() - bound.scale() > MOST_DIGITS
                || bound.precision() > 2 * MOST_DIGITS) {
            throw new Invalid(field, "obligations.invalid.size");
        }
        if (bound.signum() < 0 && !BELOW_ZERO.contains(measure)) {
            throw new Invalid(field, "obligations.invalid.negative", measure);
        }
    }

    private static void checkBounds(
            Operator operator, @Nullable BigDecimal lower, @Nullable BigDecimal upper, String formula, String measure) {
        if (!formula.isBlank()) {
            if (lower != null || upper != null || operator == Operator.RANGE || operator == Operator.NOT_DETECTED) {
                throw new Invalid("formula", "obligations.invalid.formulaAndBounds");
            }
            return;
        }
        if (operator == Operator.NOT_DETECTED) {
            if (lower != null || upper != null) {
                throw new Invalid(lower != null ? "lower" : "upper", "obligations.invalid.absent");
            }
            return;
        }
        sane("lower", lower, measure);
        sane("upper", upper, measure);
        if (operator == Operator.MAX && lower != null) {
            throw new Invalid("lower", "obligations.invalid.oneBound");
        }
        if (operator == Operator.MIN && upper != null) {
            throw new Invalid("upper", "obligations.invalid.oneBound");
        }
        if (operator != Operator.MIN && upper == null) {
            throw new Invalid("upper", "ui.form.required");
        }
        if (operator != Operator.MAX && lower == null) {
            throw new Invalid("lower", "ui.form.required");
        }
        if (operator == Operator.RANGE && lower != null && upper != null && lower.compareTo(upper) >= 0) {
            throw new Invalid("upper", "obligations.invalid.range");
        }
    }

    private void changed(long set, @Nullable UnitId unit, Set<String> parameters, LocalDate from) {
        events.publishEvent(new LimitChanged(unit, rows.siteOf(set), parameters, from));
    }

    private @Nullable UnitId unitOf(long set) {
        return rows.unitOf(set)
                .orElseThrow(() -> new NotHere("limit set " + set))
                .value();
    }

    /// A permit is edited at its unit, a standard by whoever may at the top of the tree.
    private void requireAt(@Nullable UnitId unit) {
        if (unit != null) {
            access.require(Permission.OBLIGATIONS_EDIT, unit);
        } else if (!mayEditStandards()) {
            throw new NotPermitted(Permission.OBLIGATIONS_EDIT.name());
        }
    }

    /// Whether the reader may edit the library of standards.
    @Transactional(readOnly = true)
    public boolean mayEditStandards() {
        return Scope.current().isSystem()
                || jdbc
                        .sql("select id from organisation.pub_unit where kind = 'GROUP'")
                        .query((rs, _) -> new UnitId(rs.getInt(1)))
                        .stream()
                        .anyMatch(unit -> access.may(Permission.OBLIGATIONS_EDIT, unit));
    }
}

package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.load.LoadUnits;
import org.verdite.monitoring.load.MassLoad;
import org.verdite.monitoring.load.Reading;
import org.verdite.monitoring.outlet.LoadRows.Figure;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.ui.job.Jobs;

/// Loads of outlets: derived from what was measured, entered as they were sent, and chosen between. Neither is
/// changed by the other, and nothing is overwritten.
@Component
public class Loads {

    /// Where something leaves a place.
    public static final List<String> OUTLETS = List.of("OUTFALL", "WORKSHOP_OUTLET", "STACK");

    public static final List<String> SOURCES = List.of("INSTRUMENT", "LABORATORY", "CONTRACTOR", "OTHER");
    public static final List<String> COUNTS = List.of("DERIVED", "SENT");
    private static final LocalText TITLE =
            LocalText.of("Deriving loads again after a change of their rule", "规则变更后重新核算排放量", "en");
    /// Days around a month whose hours may stand for missing ones.
    private static final int HOURS_APART = 8;

    private static final MathContext KEPT = new MathContext(12);

    private final LoadRows rows;
    private final OutletSeries series;
    private final Access access;
    private final Jobs jobs;

    Loads(LoadRows rows, OutletSeries series, Access access, Jobs jobs) {
        this.rows = rows;
        this.series = series;
        this.access = access;
        this.jobs = jobs;
    }

    /// States how loads of an outlet are made from now on; all its months are derived again, as a job.
    @Transactional
    public void state(NewLoadRule rule) {
        var outlet = outlet(rule.point());
        access.require(Permission.MONITORING_EDIT, outlet.unit());
        if (!rule.parameter().isEmpty() && !rows.parameter(rule.parameter())) {
            throw new Invalid("parameter", "monitoring.invalid.parameter", rule.parameter());
        }
        if (rule.apart().signum() <= 0 || rule.apart().compareTo(BigDecimal.ONE) >= 0) {
            throw new Invalid("apart", "ui.form.range", 1, 99);
        }
        if (rule.flowPoint() != null) {
            access.require(
                    Permission.MONITORING_EDIT, rows.outlet(rule.flowPoint()).unit());
        }
        check(rule.counts(), rule.reason());
        var same = rows.rules(rule.point()).stream()
                .filter(r -> r.says().parameter().equals(rule.parameter()))
                .findFirst();
        if (same.isPresent() && same.get().says().equals(rule)) {
            return;
        }
        rows.state(outlet.unit(), rule);
        jobs.start(
                WhenResultsArrive.KIND,
                outlet.unit(),
                TITLE,
                (WhenResultsArrive.POINT + " " + rule.point() + " " + rule.parameter()).strip());
    }

    /// The rules of an outlet, that of all parameters last.
    @Transactional(readOnly = true)
    public List<NewLoadRule> rules(int point) {
        rows.outlet(point);
        return rows.rules(point).stream().map(LoadRows.Rule::says).toList();
    }

    /// Enters a load as it was sent; another one of the same month supersedes it.
    ///
    /// @return false when it is known already
    @Transactional
    public boolean send(NewSent sent) {
        var outlet = outlet(sent.point());
        access.require(Permission.MONITORING_IMPORT, outlet.unit());
        if (!rows.parameter(sent.parameter())) {
            throw new Invalid("parameter", "monitoring.invalid.parameter", sent.parameter());
        }
        if (sent.amount().signum() < 0
                || sent.amount().precision() > 30
                || Math.abs(sent.amount().scale()) > 15) {
            throw new Invalid("amount", "monitoring.load.invalid.amount");
        }
        if (!SOURCES.contains(sent.source())) {
            throw new Invalid("source", "ui.form.choice");
        }
        if (sent.month().getYear() < 1900 || sent.month().getYear() > 2200) {
            throw new Invalid("month", "ui.form.month", sent.month().toString());
        }
        new Lengths()
                .most("note", 500, sent.note())
                .most("measure", 20, sent.unit())
                .check();
        var factor = LoadUnits.mass(sent.unit())
                .orElseThrow(() -> new Invalid("measure", "monitoring.load.invalid.measure", sent.unit()));
        rows.hold(sent.point());
        var standing = rows.standing(sent.point(), sent.parameter(), sent.month(), "SENT");
        if (standing.isPresent() && same(standing.get(), sent)) {
            return false;
        }
        rows.store(
                outlet.unit(),
                sent.point(),
                sent.parameter(),
                sent.month(),
                new Figure(
                        "SENT",
                        sent.amount().multiply(factor),
                        null,
                        "",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        sent.amount(),
                        sent.unit(),
                        sent.source(),
                        sent.note()));
        return true;
    }

    private static boolean same(StoredLoad was, NewSent sent) {
        return was.original() != null
                && was.original().compareTo(sent.amount()) == 0
                && was.originalUnit().equals(sent.unit())
                && was.source().equals(sent.source())
                && was.note().equals(sent.note());
    }

    /// Which of derived and sent counts for a month, with the reason of whoever chose.
    @Transactional
    public void choose(int point, String parameter, YearMonth month, String counts, String reason) {
        var outlet = outlet(point);
        access.require(Permission.MONITORING_EDIT, outlet.unit());
        if (!rows.parameter(parameter)) {
            throw new Invalid("parameter", "monitoring.invalid.parameter", parameter);
        }
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        check(counts, reason);
        rows.choose(outlet.unit(), point, parameter, month, counts, reason.strip());
    }

    private static void check(String counts, String reason) {
        if (!COUNTS.contains(counts)) {
            throw new Invalid("counts", "ui.form.choice");
        }
        if (counts.equals("SENT") && reason.isBlank()) {
            throw new Invalid("reason", "monitoring.load.invalid.reason");
        }
        new Lengths().most("reason", 500, reason).check();
    }

    private LoadRows.Outlet outlet(int point) {
        var outlet = rows.outlet(point);
        if (!OUTLETS.contains(outlet.kind())) {
            throw new Invalid("point", "monitoring.load.invalid.outlet");
        }
        return outlet;
    }

    /// Derives the load of a month again; a revision is stored only where something of it changed.
    ///
    /// @return true when one was stored
    @Transactional
    public boolean derive(int point, String parameter, YearMonth month) {
        var outlet = rows.outlet(point);
        if (!OUTLETS.contains(outlet.kind())) {
            return false;
        }
        rows.hold(point);
        var stated = rows.rule(point, parameter);
        Integer elsewhere = stated.map(r -> r.says().flowPoint()).orElse(null);
        var flows = series.of(elsewhere == null ? point : elsewhere, OutletSeries.FLOWS).stream()
                .filter(s -> LoadUnits.flow(s.unit()).isPresent())
                .toList();
        var concentrations = series.of(point, List.of(parameter)).stream()
                .filter(s -> LoadUnits.concentration(s.unit(), s.basis()).isPresent())
                .toList();
        var standing = rows.standing(point, parameter, month, "DERIVED");
        if (concentrations.isEmpty() || flows.isEmpty() && stated.isEmpty() && standing.isEmpty()) {
            return false;
        }
        var rule = stated.map(r -> r.says().rule())
                .orElseGet(() -> LoadRule.unstated(OutletSeries.usual(concentrations, flows)));
        var figure = figure(outlet, month, rule, stated.map(LoadRows.Rule::id).orElse(null), concentrations, flows);
        if (figure.isEmpty() && standing.isEmpty()) {
            return false;
        }
        var made = figure.orElseGet(
                () -> nothing(rule, stated.map(LoadRows.Rule::id).orElse(null)));
        if (standing.isPresent() && same(standing.get(), made)) {
            return false;
        }
        rows.store(outlet.unit(), point, parameter, month, made);
        return true;
    }

    /// @param within true when some are of the month itself
    private record Used(@Nullable Integer series, List<Reading> readings, boolean within) {}

    /// Empty where nothing was measured that the load could be made of.
    private Optional<Figure> figure(
            LoadRows.Outlet outlet,
            YearMonth month,
            LoadRule rule,
            @Nullable Integer ruleId,
            List<OutletSeries.Of> concentrations,
            List<OutletSeries.Of> flows) {
        var c = used(outlet, month, rule, OutletSeries.fitting(concentrations, rule.method(), false), false);
        var q = used(outlet, month, rule, OutletSeries.fitting(flows, rule.method(), true), true);
        if (c.readings().isEmpty() || !c.within() && !q.within()) {
            return Optional.empty();
        }
        var load = MassLoad.of(month, outlet.zone(), rule, c.readings(), q.readings());
        String why = load.known()
                ? ""
                : q.readings().isEmpty() ? "NO_FLOW" : load.results() == 0 ? "NO_CONCENTRATION" : "NOT_TOGETHER";
        return Optional.of(new Figure(
                "DERIVED",
                kept(load.kilograms()),
                kept(load.cubicMetres()),
                why,
                load.present(),
                load.filled(),
                load.needed(),
                load.results(),
                load.notDetected(),
                load.leftOut(),
                rule,
                ruleId,
                c.series(),
                q.series(),
                null,
                "",
                "",
                ""));
    }

    private static Figure nothing(LoadRule rule, @Nullable Integer ruleId) {
        return new Figure(
                "DERIVED",
                null,
                null,
                "NO_CONCENTRATION",
                0,
                0,
                0,
                0,
                0,
                0,
                rule,
                ruleId,
                null,
                null,
                null,
                "",
                "",
                "");
    }

    /// The readings of the best series that has some in the month, else of the best that has any around it.
    private Used used(
            LoadRows.Outlet outlet, YearMonth month, LoadRule rule, List<OutletSeries.Of> candidates, boolean flow) {
        int apart = rule.method().hourly() ? HOURS_APART : MassLoad.DAYS_APART;
        LocalDate from = month.atDay(1);
        LocalDate to = month.atEndOfMonth();
        var begin = from.atStartOfDay(outlet.zone()).toInstant();
        var end = to.plusDays(1).atStartOfDay(outlet.zone()).toInstant();
        var around = new Used(null, List.of(), false);
        for (var candidate : candidates) {
            var readings = new ArrayList<Reading>();
            for (Reading r : series.readings(candidate, outlet.zone(), from.minusDays(apart), to.plusDays(apart))) {
                readings.add(converted(candidate, r, flow));
            }
            boolean within = readings.stream()
                    .anyMatch(r -> r.from().isBefore(end)
                            && (r.to().isAfter(begin) || r.from().equals(begin)));
            if (within) {
                return new Used(candidate.id(), List.copyOf(readings), true);
            }
            around = around.series() == null && !readings.isEmpty()
                    ? new Used(candidate.id(), List.copyOf(readings), false)
                    : around;
        }
        return around;
    }

    private static Reading converted(OutletSeries.Of of, Reading r, boolean flow) {
        if (!flow) {
            return r.times(
                    LoadUnits.concentration(of.unit(), of.basis()).orElseThrow().doubleValue());
        }
        var unit = LoadUnits.flow(of.unit()).orElseThrow();
        return unit.amount() ? r.times(unit.factor()).perSecond() : r.times(unit.factor());
    }

    private static @Nullable BigDecimal kept(double number) {
        return Double.isNaN(number) ? null : new BigDecimal(number).round(KEPT).stripTrailingZeros();
    }

    private static boolean same(StoredLoad was, Figure now) {
        return equal(was.kilograms(), now.kilograms())
                && equal(was.cubicMetres(), now.cubicMetres())
                && was.why().equals(now.why())
                && was.present() == now.present()
                && was.filled() == now.filled()
                && was.results() == now.results()
                && was.notDetected() == now.notDetected()
                && was.leftOut() == now.leftOut()
                && was.stated() == (now.ruleId() != null)
                && java.util.Objects.equals(was.rule(), now.rule());
    }

    private static boolean equal(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}

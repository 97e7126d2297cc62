package org.verdite.targets;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// What was promised, and how far we are.
@Component
public class Targets {

    private final JdbcClient jdbc;
    private final Access access;
    private final Figures figures;

    Targets(JdbcClient jdbc, Access access, Figures figures) {
        this.jdbc = jdbc;
        this.access = access;
        this.figures = figures;
    }

    /// Records a promise, or its next version when the unit has one of that code; needs {@link Permission#TARGETS_EDIT}
    /// at its unit.
    ///
    /// @return the version's id
    @Transactional
    public long set(NewTarget t) {
        return set(t, null);
    }

    /// The same, when nobody changed the promise since it was read.
    ///
    /// @param read the version that was read, 0 for none; null to follow whatever is there
    /// @throws Conflict when another version was recorded since
    @Transactional
    public long set(NewTarget t, @Nullable Integer read) {
        access.require(Permission.TARGETS_EDIT, t.unit());
        int last = versions(t.code()).stream()
                .filter(v -> v.unit().equals(t.unit()))
                .mapToInt(Target::version)
                .max()
                .orElse(0);
        if (read != null && read != last) {
            throw new Conflict("target " + t.code());
        }
        TargetRules.check(t, last + 1, figures::supplies);
        try {
            return insert(t, last + 1);
        } catch (DuplicateKeyException other) {
            throw new Conflict("target " + t.code());
        }
    }

    private long insert(NewTarget t, int version) {
        return jdbc.sql("""
                insert into targets.target (unit_id, code, version, sentence, indicator, baseline_year, due_year, value, direction,
                  boundary, scope, reason, valid_from)
                values (:unit, :code, :version, cast(:sentence as jsonb), :indicator, :baseline, :due, :value, :direction,
                  :boundary, cast(:scope as jsonb), :reason, :from) returning id""")
                .param("unit", t.unit().value())
                .param("code", t.code())
                .param("version", version)
                .param("sentence", t.sentence().json())
                .param("indicator", t.indicator())
                .param("baseline", t.baselineYear())
                .param("due", t.dueYear())
                .param("value", t.value())
                .param("direction", t.direction().name())
                .param("boundary", t.boundary())
                .param("scope", t.scope().json())
                .param("reason", t.reason())
                .param("from", t.validFrom())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// All versions of a target, newest first; of units that use the same code, one after the other.
    @Transactional(readOnly = true)
    public List<Target> versions(String code) {
        return jdbc.sql("select * from targets.target where code = :code order by unit_id, version desc")
                .param("code", code)
                .query((rs, _) -> row(rs))
                .list();
    }

    /// The targets that held on a day, as known at an instant.
    @Transactional(readOnly = true)
    public List<Target> on(LocalDate day, Instant known) {
        return jdbc.sql("select * from targets.pub_target(:day, :known) order by due_year, id")
                .param("day", day)
                .param("known", known.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> row(rs))
                .list();
    }

    /// How far a target is at the end of a year; in a year not over, on the day given.
    ///
    /// @param on the day of the present value
    @Transactional(readOnly = true)
    public TargetStanding standing(Target target, int year, LocalDate on, Instant known, RollUp rollUp) {
        return standing(
                target,
                year,
                on,
                y -> figures.figure(
                        request(target, y, y == year ? on : null, known).rolledUp(rollUp)));
    }

    /// How each target that holds on a day stands against its path on several days of its year.
    ///
    /// @return one list a day, in the order of the targets
    @Transactional(readOnly = true)
    public List<List<Judgement>> judgements(List<LocalDate> days, Instant known) {
        var promised = on(days.getLast(), known);
        var wanted = new LinkedHashMap<String, FigureRequest>();
        for (Target t : promised) {
            wanted.put(t.code(), request(t, t.baselineYear(), null, known));
            days.forEach(day -> wanted.put(t.code() + day, request(t, day.getYear(), day, known)));
        }
        var made = figures.figures(List.copyOf(wanted.values())).iterator();
        var values = new HashMap<String, Figure>();
        wanted.keySet().forEach(key -> values.put(key, made.next()));
        return days.stream()
                .map(day -> promised.stream()
                        .map(t -> judgement(
                                t,
                                day,
                                Objects.requireNonNull(values.get(t.code())),
                                Objects.requireNonNull(values.get(t.code() + day))))
                        .toList())
                .toList();
    }

    private static Judgement judgement(Target t, LocalDate day, Figure baseline, Figure reached) {
        if (baseline.value() == null || reached.value() == null) {
            return without(reached);
        }
        var path = new GlidePath(t.baselineYear(), baseline.value(), t.dueYear(), t.value());
        return GlidePath.judge(path.ahead(day, reached.value(), t.direction()));
    }

    /// Why there is no judgement: a share of nothing is no gap.
    private static Judgement without(Figure reached) {
        var whole = reached.denominator();
        return reached.value() == null && whole != null && whole.signum() == 0 && reached.complete()
                ? Judgement.NOT_APPLICABLE
                : Judgement.UNKNOWN;
    }

    /// The same from figures that are at hand, such as those of a published edition.
    public static TargetStanding standing(Target target, int year, LocalDate on, IntFunction<Figure> figureOf) {
        Figure baseline = figureOf.apply(target.baselineYear());
        Figure reached = year == target.baselineYear() ? baseline : figureOf.apply(year);
        var years = new ArrayList<TargetStanding.YearValue>();
        years.add(new TargetStanding.YearValue(target.baselineYear(), baseline.value()));
        for (int y = target.baselineYear() + 1; y < year; y++) {
            years.add(new TargetStanding.YearValue(y, figureOf.apply(y).value()));
        }
        if (year > target.baselineYear()) {
            years.add(new TargetStanding.YearValue(year, reached.value()));
        }
        if (baseline.value() == null || reached.value() == null) {
            return new TargetStanding(target, year, on, baseline, reached, null, null, without(reached), years);
        }
        var path = new GlidePath(
                target.baselineYear(), Objects.requireNonNull(baseline.value()), target.dueYear(), target.value());
        BigDecimal ahead = path.ahead(on, Objects.requireNonNull(reached.value()), target.direction());
        return new TargetStanding(
                target, year, on, baseline, reached, path.at(on), ahead, GlidePath.judge(ahead), years);
    }

    /// The request for the figure that a target is measured by.
    public static FigureRequest request(Target target, int year, @Nullable LocalDate on, Instant known) {
        var whole = FigureRequest.ofYear(target.indicator(), year, known, target.boundary());
        return on == null
                ? whole
                : new FigureRequest(whole.code(), year, 0, on, known, whole.boundary(), on, whole.unit());
    }

    private static Target row(ResultSet rs) throws SQLException {
        return new Target(
                rs.getLong("id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("code"),
                rs.getInt("version"),
                Json.text(rs.getString("sentence")),
                rs.getString("indicator"),
                rs.getInt("baseline_year"),
                rs.getInt("due_year"),
                rs.getBigDecimal("value"),
                NewTarget.Direction.valueOf(rs.getString("direction")),
                rs.getString("boundary"),
                Json.text(rs.getString("scope")),
                rs.getObject("valid_from", LocalDate.class));
    }
}

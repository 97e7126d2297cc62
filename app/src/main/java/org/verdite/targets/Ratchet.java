package org.verdite.targets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Figures;
import org.verdite.shared.Refused;

/// What is gained is kept: a year asks for no less than the way of its longer goal, and where a level was
/// reached, for no less than that. What moves by itself, an amount or an intensity, is held to the way
/// alone; an intensity names what drives it.
@Component
public class Ratchet {

    /// @param path what the longer goal, or the promise, asks of the year; null where none does or they
    /// can't be compared
    /// @param pathOf its number or code
    /// @param reached the level before; null where none is known, and for what is no level
    /// @param reachedYear of which year
    public record Findings(
            @Nullable BigDecimal path,
            String pathOf,
            @Nullable BigDecimal reached,
            int reachedYear,
            boolean belowPath,
            boolean belowReached) {

        public boolean kept() {
            return !belowPath && !belowReached;
        }

        public boolean any() {
            return path != null || reached != null;
        }
    }

    private final JdbcClient jdbc;
    private final GoalStore store;
    private final Progress progress;
    private final Targets targets;
    private final Figures figures;
    private final Clock clock;

    Ratchet(JdbcClient jdbc, GoalStore store, Progress progress, Targets targets, Figures figures, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.progress = progress;
        this.targets = targets;
        this.figures = figures;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Findings of(Goal goal) {
        var value = goal.value();
        if (goal.horizon() != Horizon.ANNUAL || value == null) {
            return new Findings(null, "", null, goal.dueYear() - 1, false, false);
        }
        var longer = goal.serves() == null
                ? Optional.<Goal>empty()
                : store.find(goal.serves()).filter(l -> comparable(goal, l));
        var path = longer.map(l -> new Way(l).ofYear(goal.dueYear()))
                .or(() -> promised(goal))
                .orElse(null);
        var reached = goal.nature() == Nature.LEVEL ? reached(goal) : null;
        return new Findings(
                path,
                path == null ? "" : longer.map(Goal::number).orElse(goal.servesTarget()),
                reached,
                goal.dueYear() - 1,
                easier(goal, value, path),
                easier(goal, value, reached));
    }

    /// What a longer goal asks of a year, for who is about to set the year's goal.
    @Transactional(readOnly = true)
    public @Nullable BigDecimal asks(Goal longer, int year) {
        return new Way(longer).ofYear(year);
    }

    /// @throws Refused when less is asked than was, and nobody one level up has agreed to it
    @Transactional(readOnly = true)
    public void require(Goal goal) {
        var findings = of(goal);
        if (!findings.kept() && !agreed(goal)) {
            throw new Refused(findings.belowPath() ? "targets.refused.belowPath" : "targets.refused.belowReached");
        }
    }

    /// True when less was agreed to than the goal asks now, or as much.
    @Transactional(readOnly = true)
    public boolean agreed(Goal goal) {
        return jdbc.sql("""
                        select exists (select from targets.exception where goal_id = :goal and decision = 'APPROVED'
                          and case when :atLeast then value <= :value else value >= :value end)""")
                .param("goal", goal.id().value())
                .param("atLeast", goal.direction() == NewTarget.Direction.AT_LEAST)
                .param("value", goal.value())
                .query(Boolean.class)
                .single();
    }

    /// The same is counted in the same way; a quantity of a part is no measure of a quantity of the whole.
    private static boolean comparable(Goal goal, Goal longer) {
        return goal.indicator().equals(longer.indicator())
                && goal.measure().equals(longer.measure())
                && goal.direction() == longer.direction()
                && goal.nature() == longer.nature()
                && (goal.unit().equals(longer.unit()) || longer.method() != Method.SUM);
    }

    private Optional<BigDecimal> promised(Goal goal) {
        var now = clock.instant();
        if (goal.servesTarget().isEmpty() || !goal.measured()) {
            return Optional.empty();
        }
        return targets.on(today(), now).stream()
                .filter(t -> t.code().equals(goal.servesTarget())
                        && t.indicator().equals(goal.indicator())
                        && t.direction() == goal.direction())
                .findFirst()
                .flatMap(t -> Optional.ofNullable(figures.figure(Targets.request(t, t.baselineYear(), null, now))
                                .value())
                        .map(baseline ->
                                new GlidePath(t.baselineYear(), baseline, t.dueYear(), t.value()).at(goal.dueYear())));
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// What the goal of the year before reached that led to the same, else the goal's own baseline of that
    /// year. One that leads to nothing is held to the unit's goal of the year before that was counted in the
    /// same way and protected the same: nobody gets free by leading nowhere.
    private @Nullable BigDecimal reached(Goal goal) {
        int before = goal.dueYear() - 1;
        for (Goal last : before(goal)) {
            var reached = progress.of(last, before, today(), 0).whole().reached();
            if (reached != null) {
                return reached;
            }
        }
        return goal.baselineYear() == before ? goal.baseline() : null;
    }

    private List<Goal> before(Goal goal) {
        var serves = goal.serves();
        boolean alone = serves == null && goal.servesTarget().isEmpty() && !goal.measured();
        var found = jdbc.sql("""
                        select * from targets.goal where unit_id = :unit and horizon = 'ANNUAL' and due_year = :year and id <> :id
                          and state in ('ACTIVE', 'EVALUATED') and indicator = :indicator and measure = :measure and direction = :direction
                          and method = :method and (indicator <> '' or :alone and protects = cast(:protects as text[]) and nature = :nature
                            or not :alone and serves_id is not distinct from cast(:serves as bigint) and serves_target = :target)
                        order by id desc limit 3""")
                .param("unit", goal.unit().value())
                .param("year", goal.dueYear() - 1)
                .param("id", goal.id().value())
                .param("indicator", goal.indicator())
                .param("measure", goal.measure())
                .param("direction", goal.direction().name())
                .param("method", goal.method().name())
                .param("serves", serves == null ? null : serves.value())
                .param("target", goal.servesTarget())
                .param("alone", alone)
                .param("protects", goal.protects().toArray(String[]::new))
                .param("nature", goal.nature().name())
                .query(GoalStore::read)
                .list();
        // which of several was the same one, nobody can tell
        return alone && found.size() > 1 ? List.of() : found;
    }

    /// Compared as it is written: a way of 83.333… is kept by 83.3.
    private static boolean easier(Goal goal, BigDecimal value, @Nullable BigDecimal than) {
        if (than == null) {
            return false;
        }
        var written = than.setScale(Math.max(0, value.stripTrailingZeros().scale()), RoundingMode.HALF_UP);
        return goal.harder(Objects.requireNonNull(written), value);
    }
}

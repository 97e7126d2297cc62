package org.verdite.targets.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Group;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.targets.GlideDrawing;
import org.verdite.targets.GlidePath;
import org.verdite.targets.Target;
import org.verdite.targets.TargetStanding;
import org.verdite.targets.Targets;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Reads targets with how far they are.
@Component
@Transactional(readOnly = true)
class TargetQueries {

    static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient jdbc;
    private final Targets targets;
    private final Definitions definitions;
    private final Group group;
    private final Clock clock;

    TargetQueries(JdbcClient jdbc, Targets targets, Definitions definitions, Group group, Clock clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.definitions = definitions;
        this.group = group;
        this.clock = clock;
    }

    LocalDate today() {
        return clock.instant().atZone(GROUP_ZONE).toLocalDate();
    }

    private LocalDate lastDay(int year) {
        var end = LocalDate.of(year, 12, 31);
        return end.isAfter(today()) ? today() : end;
    }

    private int year(@Nullable Integer asked) {
        int now = today().getYear();
        if (asked != null && (asked < 1990 || asked > now)) {
            throw new Invalid("year", "ui.form.range", "1990", String.valueOf(now));
        }
        return asked == null ? now : asked;
    }

    public List<TargetStanding> standings(@Nullable Integer asked, RollUp rollUp) {
        int year = year(asked);
        Instant now = clock.instant();
        return targets.on(lastDay(year), now).stream()
                .filter(t -> t.baselineYear() <= year)
                .map(t -> targets.standing(t, year, lastDay(year), now, rollUp))
                .toList();
    }

    public TargetPages.Listed list(@Nullable Integer asked, RollUp rollUp, Texts t) {
        return new TargetPages.Listed(
                standings(asked, rollUp).stream().map(s -> line(s, t)).toList(),
                year(asked),
                group.may(Permission.TARGETS_EDIT));
    }

    static TargetPages.Line line(TargetStanding s, Texts t) {
        String unit = s.reached().unit();
        Target target = s.target();
        return new TargetPages.Line(
                target.code(),
                t.of(target.sentence()),
                t.of(target.scope()),
                target.version(),
                target.baselineYear(),
                value(s.baseline().value(), unit, t),
                target.dueYear(),
                value(target.value(), unit, t),
                s.year(),
                value(s.reached().value(), unit, t),
                t.of(
                        "targets.path",
                        s.on().getDayOfYear() == s.on().lengthOfYear() ? String.valueOf(s.year()) : t.date(s.on())),
                value(s.path(), unit, t),
                state(s),
                judgement(s, t),
                GlideDrawing.of(s, v -> value(v, unit, t)));
    }

    private static State state(TargetStanding s) {
        return switch (s.judgement()) {
            case AHEAD, ON_PATH -> State.OK;
            case BEHIND -> State.WARN;
            case NOT_APPLICABLE -> State.IDLE;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    private static String judgement(TargetStanding s, Texts t) {
        BigDecimal ahead = s.ahead();
        return ahead == null
                ? t.of("targets.judgement." + s.judgement())
                : t.of(
                        "targets.judgement." + s.judgement(),
                        t.number(ahead.abs().setScale(1, RoundingMode.HALF_UP), 1));
    }

    static String value(@Nullable BigDecimal value, String unit, Texts t) {
        if (value == null) {
            return "–";
        }
        return switch (unit) {
            case "%" ->
                value.compareTo(new BigDecimal(100)) == 0 ? "100%" : t.percent(value.setScale(1, RoundingMode.HALF_UP));
            case "CNY" -> t.large(value) + " " + t.largeUnit();
            default -> t.number(value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros());
        };
    }

    /// How far the version that held at the end of a year was.
    public TargetStanding standing(String code, @Nullable Integer asked, RollUp rollUp) {
        int year = year(asked);
        var versions = targets.versions(code);
        if (versions.isEmpty()) {
            throw new NotHere("target " + code);
        }
        Target target = versions.stream()
                .filter(v -> !v.validFrom().isAfter(lastDay(year)))
                .findFirst()
                .orElse(versions.getLast());
        return targets.standing(target, Math.max(year, target.baselineYear()), lastDay(year), clock.instant(), rollUp);
    }

    public List<TargetPages.Version> versions(String code, String unit, Texts t) {
        return targets.versions(code).stream().map(v -> version(v, unit, t)).toList();
    }

    public TargetPages.Page page(String code, @Nullable Integer asked, RollUp rollUp, Texts t) {
        var standing = standing(code, asked, rollUp);
        Target target = standing.target();
        return new TargetPages.Page(
                line(standing, t),
                t.of(Definitions.inForce(definitions.history(), target.indicator(), standing.on(), clock.instant())
                        .name()),
                t.of("targets.boundary." + target.boundary()),
                versions(code, standing.reached().unit(), t),
                pathYears(standing, t),
                group.may(Permission.TARGETS_EDIT));
    }

    private static List<TargetPages.PathYear> pathYears(TargetStanding s, Texts t) {
        var years = new ArrayList<TargetPages.PathYear>();
        BigDecimal baseline = s.baseline().value();
        var path = baseline == null
                ? null
                : new GlidePath(
                        s.target().baselineYear(),
                        baseline,
                        s.target().dueYear(),
                        s.target().value());
        String unit = s.reached().unit();
        for (int y = s.target().baselineYear(); y <= Math.max(s.target().dueYear(), s.year()); y++) {
            int of = y;
            var reached = s.years().stream()
                    .filter(v -> v.year() == of)
                    .findFirst()
                    .map(TargetStanding.YearValue::value)
                    .orElse(null);
            years.add(new TargetPages.PathYear(
                    y,
                    path == null ? "–" : value(path.at(y), unit, t),
                    reached == null ? "" : value(reached, unit, t)));
        }
        return years;
    }

    private TargetPages.Version version(Target v, String unit, Texts t) {
        String reason = jdbc.sql("select reason from targets.target where id = :id")
                .param("id", v.id())
                .query((rs, _) -> rs.getString(1))
                .single();
        return new TargetPages.Version(
                v.version(),
                t.of(v.sentence()),
                t.of(
                        "targets.promise",
                        t.of("targets.direction." + v.direction()),
                        value(v.value(), unit, t),
                        String.valueOf(v.dueYear()),
                        String.valueOf(v.baselineYear())),
                v.validFrom(),
                reason);
    }
}

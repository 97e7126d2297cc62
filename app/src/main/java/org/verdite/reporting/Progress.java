package org.verdite.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;
import org.verdite.targets.Target;
import org.verdite.targets.TargetStanding;
import org.verdite.targets.Targets;

/// "Targets and progress" of a year: computed from records, never typed.
@Component
public class Progress {

    /// The first year the page shows.
    public static final int FIRST_YEAR = 2020;

    /// The group's calendar: its days begin where it sits.
    static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

    private final Figures figures;
    private final Definitions definitions;
    private final Targets targets;
    private final Clock clock;

    Progress(Figures figures, Definitions definitions, Targets targets, Clock clock) {
        this.figures = figures;
        this.definitions = definitions;
        this.targets = targets;
        this.clock = clock;
    }

    /// The year as it is known at an instant, in each indicator's usual boundary.
    @Transactional(readOnly = true)
    public YearFigures of(int year, Instant known) {
        return of(year, known, null);
    }

    /// @param boundary counts these sites instead of each indicator's usual ones; null for the usual ones
    @Transactional(readOnly = true)
    public YearFigures of(int year, Instant known, @Nullable String boundary) {
        LocalDate on = lastDay(year);
        var asked = new Asked(year, on, known, boundary, new LinkedHashMap<>());
        var figuresOfYear = new LinkedHashMap<String, Figure>();
        for (String key : keys()) {
            figuresOfYear.put(key, figure(asked, key, year));
        }
        var standings = new ArrayList<TargetStanding>();
        for (Target target : targets.on(on, known)) {
            if (target.baselineYear() <= year) {
                standings.add(Targets.standing(target, year, y -> figure(asked, key(target, boundary), y)));
            }
        }
        var past = new TreeMap<Integer, Map<String, Figure>>();
        for (int y = FIRST_YEAR; y < year; y++) {
            past.put(
                    y,
                    Map.of(
                            YearFigures.INVESTMENT, figure(asked, YearFigures.INVESTMENT, y),
                            YearFigures.COVERAGE, figure(asked, YearFigures.COVERAGE, y)));
        }
        return new YearFigures(year, on, known, on, figuresOfYear, past, standings);
    }

    private static List<String> keys() {
        var keys = new ArrayList<>(List.of(
                YearFigures.INVESTMENT,
                YearFigures.CHANGE,
                YearFigures.COVERAGE,
                YearFigures.COVERAGE_ALL,
                "GRN-MINE",
                "GRN-FAC"));
        YearFigures.RECOGNITIONS.forEach(r -> keys.add("REC-" + r));
        return keys;
    }

    private String key(Target target, @Nullable String boundary) {
        if (boundary != null) {
            return target.indicator();
        }
        var usual = definitions
                .require(target.indicator(), target.validFrom(), clock.instant())
                .boundary();
        return usual.equals(target.boundary()) ? target.indicator() : target.indicator() + "@" + target.boundary();
    }

    /// The figures of one page; each is made once.
    private record Asked(
            int year, LocalDate on, Instant known, @Nullable String boundary, Map<String, Figure> made) {}

    private Figure figure(Asked asked, String key, int year) {
        var made = asked.made().get(key + year);
        if (made == null) {
            made = figures.figure(request(
                    key, year, year == asked.year() ? asked.on() : lastDay(year), asked.known(), asked.boundary()));
            asked.made().put(key + year, made);
        }
        return made;
    }

    /// The request behind a figure's key.
    public FigureRequest request(String key, int year, LocalDate on, Instant known, @Nullable String boundary) {
        int at = key.indexOf('@');
        String code = at < 0 ? key : key.substring(0, at);
        String counted = at >= 0
                ? key.substring(at + 1)
                : boundary != null && !code.startsWith("INV-") && !code.startsWith("REC-")
                        ? boundary
                        : definitions.require(code, on, clock.instant()).boundary();
        return new FigureRequest(code, year, on, known, counted, on, null);
    }

    /// The last day of a year, or today in the present one.
    public LocalDate lastDay(int year) {
        var end = LocalDate.of(year, 12, 31);
        var today = today();
        return end.isAfter(today) ? today : end;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), GROUP_ZONE);
    }

    /// The last instant of a day: what was entered on it is known.
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(GROUP_ZONE).toInstant().minusNanos(1000);
    }
}

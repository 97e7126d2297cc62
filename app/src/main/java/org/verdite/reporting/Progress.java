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
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;
import org.verdite.indicators.RollUp;
import org.verdite.targets.Target;
import org.verdite.targets.TargetStanding;
import org.verdite.targets.Targets;

/// "Targets and progress" of a year: computed from records, never typed.
@Component
public class Progress {

    /// The first year the page shows.
    public static final int FIRST_YEAR = 2020;

    /// The group's calendar: its days begin where it sits.
    public static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

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
        return of(year, known, null, RollUp.ALL);
    }

    /// @param boundary counts these sites instead of each indicator's usual ones; null for the usual ones
    /// @param rollUp of which unit, by which day's tree
    @Transactional(readOnly = true)
    public YearFigures of(int year, Instant known, @Nullable String boundary, RollUp rollUp) {
        LocalDate on = lastDay(year);
        var usual = new Usual(definitions.history(), known, boundary, rollUp);
        var promised = targets.on(on, known).stream()
                .filter(t -> t.baselineYear() <= year)
                .toList();
        var wanted = new LinkedHashMap<String, FigureRequest>();
        for (String key : keys()) {
            wanted.put(key + year, request(usual, key, year, on));
        }
        for (int y = FIRST_YEAR; y < year; y++) {
            for (String key : List.of(YearFigures.INVESTMENT, YearFigures.COVERAGE)) {
                wanted.put(key + y, request(usual, key, y, lastDay(y)));
            }
        }
        for (Target target : promised) {
            String key = key(usual, target);
            for (int y = target.baselineYear(); y <= year; y++) {
                wanted.putIfAbsent(key + y, request(usual, key, y, y == year ? on : lastDay(y)));
            }
        }
        var made = made(wanted);
        var figuresOfYear = new LinkedHashMap<String, Figure>();
        keys().forEach(key -> figuresOfYear.put(key, made.get(key + year)));
        var standings = new ArrayList<TargetStanding>();
        for (Target target : promised) {
            String key = key(usual, target);
            standings.add(Targets.standing(target, year, on, y -> made.get(key + y)));
        }
        return new YearFigures(year, on, known, rollUp.on(on), figuresOfYear, past(made, year), standings);
    }

    private Map<String, Figure> made(LinkedHashMap<String, FigureRequest> wanted) {
        var all = figures.figures(List.copyOf(wanted.values())).iterator();
        var made = new LinkedHashMap<String, Figure>();
        wanted.keySet().forEach(key -> made.put(key, all.next()));
        return made;
    }

    private static Map<Integer, Map<String, Figure>> past(Map<String, Figure> made, int year) {
        var past = new TreeMap<Integer, Map<String, Figure>>();
        for (int y = FIRST_YEAR; y < year; y++) {
            var ofYear = new LinkedHashMap<String, Figure>();
            for (String key : List.of(YearFigures.INVESTMENT, YearFigures.COVERAGE)) {
                ofYear.put(key, made.get(key + y));
            }
            past.put(y, ofYear);
        }
        return past;
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

    /// What all figures of a page have in common.
    private record Usual(
            List<Definition> history,
            Instant known,
            @Nullable String boundary,
            RollUp rollUp) {
        String boundary(String code, LocalDate on) {
            return boundary != null
                    ? boundary
                    : Definitions.inForce(history, code, on, known).boundary();
        }
    }

    private static String key(Usual usual, Target target) {
        return usual.boundary(target.indicator(), target.validFrom()).equals(target.boundary())
                        || usual.boundary() != null
                ? target.indicator()
                : target.indicator() + "@" + target.boundary();
    }

    /// The request behind a figure's key.
    @Transactional(readOnly = true)
    public FigureRequest request(
            String key, int year, LocalDate on, Instant known, @Nullable String boundary, RollUp rollUp) {
        return request(new Usual(definitions.history(), known, boundary, rollUp), key, year, on);
    }

    private static FigureRequest request(Usual usual, String key, int year, LocalDate on) {
        int at = key.indexOf('@');
        String code = at < 0 ? key : key.substring(0, at);
        String counted = at >= 0 ? key.substring(at + 1) : usual.boundary(code, on);
        return new FigureRequest(code, year, on, usual.known(), counted, on, null).rolledUp(usual.rollUp());
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

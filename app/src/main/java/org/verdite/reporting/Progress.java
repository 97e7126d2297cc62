package org.verdite.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
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
    public PeriodFigures of(int year, Instant known) {
        return of(year, known, null, RollUp.ALL);
    }

    /// A year, or one of its months: of a month there is what was measured in it.
    ///
    /// @param month 1 to 12; 0 for the whole year
    @Transactional(readOnly = true)
    public PeriodFigures of(int year, int month, Instant known, @Nullable String boundary, RollUp rollUp) {
        if (month == 0) {
            return of(year, known, boundary, rollUp);
        }
        LocalDate on = lastDay(year, month);
        var usual = new Usual(definitions.history(), known, boundary, rollUp);
        var wanted = new LinkedHashMap<String, FigureRequest>();
        for (String key : PeriodFigures.MONITORING) {
            wanted.put(key, request(usual, key, year, month, on));
        }
        return new PeriodFigures(year, month, on, known, rollUp.on(on), made(wanted), Map.of(), List.of());
    }

    /// @param boundary counts these sites instead of each indicator's usual ones; null for the usual ones
    /// @param rollUp of which unit, by which day's tree
    @Transactional(readOnly = true)
    public PeriodFigures of(int year, Instant known, @Nullable String boundary, RollUp rollUp) {
        LocalDate on = lastDay(year);
        var usual = new Usual(definitions.history(), known, boundary, rollUp);
        var promised = targets.on(on, known).stream()
                .filter(t -> t.baselineYear() <= year)
                .toList();
        var wanted = new LinkedHashMap<String, FigureRequest>();
        for (String key : keys()) {
            wanted.put(key + year, request(usual, key, year, 0, on));
        }
        for (int y = FIRST_YEAR; y < year; y++) {
            for (String key : List.of(PeriodFigures.INVESTMENT, PeriodFigures.COVERAGE)) {
                wanted.put(key + y, request(usual, key, y, 0, lastDay(y)));
            }
        }
        for (Target target : promised) {
            String key = key(usual, target);
            for (int y = target.baselineYear(); y <= year; y++) {
                wanted.putIfAbsent(key + y, request(usual, key, y, 0, y == year ? on : lastDay(y)));
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
        return new PeriodFigures(year, 0, on, known, rollUp.on(on), figuresOfYear, past(made, year), standings);
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
            for (String key : List.of(PeriodFigures.INVESTMENT, PeriodFigures.COVERAGE)) {
                ofYear.put(key, made.get(key + y));
            }
            past.put(y, ofYear);
        }
        return past;
    }

    private static List<String> keys() {
        var keys = new ArrayList<>(List.of(
                PeriodFigures.INVESTMENT,
                PeriodFigures.CHANGE,
                PeriodFigures.COVERAGE,
                PeriodFigures.COVERAGE_ALL,
                "GRN-MINE",
                "GRN-FAC"));
        PeriodFigures.RECOGNITIONS.forEach(r -> keys.add("REC-" + r));
        keys.addAll(PeriodFigures.MONITORING);
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
            String key, int year, int month, LocalDate on, Instant known, @Nullable String boundary, RollUp rollUp) {
        return request(new Usual(definitions.history(), known, boundary, rollUp), key, year, month, on);
    }

    private static FigureRequest request(Usual usual, String key, int year, int month, LocalDate on) {
        int at = key.indexOf('@');
        String code = at < 0 ? key : key.substring(0, at);
        String counted = at >= 0 ? key.substring(at + 1) : usual.boundary(code, on);
        return new FigureRequest(code, year, month, on, usual.known(), counted, on, null).rolledUp(usual.rollUp());
    }

    /// The last day of a year, or of its month where that is not 0.
    static LocalDate end(int year, int month) {
        return month == 0
                ? LocalDate.of(year, 12, 31)
                : YearMonth.of(year, month).atEndOfMonth();
    }

    /// 2026, or 2026-03.
    static String text(int year, int month) {
        return month == 0 ? String.valueOf(year) : YearMonth.of(year, month).toString();
    }

    /// The last day of a year, or today in the present one.
    public LocalDate lastDay(int year) {
        return lastDay(year, 0);
    }

    /// The same of its month, where that is not 0.
    public LocalDate lastDay(int year, int month) {
        var end = end(year, month);
        var today = today();
        return end.isAfter(today) ? today : end;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), GROUP_ZONE);
    }

    /// A moment by the group's clock, so that its date is the group's day.
    public static OffsetDateTime at(Instant moment) {
        return moment.atZone(GROUP_ZONE).toOffsetDateTime();
    }

    /// The last instant of a day: what was entered on it is known.
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(GROUP_ZONE).toInstant().minusNanos(1000);
    }
}

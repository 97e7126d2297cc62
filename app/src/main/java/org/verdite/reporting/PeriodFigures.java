package org.verdite.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.targets.TargetStanding;

/// Every figure of a year, or of one of its months, as computed or as published.
///
/// @param month 1 to 12; 0 for the whole year. Of a month there are the figures of monitoring, no past and no targets
/// @param on the day of standings: the period's last, or today
/// @param known records entered later are not in it
/// @param structureDate the tree of this day was used; past years, unless asked otherwise, used that of their own end
/// @param figures by key: the indicator's code, with `@BOUNDARY` where it is not the usual one
/// @param past the same of earlier years, as far as the page shows them
/// @param targets the promises that held, and how far they were
public record PeriodFigures(
        int year,
        int month,
        LocalDate on,
        Instant known,
        LocalDate structureDate,
        Map<String, Figure> figures,
        Map<Integer, Map<String, Figure>> past,
        List<TargetStanding> targets) {

    public static final String INVESTMENT = "INV-ENV";
    public static final String CHANGE = "INV-YOY";
    public static final String COVERAGE = "EMS-14001";
    public static final String COVERAGE_ALL = "EMS-14001@ALL_OWNED";

    public static final String WITHIN = "MON-WITHIN";
    public static final String EXCEEDED = "MON-EXCEEDED";

    /// The figures of a month.
    public static final List<String> MONITORING = List.of(WITHIN, EXCEEDED);

    public static final List<String> RECOGNITIONS = List.of(
            "NATIONAL_GREEN_MINE",
            "NATIONAL_GREEN_FACTORY",
            "NATIONAL_MINE_PARK",
            "PROVINCIAL_GREEN_MINE",
            "PROVINCIAL_GREEN_FACTORY");

    public @Nullable Figure figure(String key) {
        return figures.get(key);
    }

    public @Nullable Figure past(int of, String key) {
        return Optional.ofNullable(past.get(of)).map(m -> m.get(key)).orElse(null);
    }
}

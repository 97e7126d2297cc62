package org.verdite.targets;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;
import org.verdite.shared.UnitId;

/// What a goal is measured by, asked from the rooms that compute it.
@Component
class Measured {

    /// @param values reached by the end of each period; null where the room can't say
    /// @param gaps true when some input of the last one is missing
    record Series(List<@Nullable BigDecimal> values, boolean gaps) {}

    private final Figures figures;
    private final Definitions definitions;
    private final Clock clock;

    Measured(Figures figures, Definitions definitions, Clock clock) {
        this.figures = figures;
        this.definitions = definitions;
        this.clock = clock;
    }

    /// @param main the unit whose figures are wanted for every period
    /// @param others of these the last period alone, or what an amount is made of
    Map<UnitId, Series> of(Goal goal, UnitId main, List<UnitId> others, List<YearMonth> over) {
        boolean amount = goal.nature() == Nature.AMOUNT;
        var versions = definitions.history();
        var wanted = new ArrayList<FigureRequest>();
        over.forEach(m -> wanted.add(request(goal, main, m, versions)));
        var last = amount ? over : over.subList(over.size() - 1, over.size());
        others.forEach(u -> last.forEach(m -> wanted.add(request(goal, u, m, versions))));
        var made = figures.figures(wanted).iterator();
        var series = new HashMap<UnitId, Series>();
        series.put(main, series(over, over.size(), made, amount));
        others.forEach(u -> series.put(u, series(over, last.size(), made, amount)));
        return series;
    }

    private static Series series(List<YearMonth> over, int asked, Iterator<Figure> made, boolean amount) {
        var values = new ArrayList<@Nullable BigDecimal>();
        for (int p = asked; p < over.size(); p++) {
            values.add(null);
        }
        BigDecimal sum = BigDecimal.ZERO;
        boolean gaps = false;
        for (int p = 0; p < asked; p++) {
            var figure = made.next();
            gaps = !figure.complete();
            var value = figure.value();
            sum = sum == null || value == null ? null : sum.add(value);
            values.add(amount ? sum : value);
        }
        return new Series(values, gaps);
    }

    private FigureRequest request(Goal goal, UnitId unit, YearMonth month, List<Definition> versions) {
        var now = clock.instant();
        var end = month.atEndOfMonth();
        String boundary =
                Definitions.inForce(versions, goal.indicator(), end, now).boundary();
        int one = goal.nature() == Nature.AMOUNT ? month.getMonthValue() : 0;
        return new FigureRequest(goal.indicator(), month.getYear(), one, end, now, boundary, end, unit);
    }
}

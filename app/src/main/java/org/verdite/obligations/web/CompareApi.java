package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.Ranked;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Standards side by side, as JSON.
@RestController
class CompareApi {

    record SetJson(long id, String code, String edition, String table, String name, LocalDate asOf, boolean inForce) {}

    record ValueJson(
            long set,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String formula,
            String pointClass,
            String clause,
            boolean strictest) {}

    record LineJson(
            String parameter,
            String name,
            String fraction,
            String basis,
            String statistic,
            @Nullable Ranked ranked,
            String operator,
            String place,
            String unit,
            List<ValueJson> values) {}

    record Compared(LocalDate day, List<SetJson> sets, List<LineJson> lines) {}

    private final Comparisons comparisons;
    private final Frames frames;

    CompareApi(Comparisons comparisons, Frames frames) {
        this.comparisons = comparisons;
        this.frames = frames;
    }

    @GetMapping("/api/obligations/standards/compare")
    @Operation(
            summary = "Two to five standards side by side",
            description = "sets: ids joined by commas; day: whose limits, today when left out."
                    + " A line holds what can be compared, in one unit; the strictest is marked within it.")
    public Compared compared(
            @RequestParam String sets,
            @RequestParam(required = false) @Nullable String day,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var on = comparisons.day(day);
        var comparison = comparisons.of(Comparisons.few(sets), on);
        return new Compared(
                on,
                comparison.columns().stream()
                        .map(c -> new SetJson(
                                c.set().id(),
                                c.set().code(),
                                c.set().edition(),
                                c.set().table(),
                                t.of(c.set().name()),
                                c.asOf(),
                                c.inForce()))
                        .toList(),
                comparison.lines().stream().map(line -> json(line, t)).toList());
    }

    private static LineJson json(Comparison.Line line, Texts t) {
        var key = line.key();
        return new LineJson(
                key.parameter(),
                t.of(line.name()),
                key.fraction(),
                key.basis(),
                key.statistic(),
                Ranked.read(key.ranked()),
                key.operator(),
                key.place(),
                key.unit(),
                line.cells().stream()
                        .flatMap(cell -> cell.values().stream())
                        .map(v -> new ValueJson(
                                v.limit().setId(),
                                v.lower(),
                                v.upper(),
                                v.limit().window().formula(),
                                v.limit().pointClass(),
                                v.limit().clause(),
                                v.strictest()))
                        .toList());
    }
}

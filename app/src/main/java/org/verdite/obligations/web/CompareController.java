package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Standards side by side, as a page and as a file.
@Controller
class CompareController {

    /// @param more standards that can be added
    /// @param tooMany more were asked for than are shown
    record ComparePage(
            Filters filters, LocalDate day, Comparison comparison, Map<String, String> more, boolean tooMany) {

        /// The same comparison without one of its sets.
        String without(long set) {
            return comparison.columns().stream()
                    .map(c -> c.set().id())
                    .filter(id -> id != set)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }

        String sets() {
            return without(-1);
        }

        boolean enough() {
            return comparison.columns().size() > 1;
        }
    }

    private final Comparisons comparisons;
    private final SetQueries queries;
    private final Frames frames;

    CompareController(Comparisons comparisons, SetQueries queries, Frames frames) {
        this.comparisons = comparisons;
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/obligations/standards/compare")
    public ModelAndView compare(HttpServletRequest request) {
        var filters = Filters.of(request);
        String[] sent = request.getParameterValues("sets");
        var ids = Comparisons.ids(sent);
        if (sent != null && sent.length > 1) {
            return new ModelAndView("redirect:" + filters.with("sets", written(ids)));
        }
        var day = comparisons.day(request.getParameter("day"));
        var comparison = comparisons.of(ids.subList(0, Math.min(Comparisons.MOST, ids.size())), day);
        var more = new LinkedHashMap<>(queries.library());
        ids.forEach(id -> more.remove(String.valueOf(id)));
        return new ModelAndView(
                "obligations/web/compare",
                "page",
                new ComparePage(
                        filters,
                        day,
                        comparison,
                        comparison.columns().size() < Comparisons.MOST ? more : Map.of(),
                        ids.size() > Comparisons.MOST));
    }

    @GetMapping("/obligations/standards/compare/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var comparison = comparisons.of(
                Comparisons.few(request.getParameterValues("sets")), comparisons.day(request.getParameter("day")));
        var heads = new ArrayList<>(Sheet.heads(
                t, "obligations.col.", "code", "parameter", "fraction", "statistic", "operator", "where", "unit"));
        for (var column : comparison.columns()) {
            heads.add(column.set().label());
            heads.add(t.of("obligations.compare.clauseOf", column.set().label()));
        }
        heads.add(t.of("obligations.compare.strictest"));
        new Sheet("comparison", heads, comparison.lines().stream().map(line -> cells(line, comparison.columns(), t)))
                .write(format, response);
    }

    private static List<@Nullable Object> cells(Comparison.Line line, List<Comparison.Column> columns, Texts t) {
        var key = line.key();
        var cells = new ArrayList<@Nullable Object>(Arrays.asList(
                key.parameter(),
                t.of(line.name()),
                key.fraction().isEmpty() ? "" : t.of("obligations.fraction." + key.fraction()),
                key.statistic(t),
                t.of("obligations.operator." + key.operator()),
                place(key.place(), t),
                key.unit()));
        for (var cell : line.cells()) {
            cells.add(cell.values().stream().map(v -> plain(v, t)).collect(Collectors.joining("; ")));
            cells.add(cell.values().stream()
                    .map(v -> v.limit().clause())
                    .distinct()
                    .collect(Collectors.joining("; ")));
        }
        cells.add(IntStream.range(0, columns.size())
                .filter(i -> line.cells().get(i).values().stream().anyMatch(Comparison.Value::strictest))
                .mapToObj(i -> columns.get(i).set().label())
                .collect(Collectors.joining("; ")));
        return cells;
    }

    private static String plain(Comparison.Value value, Texts t) {
        if (value.byFormula()) {
            return t.of("obligations.limit.byFormula");
        }
        return java.util.stream.Stream.of(value.lower(), value.upper())
                .filter(java.util.Objects::nonNull)
                .map(BigDecimal::toPlainString)
                .collect(Collectors.joining("–"));
    }

    /// In words: where the limits of a line hold.
    static String place(String place, Texts t) {
        return place.isEmpty() ? "" : t.of("obligations.place." + place);
    }

    private static String written(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

package org.verdite.reporting.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.indicators.Phrase;
import org.verdite.indicators.RollUps;
import org.verdite.shared.LocalText;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Sheet;

/// "Targets and progress", and how each of its figures was made.
@Controller
class ProgressController {

    private final Frames frames;
    private final YearQueries years;
    private final Explanations explanations;
    private final RollUps rollUps;

    ProgressController(Frames frames, YearQueries years, Explanations explanations, RollUps rollUps) {
        this.frames = frames;
        this.years = years;
        this.explanations = explanations;
        this.rollUps = rollUps;
    }

    @GetMapping("/reporting/progress")
    public ModelAndView progress(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = rollUps.across(() -> {
            int of = year == null ? years.usualYear() : year;
            var shown = years.shown(Asked.of(of, view, known, boundary).within(request, rollUps));
            return new ProgressPages(shown, new Basis(shown, years, t), t)
                    .page(years.newestYear(), shown.asked().whole() && years.mayPublish());
        });
        return new ModelAndView("reporting/web/progress", "page", page);
    }

    /// What was measured in a month and held against limits: the last one that is over, unless the address names one.
    @GetMapping("/reporting/months")
    public ModelAndView month(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = rollUps.across(() -> {
            var last = YearMonth.from(years.today()).minusMonths(1);
            var asked = Asked.of(year == null ? last.getYear() : year, view, known, boundary)
                    .inMonth(request)
                    .within(request, rollUps);
            var month = asked.month() != 0
                    ? asked
                    : asked.inMonth(asked.year() == last.getYear() ? last.getMonthValue() : 12);
            var shown = years.shown(month);
            return new MonthPages(shown, new Basis(shown, years, t), t)
                    .page(years.today(), shown.asked().whole() && years.mayPublish());
        });
        return new ModelAndView("reporting/web/month", "page", page);
    }

    /// A drawer for scripts, a page without.
    @GetMapping("/reporting/explain/{key}")
    public ModelAndView explain(
            @PathVariable String key,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            HttpServletRequest request) {
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        var explanation = rollUps.across(() -> explanations.of(asked, key, frames.texts(request)));
        return new ModelAndView(fragment ? "ui/explanation" : "ui/explanationPage", "explanation", explanation);
    }

    static String unit(HttpServletRequest request) {
        String unit = request.getParameter("unit");
        return unit != null && unit.matches("\\d{1,9}") ? "&unit=" + unit : "";
    }

    @GetMapping("/reporting/explain/{key}/records")
    public void records(
            @PathVariable String key,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        var records = rollUps.across(() -> years.records(asked, key));
        new Sheet(
                        key.replace('@', '-') + "-" + asked.fileName(),
                        records.heads().stream().map(h -> t.of(h)).toList(),
                        records.rows().stream().map(row -> said(row, t)))
                .write(format, response);
    }

    static List<@Nullable Object> said(List<@Nullable Object> row, Texts t) {
        var said = new ArrayList<@Nullable Object>();
        for (Object cell : row) {
            said.add(
                    switch (cell) {
                        case LocalText text -> t.of(text);
                        case Phrase phrase -> phrase.in(t);
                        case Enum<?> word -> word.name();
                        case null, default -> cell;
                    });
        }
        return said;
    }

    @GetMapping("/reporting/progress/export")
    public void export(
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        var shown = rollUps.across(() -> years.shown(asked));
        var rows = shown.figures().figures().entrySet().stream()
                .map(e -> Arrays.<@Nullable Object>asList(
                        asked.fileName(),
                        e.getKey(),
                        t.of("reporting.figure." + e.getKey().replace('@', '.')),
                        e.getValue().rounded(e.getValue().unit().equals("%") ? 1 : 0),
                        e.getValue().unit(),
                        e.getValue().numerator(),
                        e.getValue().denominator(),
                        t.of("reporting.view." + shown.view()),
                        e.getValue().gaps().size()));
        new Sheet(
                        "verdite-progress-" + asked.fileName(),
                        List.of("year", "code", "name", "value", "unit", "numerator", "denominator", "state", "gaps")
                                .stream()
                                .map(h -> t.of("reporting.head." + h))
                                .toList(),
                        rows)
                .write(format, response);
    }
}

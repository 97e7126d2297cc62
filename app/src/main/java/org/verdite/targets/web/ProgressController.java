package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Light;
import org.verdite.targets.Reading;
import org.verdite.targets.Readings;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.targets.UnitProgress;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// How far a goal or a share is, the values that are told of it, and how shares stand site by site.
@Controller
class ProgressController {

    private final ProgressReading reading;
    private final UnitProgress units;
    private final GoalQueries queries;
    private final Goals goals;
    private final Shares shares;
    private final Readings readings;
    private final Frames frames;

    ProgressController(
            ProgressReading reading,
            UnitProgress units,
            GoalQueries queries,
            Goals goals,
            Shares shares,
            Readings readings,
            Frames frames) {
        this.reading = reading;
        this.units = units;
        this.queries = queries;
        this.goals = goals;
        this.shares = shares;
        this.readings = readings;
        this.frames = frames;
    }

    /// The page, or as a fragment what the pages of a goal and a share show of it: they don't wait for a
    /// large tree.
    @GetMapping("/targets/goals/{id}/progress")
    public ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long share,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "0") long correct,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean script,
            @RequestHeader(name = "HX-Boosted", defaultValue = "false") boolean boosted,
            HttpServletRequest request) {
        var page = reading.page(id, share, year, correct, after, Form.empty(), false, frames.texts(request));
        return new ModelAndView(
                script && !boosted ? "targets/web/progressCard" : "targets/web/progressOf", "page", page);
    }

    @PostMapping("/targets/goals/{id}/readings")
    public ModelAndView tellGoal(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return tell(goals.get(new GoalId(id)), null, params, files, request, redirect);
    }

    @PostMapping("/targets/shares/{id}/readings")
    public ModelAndView tellShare(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var share = shares.get(new ShareId(id));
        return tell(goals.get(share.goal()), share, params, files, request, redirect);
    }

    private ModelAndView tell(
            Goal goal,
            @Nullable Share share,
            Map<String, String> params,
            @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        long replaces = number(params.get("replaces"));
        return Steps.take(
                params,
                redirect,
                ProgressPages.path(goal, share),
                replaces == 0 ? "targets.done.told" : "targets.done.corrected",
                form -> {
                    var proofs = proofs(files);
                    var told = told(form, goal, !proofs.isEmpty());
                    String correction = form.optionalText("correction", 1000);
                    form.check();
                    readings.tell(goal.id(), share == null ? null : share.id(), told, replaces, correction, proofs);
                },
                (form, changed) -> new ModelAndView(
                        "targets/web/progressOf",
                        "page",
                        reading.page(
                                goal.id().value(),
                                share == null ? 0 : share.id().value(),
                                0,
                                replaces,
                                0,
                                form,
                                changed,
                                frames.texts(request))));
    }

    private static List<Reading.Proof> proofs(@Nullable List<MultipartFile> files) {
        var proofs = new ArrayList<Reading.Proof>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            if (!name.isEmpty()) {
                try {
                    proofs.add(new Reading.Proof(name, file.getInputStream()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return proofs;
    }

    private static Reading.Told told(Form form, Goal goal, boolean proven) {
        var month = YearMonth.of(goal.dueYear(), 12);
        try {
            month = YearMonth.parse(form.typed("month"));
        } catch (DateTimeException e) {
            form.problem("month", form.has("month") ? "ui.form.choice" : "ui.form.required");
        }
        boolean numeric = goal.method().numeric();
        return new Reading.Told(
                month,
                numeric ? form.number("value") : null,
                numeric ? null : form.text("kept", 5).equals("true"),
                form.optionalText("note", 1000),
                proven ? form.optionalText("evidence", 500) : form.text("evidence", 500));
    }

    private static long number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,18}") ? Long.parseLong(typed) : 0;
    }

    @PostMapping("/targets/readings/{id}/confirm")
    public ModelAndView confirm(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var told = readings.get(id);
        var of = told.share();
        var share = of == null ? null : shares.get(of);
        var goal = goals.get(told.goal());
        return Steps.take(
                params,
                redirect,
                ProgressPages.path(goal, share),
                "targets.done.confirmed",
                form -> readings.confirm(id, form.version()),
                (form, changed) -> new ModelAndView(
                        "targets/web/progressOf",
                        "page",
                        reading.page(
                                goal.id().value(),
                                of == null ? 0 : of.value(),
                                0,
                                0,
                                0,
                                form,
                                changed,
                                frames.texts(request))));
    }

    @GetMapping("/targets/progress")
    public ModelAndView units(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var today = queries.today(t);
        int year = filters.year(today::getYear);
        return new ModelAndView(
                "targets/web/progressUnits",
                "page",
                new ProgressPages.Units(
                        filters, year, GoalsController.years(today), units.of(year, today, t.language())));
    }

    @GetMapping("/targets/progress/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var today = queries.today(t);
        int year = Filters.of(request).year(today::getYear);
        new Sheet(
                        "progress-" + year,
                        Sheet.heads(t, "targets.light.", "part", "RED", "AMBER", "UNKNOWN", "GREEN", "NOT_YET"),
                        units.of(year, today, t.language()).parts().stream()
                                .map(p -> Sheet.row(
                                        p.name(),
                                        p.of(Light.RED),
                                        p.of(Light.AMBER),
                                        p.of(Light.UNKNOWN),
                                        p.of(Light.GREEN),
                                        p.of(Light.NOT_YET))))
                .write(format, response);
    }
}

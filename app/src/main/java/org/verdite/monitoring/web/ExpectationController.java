package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.alarm.Expectations;
import org.verdite.monitoring.alarm.Expectations.Expected;
import org.verdite.monitoring.alarm.Rhythm;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// When a series is expected to bring data.
@Controller
class ExpectationController {

    static final String NONE = "NONE";

    /// @param ask null for whoever may not change it
    record ExpectationPage(
            SeriesHead series,
            List<Expected> all,
            LocalDate today,
            @Nullable Ask ask) {

        static String words(Expected e, Texts t) {
            return e.rhythm().interval()
                    ? t.of("monitoring.expect.every." + e.rhythm())
                    : t.of("monitoring.expect.per." + e.rhythm(), e.times());
        }
    }

    private final SeriesQueries queries;
    private final PointQueries points;
    private final Expectations expectations;
    private final Access access;
    private final Frames frames;

    ExpectationController(
            SeriesQueries queries, PointQueries points, Expectations expectations, Access access, Frames frames) {
        this.queries = queries;
        this.points = points;
        this.expectations = expectations;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring/series/{id}/expectation")
    public ModelAndView form(@PathVariable int id, HttpServletRequest request) {
        var head = queries.require(id);
        var today = points.today(head.zone());
        var now = expectations.on(id, today).orElse(null);
        var form = Form.empty()
                .with("rhythm", now == null ? "MONTH" : now.rhythm())
                .with("times", now == null ? 1 : now.times())
                .with("grace", now == null ? 72 : now.graceHours())
                .with("from", today);
        return page(head, form, frames.texts(request));
    }

    @PostMapping("/monitoring/series/{id}/expectation")
    public ModelAndView expect(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var head = queries.require(id);
        access.require(Permission.MONITORING_EDIT, new UnitId(head.unitId()));
        var form = Form.of(params);
        try {
            var from = form.date("from");
            if (form.typed("rhythm").equals(NONE)) {
                form.check();
                expectations.end(id, from);
            } else {
                var rhythm = form.choice("rhythm", Rhythm.class);
                int times = form.integer("times", 1, 1000);
                int grace = form.integer("grace", 0, 8784);
                form.check();
                expectations.expect(id, rhythm, times, grace, from);
            }
        } catch (Invalid e) {
            var again = page(head, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.expect.saved");
        return new ModelAndView("redirect:/monitoring/series/" + id + "/expectation");
    }

    private ModelAndView page(SeriesHead head, Form form, Texts t) {
        String path = "/monitoring/series/" + head.id();
        Map<String, String> rhythms = new LinkedHashMap<>();
        for (Rhythm rhythm : Rhythm.values()) {
            rhythms.put(rhythm.name(), t.of("monitoring.rhythm." + rhythm));
        }
        rhythms.put(NONE, t.of("monitoring.rhythm.NONE"));
        var ask = access.may(Permission.MONITORING_EDIT, new UnitId(head.unitId()))
                ? Ask.of(form, path + "/expectation", path)
                        .choice("rhythm", t.of("monitoring.expect.rhythm"), "", false, rhythms)
                        .field("times", t.of("monitoring.expect.times"), "text", t.of("monitoring.expect.timesHint"))
                        .field("grace", t.of("monitoring.expect.grace"), "text", t.of("monitoring.expect.graceHint"))
                        .field("from", t.of("monitoring.expect.from"), "date")
                        .button("expect", t.of("monitoring.expect.save"), true)
                : null;
        return new ModelAndView(
                "monitoring/web/expectation",
                "page",
                new ExpectationPage(head, expectations.of(head.id()), points.today(head.zone()), ask));
    }
}

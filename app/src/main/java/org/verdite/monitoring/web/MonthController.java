package org.verdite.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.MonthReviews.State;
import org.verdite.monitoring.web.MonthQueries.Month;
import org.verdite.monitoring.web.MonthQueries.Site;
import org.verdite.monitoring.web.MonthQueries.Step;
import org.verdite.monitoring.web.MonthQueries.Waiting;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// A site's months from entered to locked, and what waits for locked ones.
@Controller
class MonthController {

    private static final String BASE = "/monitoring/months";

    /// @param last the newest month shown
    /// @param next a later year of months; null for the newest
    record MonthsPage(
            @Nullable Site site,
            Map<Integer, Site> sites,
            List<Month> months,
            YearMonth last,
            @Nullable YearMonth next,
            Filters filters) {}

    /// @param mayCheck and so on: the steps that can be taken now by who reads
    record MonthPage(
            Site site,
            Month month,
            List<Step> steps,
            List<Waiting> waiting,
            boolean mayCheck,
            boolean mayApprove,
            boolean mayLock,
            boolean mayUnlock,
            boolean mayReturn,
            Form form,
            @Nullable String refused) {}

    record Listed(int site, List<Month> items) {}

    record Shown(int site, Month month, List<Step> steps, List<Waiting> waiting) {}

    /// @param step CHECK, APPROVE, LOCK, UNLOCK or RETURN
    record Taken(@Nullable String step, @Nullable String reason) {}

    private final MonthQueries queries;
    private final MonthReviews reviews;
    private final Access access;
    private final Frames frames;

    MonthController(MonthQueries queries, MonthReviews reviews, Access access, Frames frames) {
        this.queries = queries;
        this.reviews = reviews;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(BASE)
    public ModelAndView months(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(required = false) @Nullable String until,
            HttpServletRequest request) {
        var sites = queries.sites();
        var shown = site != null
                ? queries.require(site)
                : sites.values().stream().findFirst().orElse(null);
        var now = shown == null ? YearMonth.of(2000, 1) : queries.thisMonth(shown);
        var last = until == null ? now : month(until);
        return new ModelAndView(
                "monitoring/web/months",
                "page",
                new MonthsPage(
                        shown,
                        sites,
                        shown == null ? List.of() : queries.months(shown, last, frames.texts(request)),
                        last,
                        last.isBefore(now) ? last.plusMonths(12) : null,
                        Filters.of(request)));
    }

    @GetMapping(BASE + "/{site}/export")
    public void export(
            @PathVariable int site,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var of = queries.require(site);
        new Sheet(
                        "months-" + of.code(),
                        List.of(
                                t.of("monitoring.review.month"),
                                t.of("monitoring.review.state"),
                                t.of("monitoring.review.results"),
                                t.of("monitoring.verdict.3"),
                                t.of("monitoring.verdict.4"),
                                t.of("monitoring.review.flagged"),
                                t.of("monitoring.review.waiting"),
                                t.of("monitoring.review.lastStep")),
                        queries.months(of, until == null ? queries.thisMonth(of) : month(until), t).stream()
                                .map(m -> Arrays.<@Nullable Object>asList(
                                        m.month().toString(),
                                        t.of("monitoring.review.state." + m.state()),
                                        m.results(),
                                        m.exceeded(),
                                        m.notJudged(),
                                        m.flagged(),
                                        m.waiting(),
                                        m.by())))
                .write(format, response);
    }

    @GetMapping(BASE + "/{site}/{month}")
    public ModelAndView month(@PathVariable int site, @PathVariable String month, HttpServletRequest request) {
        return page(site, month(month), Form.empty(), null, frames.texts(request));
    }

    private ModelAndView page(int id, YearMonth month, Form form, @Nullable String refused, Texts t) {
        var site = queries.require(id);
        var of = queries.months(site, month, t).getFirst();
        var unit = new UnitId(site.unit());
        boolean edits = access.may(Permission.MONITORING_EDIT, unit);
        return new ModelAndView(
                "monitoring/web/month",
                "page",
                new MonthPage(
                        site,
                        of,
                        queries.steps(id, month, t),
                        queries.waiting(id, month),
                        of.state() == State.ENTERED && access.may(Permission.MONITORING_IMPORT, unit),
                        of.state() == State.CHECKED && edits,
                        of.state() == State.APPROVED && edits,
                        of.state() == State.LOCKED && edits,
                        (of.state() == State.CHECKED || of.state() == State.APPROVED) && edits,
                        form,
                        refused));
    }

    @PostMapping(BASE + "/{site}/{month}")
    public ModelAndView step(
            @PathVariable int site,
            @PathVariable String month,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var of = month(month);
        try {
            take(site, of, params.getOrDefault("step", ""), params.getOrDefault("reason", ""));
        } catch (Invalid e) {
            var again = page(site, of, form.refused(e), null, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Refused e) {
            Texts t = frames.texts(request);
            var again = page(site, of, form, t.of(e.key(), e.args()), t);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "monitoring.review.done." + params.getOrDefault("step", ""));
        return new ModelAndView("redirect:" + BASE + "/" + site + "/" + of);
    }

    private void take(int id, YearMonth month, String step, String reason) {
        var site = new SiteId(queries.require(id).id());
        switch (step) {
            case "CHECK" -> reviews.check(site, month);
            case "APPROVE" -> reviews.approve(site, month);
            case "LOCK" -> reviews.lock(site, month);
            case "UNLOCK" -> reviews.unlock(site, month, reason);
            case "RETURN" -> reviews.sendBack(site, month, reason);
            default -> throw new Invalid("step", "ui.form.choice", step);
        }
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException _) {
            throw new NotHere("month " + text);
        }
    }

    @GetMapping(path = "/api/monitoring/months", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Twelve months of a site's results with the state of their review, newest first",
            description = "until: the newest month, as 2026-03; without it this month.")
    public Listed list(
            @RequestParam int site,
            @RequestParam(required = false) @Nullable String until,
            HttpServletRequest request) {
        var of = queries.require(site);
        var last = until == null ? queries.thisMonth(of) : month(until);
        return new Listed(site, queries.months(of, last, frames.texts(request)));
    }

    @GetMapping(path = "/api/monitoring/months/{site}/{month}", produces = "application/json")
    @ResponseBody
    @Operation(summary = "A month of a site: its review's steps, and what waits for it while it is locked")
    public Shown show(@PathVariable int site, @PathVariable String month, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var of = queries.require(site);
        var when = month(month);
        return new Shown(
                site,
                queries.months(of, when, t).getFirst(),
                queries.steps(site, when, t),
                queries.waiting(site, when));
    }

    @PostMapping(path = "/api/monitoring/months/{site}/{month}/steps", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Take a step of a month's review",
            description =
                    "step: CHECK, APPROVE (not by who checked), LOCK, UNLOCK or RETURN; the last two need a reason. Unlocking"
                            + " takes in what waited, as a job.")
    public Shown take(
            @PathVariable int site, @PathVariable String month, @RequestBody Taken body, HttpServletRequest request) {
        take(site, month(month), body.step() == null ? "" : body.step(), body.reason() == null ? "" : body.reason());
        return show(site, month, request);
    }
}

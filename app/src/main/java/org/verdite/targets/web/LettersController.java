package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.targets.Holder;
import org.verdite.targets.Letters;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;
import org.verdite.ui.print.Printed;

/// Responsibility letters: the list, one letter, its signature, and the letter as Word or PDF in either language.
@Controller
class LettersController {

    record Listed(
            Filters filters,
            Page<LetterQueries.Row> list,
            Map<String, String> kinds,
            Map<String, String> years,
            boolean mayIssue,
            int year,
            int missing) {

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }
    }

    /// @param heldBy who holds the post today, and is asked to sign; empty for a contractor
    /// @param zone by whose clock a letter tells its times, wherever it is read
    record One(
            Letters.Letter letter,
            String who,
            String where,
            String heldBy,
            ZoneId zone,
            List<Letters.Line> lines,
            boolean current,
            boolean maySign,
            boolean mayIssue,
            boolean changed) {}

    private final LetterQueries queries;
    private final GoalQueries goals;
    private final LetterPaper paper;
    private final Letters letters;
    private final Access access;
    private final Days days;
    private final Frames frames;

    LettersController(
            LetterQueries queries,
            GoalQueries goals,
            LetterPaper paper,
            Letters letters,
            Access access,
            Days days,
            Frames frames) {
        this.queries = queries;
        this.goals = goals;
        this.paper = paper;
        this.letters = letters;
        this.access = access;
        this.days = days;
        this.frames = frames;
    }

    @GetMapping("/targets/letters")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var today = goals.today(t);
        int year = goals.year(filters, t);
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : List.of(Holder.Kind.POST, Holder.Kind.CONTRACTOR)) {
            kinds.put(kind.name(), t.of("targets.holder." + kind));
        }
        boolean mayIssue = access.mayAnywhere(Permission.TARGETS_SHARE);
        return new ModelAndView(
                "targets/web/letters",
                "page",
                new Listed(
                        filters,
                        queries.list(filters, t),
                        kinds,
                        GoalsController.years(today),
                        mayIssue,
                        year,
                        mayIssue ? letters.due(year).size() : 0));
    }

    @GetMapping("/targets/letters/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "letters",
                        Sheet.heads(
                                t,
                                "targets.letter.col.",
                                "number",
                                "year",
                                "kind",
                                "who",
                                "where",
                                "shares",
                                "issued",
                                "signed"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        r.year(),
                                        t.of("targets.holder." + r.kind()),
                                        r.who(),
                                        r.where(),
                                        r.shares(),
                                        r.issuedAt(),
                                        r.signedAt())))
                .write(format, response);
    }

    /// Makes all that are missing or no longer true.
    @PostMapping("/targets/letters")
    public ModelAndView issue(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        if (!access.mayAnywhere(Permission.TARGETS_SHARE)) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        return Steps.take(
                params,
                redirect,
                "/targets/letters",
                "targets.done.issued",
                form -> {
                    int year = form.integer("year", 1990, 2200);
                    form.check();
                    letters.issueMissing(year);
                },
                (form, changed) -> list(request));
    }

    @GetMapping("/targets/letters/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(id, false, request);
    }

    private ModelAndView page(long id, boolean changed, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var letter = letters.get(id);
        var named = queries.named(letter, t);
        return new ModelAndView(
                "targets/web/letter",
                "page",
                new One(
                        letter,
                        named.who(),
                        named.where(),
                        letters.people(letter, days.today(), t.language()),
                        days.zone(),
                        letters.lines(id),
                        letter.supersededAt() != null || letters.current(letter),
                        letters.maySign(letter),
                        access.may(Permission.TARGETS_SHARE, letter.holder().unit()),
                        changed));
    }

    @PostMapping("/targets/letters/{id}/sign")
    public ModelAndView sign(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        letters.get(id);
        return Steps.take(
                params,
                redirect,
                "/targets/letters/" + id,
                "targets.done.letterSigned",
                form -> letters.sign(id, form.typed("fingerprint")),
                (_, changed) -> page(id, changed, request));
    }

    /// Another in its place, as its shares changed.
    @PostMapping("/targets/letters/{id}/renew")
    public ModelAndView renew(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var letter = letters.get(id);
        var made = new long[] {id};
        var answer = Steps.take(
                params,
                redirect,
                "/targets/letters/" + id,
                "targets.done.renewed",
                _ -> made[0] = letters.issue(letter.holder(), letter.year()),
                (_, changed) -> page(id, changed, request));
        if (made[0] != id
                && Objects.requireNonNullElse(answer.getViewName(), "").startsWith("redirect:")) {
            answer.setViewName("redirect:/targets/letters/" + made[0]);
        }
        return answer;
    }

    @GetMapping("/targets/letters/{id}/report")
    public void report(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var letter = letters.get(id);
        Printed.answer(request, response, frames, letter.number(), t -> paper.paper(id, t));
    }
}

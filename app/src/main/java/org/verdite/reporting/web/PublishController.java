package org.verdite.reporting.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.reporting.Editions;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Publishing a year: the sentence that is confirmed holds its figures.
@Controller
class PublishController {

    /// @param sentence what is being confirmed
    /// @param gaps what is missing from the figures, said before they are locked
    /// @param version the version that would be made
    record PublishPage(
            int year,
            int month,
            String period,
            String back,
            int version,
            String sentence,
            List<ProgressPage.Missing> gaps,
            List<ProgressPage.Restatement> changes,
            Form form) {}

    private final Frames frames;
    private final YearQueries years;
    private final Editions editions;
    private final PublishedSentence sentences;

    PublishController(Frames frames, YearQueries years, Editions editions, PublishedSentence sentences) {
        this.frames = frames;
        this.years = years;
        this.editions = editions;
        this.sentences = sentences;
    }

    @GetMapping("/reporting/publish")
    public ModelAndView form(@RequestParam int year, HttpServletRequest request) {
        if (!years.mayPublish()) {
            throw new NotPermitted("PUBLISH");
        }
        int month = Asked.of(year, "", null, "").inMonth(request).month();
        return page(year, month, Form.empty(), frames.texts(request));
    }

    private ModelAndView page(int year, int month, Form form, Texts t) {
        var shown = years.shown(Asked.of(year, "current", null, "").inMonth(month));
        var latest = shown.latest();
        var gaps = new ArrayList<ProgressPage.Missing>();
        shown.current().figures().values().stream()
                .flatMap(f -> f.gaps().stream())
                .distinct()
                .forEach(g -> gaps.add(new ProgressPage.Missing(g.what().in(t), g.path())));
        return new ModelAndView(
                "reporting/web/publish",
                "page",
                new PublishPage(
                        year,
                        month,
                        shown.asked().period(t),
                        Asked.of(year, "", null, "").inMonth(month).page(),
                        latest == null ? 1 : latest.version() + 1,
                        sentences.of(shown, t),
                        gaps,
                        new RestatementLines(shown, t)
                                .lines().stream().filter(l -> !l.final_()).toList(),
                        form));
    }

    @PostMapping("/reporting/publish")
    public ModelAndView publish(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var form = Form.of(params);
        int year = form.integer("year", 1990, 2200);
        int month = form.typed("month").isEmpty() ? 0 : form.integer("month", 0, 12);
        form.check();
        try {
            String reason = form.optionalText("reason", 1000);
            if (!form.ticked("confirmed")) {
                form.problem("confirmed", "reporting.invalid.confirmed");
            }
            form.check();
            if (!years.mayPublish()) {
                throw new NotPermitted("PUBLISH");
            }
            String sentence = sentences.confirmed(year, month, form.typed("sentence"), t);
            var edition = editions.publish(year, month, sentence, reason);
            var asked = Asked.of(year, "", null, "").inMonth(month);
            Flash.done(redirect, asked.key("reporting.done.published"), asked.period(t), edition.version());
            return new ModelAndView("redirect:" + asked.page());
        } catch (Invalid e) {
            var again = page(year, month, form.ok() ? form.refused(e) : form, t);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}

package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Scorecards;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;
import org.verdite.ui.print.Printed;

/// Scorecards of a year: the list, one card, and the card as Word or PDF in either language.
@Controller
class ScorecardController {

    record Listed(
            Filters filters,
            Page<ScorecardQueries.Row> list,
            Map<String, String> kinds,
            Map<String, String> years,
            int year) {}

    record One(Share share, String who, String where, Scorecards.Card card) {}

    private final ScorecardQueries queries;
    private final ScorecardPaper paper;
    private final Scorecards cards;
    private final Shares shares;
    private final ShareQueries shareQueries;
    private final GoalQueries goalQueries;
    private final Goals goals;
    private final Frames frames;

    ScorecardController(
            ScorecardQueries queries,
            ScorecardPaper paper,
            Scorecards cards,
            Shares shares,
            ShareQueries shareQueries,
            GoalQueries goalQueries,
            Goals goals,
            Frames frames) {
        this.queries = queries;
        this.paper = paper;
        this.cards = cards;
        this.shares = shares;
        this.shareQueries = shareQueries;
        this.goalQueries = goalQueries;
        this.goals = goals;
        this.frames = frames;
    }

    @GetMapping("/targets/scorecards")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "targets/web/scorecards",
                "page",
                new Listed(
                        filters,
                        queries.list(filters, t),
                        GoalForms.words(Stream.of(Holder.Kind.values()), "targets.holder.", t),
                        GoalsController.years(goalQueries.today(t)),
                        queries.year(filters, t)));
    }

    @GetMapping("/targets/scorecards/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        new Sheet(
                        "scorecards-" + queries.year(filters, t),
                        Sheet.heads(t, "targets.score.col.", "who", "kind", "where", "shares", "evaluated", "sum"),
                        Page.all(filters, f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.who(),
                                        t.of("targets.holder." + r.kind()),
                                        r.where(),
                                        r.shares(),
                                        r.evaluated(),
                                        r.sum())))
                .write(format, response);
    }

    /// Of who carries a share, for the year in which it is due.
    @GetMapping("/targets/shares/{id}/scorecard")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var share = shares.get(new ShareId(id));
        var named = shareQueries.named(share, t);
        return new ModelAndView(
                "targets/web/scorecard",
                "page",
                new One(share, named.who(), named.where(), cards.of(share.id(), t.language())));
    }

    @GetMapping("/targets/shares/{id}/scorecard/report")
    public void report(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var share = shares.get(new ShareId(id));
        String name = "scorecard-" + goals.get(share.goal()).dueYear() + "-" + share.id();
        Printed.answer(request, response, frames, name, t -> paper.paper(share.id(), t));
    }
}

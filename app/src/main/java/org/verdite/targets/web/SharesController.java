package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.targets.Holder;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Shares as a list: what is proposed, what is offered, what somebody carries.
@Controller
class SharesController {

    private final ShareQueries queries;
    private final GoalQueries goals;
    private final Frames frames;

    SharesController(ShareQueries queries, GoalQueries goals, Frames frames) {
        this.queries = queries;
        this.goals = goals;
        this.frames = frames;
    }

    @GetMapping("/targets/shares")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "targets/web/shares",
                "page",
                new GoalPages.Shared(
                        filters,
                        queries.list(filters, t),
                        GoalForms.words(Stream.of(Holder.Kind.values()), "targets.holder.", t),
                        GoalsController.years(goals.today(t))));
    }

    @GetMapping("/targets/shares/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "shares",
                        Sheet.heads(
                                t,
                                "targets.share.col.",
                                "goal",
                                "sentence",
                                "year",
                                "kind",
                                "who",
                                "where",
                                "value",
                                "measure",
                                "offer",
                                "state"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        r.sentence(),
                                        r.dueYear(),
                                        t.of("targets.holder." + r.kind()),
                                        r.who(),
                                        r.where(),
                                        r.value(),
                                        r.measure(),
                                        r.counter(),
                                        t.of("targets.shareState." + r.state()))))
                .write(format, response);
    }
}

package org.verdite.actions.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.actions.ActionState;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The register of actions as a list.
@Controller
class ActionsController {

    private final ActionQueries queries;
    private final Frames frames;

    ActionsController(ActionQueries queries, Frames frames) {
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/actions")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        Map<String, String> states = new LinkedHashMap<>();
        for (ActionState state : ActionState.values()) {
            states.put(state.name(), t.of("actions.state." + state));
        }
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String kind : List.of("CORRECTIVE", "PREVENTIVE", "OTHER")) {
            kinds.put(kind, t.of("actions.kind." + kind));
        }
        return new ModelAndView(
                "actions/web/list",
                "page",
                new ActionsPage(filters, queries.list(filters, t), states, kinds, queries.owners(t), queries.today(t)));
    }

    @GetMapping("/actions/export")
    void export(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(
                t.of("actions.list.action"),
                t.of("actions.action.kind"),
                t.of("actions.list.origin"),
                t.of("actions.list.where"),
                t.of("actions.list.owner"),
                t.of("actions.list.due"),
                t.of("actions.list.cost"),
                t.of("actions.list.currency"),
                t.of("actions.list.evidence"),
                t.of("actions.list.state"));
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t))
                .map(r -> Arrays.<@Nullable Object>asList(
                        r.title(),
                        t.of("actions.kind." + r.kind()),
                        r.origin(),
                        r.where(),
                        r.owner(),
                        r.due(),
                        r.cost() == null ? null : r.cost().amount(),
                        r.cost() == null ? null : r.cost().currency(),
                        r.evidence(),
                        t.of("actions.state." + r.state())));
        new Sheet("actions", heads, rows).write(format, response);
    }
}

package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Verification;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The list of non-compliant items, and what waits for verification.
@Controller
class ItemsController {

    private final ItemQueries queries;
    private final Verification verification;
    private final Access access;
    private final Frames frames;

    ItemsController(ItemQueries queries, Verification verification, Access access, Frames frames) {
        this.queries = queries;
        this.verification = verification;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/rectification")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "rectification/web/items",
                "page",
                new ItemsPage(
                        filters,
                        queries.list(filters, t),
                        ItemWords.severities(t),
                        ItemWords.states(t),
                        ItemWords.sources(t),
                        ItemWords.media(t),
                        queries.owners(t),
                        access.mayAnywhere(Permission.ITEM_OPEN),
                        access.mayAnywhere(Permission.ITEM_APPROVE) || access.mayAnywhere(Permission.ITEM_OPEN)));
    }

    @GetMapping("/rectification/export")
    void export(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(
                t.of("rectification.list.number"),
                t.of("rectification.list.severity"),
                t.of("rectification.list.item"),
                t.of("rectification.list.source"),
                t.of("rectification.list.record"),
                t.of("rectification.list.clause"),
                t.of("rectification.list.medium"),
                t.of("rectification.list.where"),
                t.of("rectification.list.owner"),
                t.of("rectification.list.deadline"),
                t.of("rectification.list.state"));
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t))
                .map(r -> Arrays.<@Nullable Object>asList(
                        r.number(),
                        t.of("rectification.severity." + r.severity()),
                        r.title(),
                        t.of("rectification.source." + r.source()),
                        r.record().isEmpty() ? "" : ItemWords.source(r.record(), t),
                        r.clause() == null ? "" : r.clause().toString(),
                        t.of("rectification.medium." + r.medium()),
                        r.where(),
                        r.owner(),
                        r.deadline(),
                        ItemWords.state(r.state(), r.workflow(), t)));
        new Sheet("non-compliant-items", heads, rows).write(format, response);
    }

    /// What waits for verification; a conflict shows here, before anybody begins.
    @GetMapping("/rectification/verification")
    ModelAndView verification(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var lines = queries.awaiting(t).stream()
                .map(row -> new VerificationPage.Line(row, why(row)))
                .toList();
        return new ModelAndView("rectification/web/verification", "page", new VerificationPage(lines));
    }

    @GetMapping("/rectification/verification/export")
    void awaiting(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "rectification.",
                "list.number",
                "list.severity",
                "list.item",
                "list.where",
                "list.owner",
                "list.deadline",
                "verification.you");
        var rows = queries.awaiting(t).stream()
                .map(r -> Sheet.row(
                        r.number(),
                        t.of("rectification.severity." + r.severity()),
                        r.title(),
                        r.where(),
                        r.owner(),
                        r.deadline(),
                        why(r).isEmpty() ? t.of("ui.yes") : t.of(why(r))));
        new Sheet("verification", heads, rows).write(format, response);
    }

    private String why(ItemQueries.Row row) {
        Integer me = Scope.current().person();
        if (me == null) {
            return "rectification.refused.noPerson";
        }
        return verification
                .bar(new ItemId(row.id()), new PersonId(me))
                .map(bar -> "rectification.refused.bar." + bar)
                .orElse("");
    }
}

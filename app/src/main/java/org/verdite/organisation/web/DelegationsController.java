package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Delegations;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Whose tasks are handed to whom, from day to day.
@Controller
class DelegationsController {

    private static final String PAGE = "/organisation/delegations";

    record Line(DelegationQueries.Delegation given, boolean mayEnd) {}

    /// @param posts the posts that may be handed over: one's own, and those whose people one keeps
    record DelegationsPage(
            Filters filters,
            Page<DelegationQueries.Delegation> list,
            List<Line> lines,
            Map<String, String> posts,
            Map<String, String> people,
            LocalDate today,
            Form form) {}

    private final Delegations delegations;
    private final DelegationQueries queries;
    private final Access access;
    private final Frames frames;

    DelegationsController(Delegations delegations, DelegationQueries queries, Access access, Frames frames) {
        this.delegations = delegations;
        this.queries = queries;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(PAGE)
    ModelAndView page(HttpServletRequest request) {
        return page(Form.empty().with("from", queries.today()), request);
    }

    private ModelAndView page(Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var list = queries.list(filters, t);
        var posts = new LinkedHashMap<String, String>();
        queries.held(t).stream()
                .filter(h -> h.holder() == DelegationQueries.me()
                        || access.may(Permission.PEOPLE_EDIT, new UnitId(h.unit())))
                .forEach(h -> posts.put(h.key(), h.words()));
        var page = new DelegationsPage(
                filters,
                list,
                list.rows().stream().map(d -> new Line(d, mayEnd(d))).toList(),
                posts,
                posts.isEmpty() ? Map.of() : queries.people(t),
                queries.today(),
                form);
        return Steps.page("delegations", page, form);
    }

    private boolean mayEnd(DelegationQueries.Delegation d) {
        return d.until().isAfter(queries.today().minusDays(1))
                && (d.holder() == DelegationQueries.me() || access.may(Permission.PEOPLE_EDIT, new UnitId(d.unit())));
    }

    @GetMapping(PAGE + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "organisation.delegation.",
                "holder",
                "post",
                "where",
                "delegate",
                "from",
                "lastOne",
                "reason",
                "by");
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t))
                .map(d -> Sheet.row(
                        d.holderName(),
                        d.post(),
                        d.where(),
                        d.delegateName(),
                        d.from(),
                        d.until(),
                        d.reason(),
                        d.givenBy()));
        new Sheet("delegations", heads, rows).write(format, response);
    }

    @PostMapping(PAGE)
    ModelAndView hand(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        boolean done = Steps.taken(form, "post", f -> {
            String post = f.text("post", 30);
            int to = f.integer("to", 1, Integer.MAX_VALUE);
            var from = f.date("from");
            var until = f.date("until");
            String reason = f.text("reason", 500);
            f.check();
            if (!post.matches("\\d{1,9}\\.\\d{1,9}")) {
                throw new Invalid("post", "ui.form.choice");
            }
            int dot = post.indexOf('.');
            delegations.hand(new Delegations.Handing(
                    Integer.parseInt(post.substring(0, dot)),
                    new PersonId(Integer.parseInt(post.substring(dot + 1))),
                    new PersonId(to),
                    from,
                    until,
                    reason));
        });
        if (!done) {
            return page(form, request);
        }
        Flash.done(redirect, "organisation.delegation.done");
        return new ModelAndView("redirect:" + PAGE);
    }

    @PostMapping(PAGE + "/{id:\\d{1,18}}/end")
    ModelAndView end(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id, frames.texts(request));
        var form = Form.of(params);
        boolean done = Steps.taken(form, "until", f -> {
            var until = f.date("until");
            f.check();
            delegations.end(id, until);
        });
        if (!done) {
            return page(form, request);
        }
        Flash.done(redirect, "organisation.delegation.ended");
        return new ModelAndView("redirect:" + PAGE);
    }
}

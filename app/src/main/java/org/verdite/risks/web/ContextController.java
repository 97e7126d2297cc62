package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.risks.Context;
import org.verdite.risks.Context.Statement;
import org.verdite.risks.NewStatement;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// What the system covers, the issues that move it and who needs what: as it holds on a day, and as it was known then.
@Controller
class ContextController {

    /// @param known the day on whose evening it was known so; null for now
    record ContextPage(
            Filters filters,
            List<Statement> statements,
            LocalDate on,
            @Nullable LocalDate known,
            boolean mayKeep,
            Form form) {

        List<Statement> scopes() {
            return of(NewStatement.Kind.SCOPE);
        }

        List<Statement> issues() {
            return of(NewStatement.Kind.ISSUE);
        }

        List<Statement> parties() {
            return of(NewStatement.Kind.PARTY);
        }

        private List<Statement> of(NewStatement.Kind kind) {
            return statements.stream().filter(s -> s.said().kind() == kind).toList();
        }
    }

    record StatementPage(Statement statement, List<Statement> before, boolean mayReplace) {}

    private final Context context;
    private final RiskQueries queries;
    private final Choices choices;
    private final Access access;
    private final Frames frames;

    ContextController(Context context, RiskQueries queries, Choices choices, Access access, Frames frames) {
        this.context = context;
        this.queries = queries;
        this.choices = choices;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/risks/context")
    public ModelAndView context(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var form = Form.of(filters.values());
        var on = on(form);
        var known = form.optionalDate("known");
        form.check();
        return new ModelAndView(
                "risks/web/context",
                "page",
                new ContextPage(
                        filters,
                        context.on(on, known(known, t)),
                        on,
                        known,
                        access.mayAnywhere(Permission.RISKS_EDIT),
                        form));
    }

    private LocalDate on(Form form) {
        var on = form.optionalDate("on");
        return on == null ? queries.today() : on;
    }

    /// What was known on a day is what was known at its end.
    static @Nullable Instant known(@Nullable LocalDate day, Texts t) {
        return day == null ? null : day.atTime(LocalTime.MAX).atZone(t.zone()).toInstant();
    }

    @GetMapping("/risks/context/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var form = Form.of(Filters.of(request).values());
        var on = on(form);
        var known = form.optionalDate("known");
        form.check();
        new Sheet(
                        "context",
                        Sheet.heads(
                                t,
                                "risks.col.",
                                "statementKind",
                                "where",
                                "side",
                                "title",
                                "body",
                                "obligation",
                                "validFrom"),
                        context.on(on, known(known, t)).stream()
                                .map(s -> Sheet.row(
                                        t.of("risks.statement." + s.said().kind()),
                                        s.where(),
                                        s.said().side() == null
                                                ? ""
                                                : t.of("risks.side." + s.said().side()),
                                        s.said().title(),
                                        s.said().body(),
                                        s.said().obligation() == null
                                                ? ""
                                                : t.of("risks.obligation."
                                                        + s.said().obligation()),
                                        s.said().validFrom())))
                .write(format, response);
    }

    @GetMapping("/risks/context/{id:\\d{1,18}}")
    public ModelAndView statement(@PathVariable long id) {
        var statement = context.get(id);
        boolean open = !statement.replaced()
                && (!statement.withdrawn() || statement.said().kind() == NewStatement.Kind.SCOPE);
        return new ModelAndView(
                "risks/web/statement",
                "page",
                new StatementPage(
                        statement,
                        context.before(id),
                        open
                                && access.may(
                                        Permission.RISKS_EDIT, statement.said().unit())));
    }

    @GetMapping("/risks/context/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        Texts t = frames.texts(request);
        String kind = request.getParameter("kind") == null ? "ISSUE" : request.getParameter("kind");
        var form = Form.empty()
                .with("kind", kind)
                .with("at", request.getParameter("unit"))
                .with("validFrom", queries.today());
        return Tasks.page(fresh(form, "", t));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.RISKS_EDIT)) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
    }

    @PostMapping("/risks/context")
    public ModelAndView state(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        Texts t = frames.texts(request);
        var form = Form.of(params);
        return Tasks.take(
                form,
                t,
                () -> {
                    var said = read(
                            form,
                            new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                            form.choice("kind", NewStatement.Kind.class));
                    form.check();
                    long id = context.state(said);
                    Flash.done(redirect, "risks.done.stated");
                    return "/risks/context/" + id;
                },
                (again, refused) -> Tasks.page(fresh(again, refused, t)),
                typed -> Tasks.page(fresh(typed, "", t)));
    }

    @GetMapping("/risks/context/{id:\\d{1,18}}/{task:replace|withdraw}")
    public ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var old = kept(id);
        var form = Form.empty()
                .with("title", old.said().title())
                .with("body", task.equals("withdraw") ? "" : old.said().body())
                .with("side", old.said().side())
                .with("obligation", old.said().obligation())
                .with("validFrom", queries.today());
        return Tasks.page(page(old, task, form, "", t));
    }

    @PostMapping("/risks/context/{id:\\d{1,18}}/{task:replace|withdraw}")
    public ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var old = kept(id);
        var form = Form.of(params);
        return Tasks.take(
                form,
                t,
                () -> {
                    long fresh;
                    if (task.equals("withdraw")) {
                        var from = form.date("validFrom");
                        String because = form.text("body", 4000);
                        form.check();
                        fresh = context.withdraw(id, from, because);
                    } else {
                        var said = read(form, old.said().unit(), old.said().kind());
                        form.check();
                        fresh = context.replace(id, said);
                    }
                    Flash.done(redirect, "risks.done." + (task.equals("withdraw") ? "withdrawn" : "stated"));
                    return "/risks/context/" + fresh;
                },
                (again, refused) -> Tasks.page(page(old, task, again, refused, t)),
                typed -> Tasks.page(page(old, task, typed, "", t)));
    }

    private static NewStatement read(Form form, UnitId unit, NewStatement.Kind kind) {
        return new NewStatement(
                unit,
                kind,
                kind == NewStatement.Kind.ISSUE ? form.choice("side", NewStatement.Side.class) : null,
                form.text("title", 200),
                form.text("body", 4000),
                kind == NewStatement.Kind.PARTY ? obligation(form) : null,
                form.date("validFrom"));
    }

    private static boolean obligation(Form form) {
        if (!List.of("true", "false").contains(form.typed("obligation"))) {
            form.problem("obligation", "ui.form.required");
        }
        return form.typed("obligation").equals("true");
    }

    private TaskPage fresh(Form form, String refused, Texts t) {
        var kind = kind(form);
        var ask = Ask.of(form, "/risks/context", "/risks/context")
                .hidden("kind")
                .choice("at", t.of("risks.col.unit"), "", false, choices.units(t));
        return new TaskPage(
                t.of("risks.state." + kind),
                t.of("risks.state." + kind + ".lead"),
                "context",
                "",
                "",
                fields(ask, kind, t).button("state", t.of("risks.do.state"), true),
                refused,
                null);
    }

    private static NewStatement.Kind kind(Form form) {
        return List.of(NewStatement.Kind.values()).stream()
                .filter(k -> k.name().equals(form.typed("kind")))
                .findFirst()
                .orElse(NewStatement.Kind.ISSUE);
    }

    private TaskPage page(Statement old, String task, Form form, String refused, Texts t) {
        var ask = Ask.of(form, "/risks/context/" + old.id() + "/" + task, "/risks/context/" + old.id());
        boolean withdraw = task.equals("withdraw");
        var fields = withdraw
                ? ask.field("body", t.of("risks.col.because"), "textarea")
                        .field("validFrom", t.of("risks.withdraw.from"), "date")
                        .button("withdraw", t.of("risks.do.withdraw"), true)
                : fields(ask, old.said().kind(), t).button("replace", t.of("risks.do.replace"), true);
        return new TaskPage(
                t.of("risks.task." + task, old.said().title()),
                t.of("risks.task." + task + ".lead"),
                "context",
                old.said().title(),
                "/risks/context/" + old.id(),
                fields,
                refused,
                null);
    }

    private static Ask fields(Ask begun, NewStatement.Kind kind, Texts t) {
        var ask = kind == NewStatement.Kind.ISSUE
                ? begun.choice(
                        "side",
                        t.of("risks.col.side"),
                        "",
                        false,
                        Choices.of(NewStatement.Side.class, "risks.side.", t))
                : begun;
        ask = ask.field("title", t.of("risks.title." + kind), "text")
                .field("body", t.of("risks.body." + kind), "textarea");
        if (kind == NewStatement.Kind.PARTY) {
            ask = ask.choice(
                    "obligation",
                    t.of("risks.col.obligation"),
                    t.of("risks.obligation.hint"),
                    false,
                    Map.of("true", t.of("risks.obligation.true"), "false", t.of("risks.obligation.false")));
        }
        return ask.field("validFrom", t.of("risks.col.validFrom"), "date", t.of("risks.validFrom.hint"));
    }

    private Statement kept(long id) {
        var old = context.get(id);
        if (!access.may(Permission.RISKS_EDIT, old.said().unit())) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        return old;
    }
}

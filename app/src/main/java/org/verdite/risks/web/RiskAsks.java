package org.verdite.risks.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewControl;
import org.verdite.risks.NewRisk;
import org.verdite.risks.Risk;
import org.verdite.risks.RiskLevels;
import org.verdite.risks.Step;
import org.verdite.shared.Refused;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// The forms of a risk's steps.
@Component("risks.asks")
class RiskAsks {

    private final Matrices matrices;
    private final RiskLevels levels;
    private final RiskQueries queries;
    private final Choices choices;

    RiskAsks(Matrices matrices, RiskLevels levels, RiskQueries queries, Choices choices) {
        this.matrices = matrices;
        this.levels = levels;
        this.queries = queries;
        this.choices = choices;
    }

    /// What a form begins with; for an assessment, what was judged last.
    Form begin(Risk risk, String task) {
        var form = Form.empty()
                .with("version", risk.version())
                .with("on", queries.today())
                .with("since", queries.today())
                .with("everyMonths", 6);
        switch (task) {
            case "edit" ->
                form.with("title", risk.title())
                        .with("cause", risk.cause())
                        .with("consequence", risk.consequence())
                        .with("owner", risk.owner())
                        .with("treatment", risk.treatment())
                        .with("treatmentNote", risk.treatmentNote());
            case "assess" -> {
                matrices.on(queries.today()).ifPresent(m -> form.with("under", m.id()));
                levels.newest(risk.id())
                        .ifPresent(last -> form.with("seen", last.id())
                                .with("inherentLikelihood", last.inherent().likelihood())
                                .with("inherentConsequence", last.inherent().consequence())
                                .with("residualLikelihood", last.residual().likelihood())
                                .with("residualConsequence", last.residual().consequence()));
            }
            default -> {}
        }
        return form;
    }

    static Step step(Form form, String which) {
        return new Step(form.integer(which + "Likelihood", 1, 5), form.integer(which + "Consequence", 1, 5));
    }

    TaskPage page(Risk risk, String task, Form form, String refused, Texts t) {
        return new TaskPage(
                t.of("risks.task." + task, risk.title()),
                t.of("risks.task." + (task.equals("end") ? "endRisk" : task) + ".lead"),
                "risks",
                risk.number(),
                risk.path(),
                ask(risk, task, form, t),
                refused,
                null);
    }

    private Ask ask(Risk risk, String task, Form form, Texts t) {
        var ask = Ask.of(form, risk.path() + "/" + task, risk.path()).hidden("version");
        return switch (task) {
            case "assess" -> steps(ask, form, t);
            case "control" ->
                ask.field("name", t.of("risks.col.control"), "text", t.of("risks.control.hint"))
                        .choice(
                                "controlKind",
                                t.of("risks.col.controlKind"),
                                t.of("risks.controlKind.hint"),
                                false,
                                Choices.of(NewControl.Kind.class, "risks.controlKind.", t))
                        .choice(
                                "owner",
                                t.of("risks.col.owner"),
                                t.of("risks.controlOwner.hint"),
                                false,
                                choices.people(t))
                        .field("everyMonths", t.of("risks.col.everyMonths"), "text", t.of("risks.everyMonths.hint"))
                        .field("since", t.of("risks.col.since"), "date", t.of("risks.since.hint"))
                        .button("control", t.of("risks.do.control"), true);
            case "action" ->
                ask.field("title", t.of("risks.col.action"), "text")
                        .choice("owner", t.of("risks.col.owner"), "", false, choices.people(t))
                        .field("due", t.of("risks.col.due"), "date")
                        .button("action", t.of("risks.do.action"), true);
            case "cite" ->
                ask.choice("clause", t.of("risks.col.clause"), "", false, choices.clauses(t))
                        .button("cite", t.of("risks.do.cite"), true);
            case "end" ->
                ask.field("on", t.of("risks.col.endedOn"), "date")
                        .field("because", t.of("risks.col.because"), "textarea")
                        .button("end", t.of("risks.do.endRisk"), true);
            default ->
                ask.field("title", t.of("risks.col.risk"), "text")
                        .optional("cause", t.of("risks.col.cause"), "textarea", "")
                        .optional("consequence", t.of("risks.col.consequence"), "textarea", "")
                        .choice("owner", t.of("risks.col.owner"), "", false, people(risk, t))
                        .choice("treatment", t.of("risks.col.treatment"), "", false, treatments(risk.isRisk(), t))
                        .optional("treatmentNote", t.of("risks.col.treatmentNote"), "textarea", "")
                        .button("edit", t.of("risks.do.save"), true);
        };
    }

    private Map<String, String> people(Risk risk, Texts t) {
        var people = choices.people(t);
        people.putIfAbsent(risk.owner().toString(), risk.ownerName());
        return people;
    }

    private static Map<String, String> treatments(boolean risk, Texts t) {
        var all = new LinkedHashMap<>(Choices.of(NewRisk.Treatment.class, "risks.treatment.", t));
        if (risk) {
            all.remove(NewRisk.Treatment.PURSUE.name());
        }
        return all;
    }

    private Ask steps(Ask ask, Form form, Texts t) {
        var version = form.typed("under").matches("\\d{1,9}")
                ? matrices.get(Integer.parseInt(form.typed("under")))
                : matrices.on(queries.today()).orElseThrow(() -> new Refused("risks.refused.noMatrix"));
        var likelihood = Choices.steps(version.matrix().likelihood(), t);
        var consequence = Choices.steps(version.matrix().consequence(), t);
        return ask.hidden("under")
                .hidden("seen")
                .choice(
                        "inherentLikelihood",
                        t.of("risks.inherent.likelihood"),
                        t.of("risks.inherent.hint"),
                        false,
                        likelihood)
                .choice("inherentConsequence", t.of("risks.inherent.consequence"), "", false, consequence)
                .choice(
                        "residualLikelihood",
                        t.of("risks.residual.likelihood"),
                        t.of("risks.residual.hint"),
                        false,
                        likelihood)
                .choice("residualConsequence", t.of("risks.residual.consequence"), "", false, consequence)
                .field("on", t.of("risks.col.assessedOn"), "date")
                .optional("note", t.of("risks.col.note"), "textarea", "")
                .button("assess", t.of("risks.do.assess"), true);
    }
}

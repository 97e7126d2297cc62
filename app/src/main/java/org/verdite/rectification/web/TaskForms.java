package org.verdite.rectification.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.rectification.Cause;
import org.verdite.rectification.Likeness;
import org.verdite.rectification.Workflow;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// The form of each task: its fields, filled with what is known, and its buttons.
@Component
class TaskForms {

    private final ItemReading reading;
    private final Likeness likeness;
    private final CauseTree causes;

    TaskForms(ItemReading reading, Likeness likeness, CauseTree causes) {
        this.reading = reading;
        this.likeness = likeness;
        this.causes = causes;
    }

    /// What the form shows before anybody typed.
    Form filled(Task task, ItemView v) {
        var form = Form.empty();
        switch (task) {
            case EDIT ->
                form.with("version", v.version())
                        .with("title", v.title())
                        .with("description", v.description())
                        .with("medium", v.medium());
            case DETAILS -> ParticularsForm.fill(form.with("version", v.version()), v.particulars());
            case PEOPLE ->
                form.with("version", v.version())
                        .with("owner", id(v.owner()))
                        .with("substitute", id(v.substitute()))
                        .with("verifier", id(v.verifier()));
            case CAUSE -> {
                for (int i = 0; i < v.cause().size(); i++) {
                    form.with("why" + (i + 1), v.cause().get(i));
                }
                form.with(
                        "kind",
                        causes.roots(v.id()).findFirst().map(Cause::code).orElse(null));
            }
            case SEVERITY -> form.with("severity", v.severity());
            case ACTION ->
                form.with("kind", "CORRECTIVE")
                        .with("owner", id(v.owner()))
                        .with("due", v.deadline())
                        .with("evidence", "true");
            case VERIFY -> form.with("effectDue", v.today().plusMonths(3));
            case FINDING -> form.with("finding", v.finding());
            case OUTCOME -> form.with("severity", v.severity());
            default -> {}
        }
        return task == Task.EDIT ? Merge.remember(form) : form;
    }

    private static String id(ItemView.@org.jspecify.annotations.Nullable Who who) {
        return who == null ? "" : String.valueOf(who.id());
    }

    Ask ask(Task task, ItemView v, Optional<ItemReading.Extension> asked, Form form, Texts t) {
        var ask = Ask.of(form, v.path() + "/" + task.word(), v.path());
        return switch (task) {
            case EDIT -> edit(ask, t);
            case DETAILS ->
                ParticularsForm.placed(
                                ParticularsForm.found(ask.hidden("version"), t)
                                        .fold(t.of("rectification.field.where.more")),
                                t)
                        .button("details", t.of("rectification.do.save"), true);
            case PEOPLE -> ask.button("assign", t.of("rectification.do.people"), true);
            case SEVERITY ->
                ask.choice("severity", t.of("rectification.field.severity"), "", false, ItemWords.severities(t))
                        .field("reason", t.of("rectification.field.reason"), "textarea")
                        .button("severity", t.of("rectification.do.severity"), true);
            case CAUSE -> cause(ask, t);
            case ACTION -> action(ask, v, t);
            case PLAN ->
                ask.optional("note", t.of("rectification.field.planNote"), "textarea", "")
                        .button("submit", t.of("rectification.do.plan"), true);
            case APPROVE ->
                ask.optional(
                                "note",
                                t.of("rectification.field.decision"),
                                "textarea",
                                t.of("rectification.field.returnHint"))
                        .button("approve", t.of("rectification.do.approvePlan"), true)
                        .button("return", t.of("rectification.do.returnPlan"), false);
            case DONE -> done(ask, v, t);
            case VERIFY ->
                ask.optional(
                                "note",
                                t.of("rectification.field.verified"),
                                "textarea",
                                t.of("rectification.field.rejectHint"))
                        .field(
                                "effectDue",
                                t.of("rectification.field.effectDue"),
                                "date",
                                t.of("rectification.field.effectDue.hint"))
                        .button("verify", t.of("rectification.do.verified"), true)
                        .button("reject", t.of("rectification.do.reject"), false);
            case DRAW ->
                ask.field("reason", t.of("rectification.field.reason"), "textarea")
                        .button("draw", t.of("rectification.do.draw"), true);
            case EFFECT ->
                ask.field(
                                "note",
                                t.of("rectification.field.effect"),
                                "textarea",
                                t.of("rectification.field.effect.hint"))
                        .button(
                                "effective",
                                t.of("rectification.do.effective"),
                                !v.today().isBefore(due(v)))
                        .button("ineffective", t.of("rectification.do.ineffective"), false);
            case SUCCEED ->
                ask.optional("note", t.of("rectification.field.note"), "textarea", "")
                        .button("succeed", t.of("rectification.do.succeed"), true);
            case REPEAT -> repeat(ask, v, t);
            case NOREPEAT ->
                ask.field("reason", t.of("rectification.field.reason"), "textarea")
                        .button("noRepeat", t.of("rectification.do.noRepeat"), true);
            case TIME -> time(ask, asked.isPresent(), t);
            case AUTHORITY -> authority(ask, t);
            case CANCEL -> cancel(ask, v, t);
            case FINDING ->
                ask.field(
                                "finding",
                                t.of("rectification.field.finding"),
                                "textarea",
                                t.of("rectification.field.finding.hint"))
                        .button("finding", t.of("rectification.do.finding"), true);
            case OUTCOME ->
                ask.choice(
                                "severity",
                                t.of("rectification.field.severity"),
                                t.of("rectification.field.outcomeSeverity"),
                                true,
                                ItemWords.severities(t))
                        .optional("note", t.of("rectification.field.note"), "textarea", "")
                        .button("item", t.of("rectification.do.becomeItem"), true)
                        .button("nothing", t.of("rectification.do.noFinding"), false);
        };
    }

    private static java.time.LocalDate due(ItemView v) {
        return v.effectDue() == null ? v.today() : v.effectDue();
    }

    private static Ask edit(Ask ask, Texts t) {
        return ask.hidden("version")
                .field("title", t.of("rectification.field.title"), "text", t.of("rectification.field.title.hint"))
                .optional("description", t.of("rectification.field.description"), "textarea", "")
                .choice("medium", t.of("rectification.field.medium"), "", false, ItemWords.media(t))
                .button("edit", t.of("rectification.do.save"), true);
    }

    private Ask cause(Ask ask, Texts t) {
        return ask.field("why1", t.of("rectification.field.why1"), "text", t.of("rectification.field.why1.hint"))
                .optional("why2", t.of("rectification.field.why"), "text", "")
                .optional("why3", t.of("rectification.field.why"), "text", "")
                .optional("why4", t.of("rectification.field.why"), "text", "")
                .optional("why5", t.of("rectification.field.why"), "text", "")
                .choice("kind", t.of("rectification.field.causeKind"), "", false, causes.choices(t))
                .button("cause", t.of("rectification.do.saveCause"), true);
    }

    private Ask repeat(Ask ask, ItemView v, Texts t) {
        var like = ItemWords.like(
                likeness.of(v.id()).stream()
                        .filter(l -> l.id().value() < v.id().value())
                        .toList(),
                t);
        return (like.isEmpty() ? ask : ask.choice("of", t.of("rectification.field.repeatOf"), "", true, like))
                .optional(
                        "number",
                        t.of(like.isEmpty() ? "rectification.field.repeatNumber" : "rectification.field.otherNumber"),
                        "text",
                        t.of("rectification.field.of.hint"))
                .button("repeat", t.of("rectification.do.repeat"), true);
    }

    private Ask action(Ask ask, ItemView v, Texts t) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String kind : new String[] {"CORRECTIVE", "PREVENTIVE", "OTHER"}) {
            kinds.put(kind, t.of("rectification.action.kind." + kind));
        }
        var people = reading.people(t);
        if (v.owner() != null) {
            people.putIfAbsent(String.valueOf(v.owner().id()), v.owner().name());
        }
        return ask.field("title", t.of("rectification.field.action"), "text", t.of("rectification.field.action.hint"))
                .choice("kind", t.of("rectification.field.actionKind"), "", false, kinds)
                .choice("owner", t.of("rectification.field.owner"), "", false, people)
                .field(
                        "due",
                        t.of("rectification.field.due"),
                        "date",
                        t.of("rectification.field.due.hint", t.date(v.deadline())))
                .choice(
                        "unit",
                        t.of("rectification.field.actionUnit"),
                        t.of("rectification.field.actionUnit.hint"),
                        true,
                        reading.units(t))
                .choice("cause", t.of("rectification.field.actionCause"), "", true, causes.texts(v.id()))
                .optional("cost", t.of("rectification.field.cost"), "text", t.of("rectification.field.cost.hint"))
                .field("evidence", t.of("rectification.field.evidenceNeeded"), "check")
                .button("add", t.of("rectification.do.addAction"), true)
                .button("another", t.of("rectification.do.addAnother"), false);
    }

    private static Ask done(Ask ask, ItemView v, Texts t) {
        return v.workflow() == Workflow.SPOT
                ? ask.field(
                                "note",
                                t.of("rectification.field.corrected"),
                                "textarea",
                                t.of("rectification.field.corrected.hint"))
                        .button("correct", t.of("rectification.do.submit"), true)
                : ask.optional("note", t.of("rectification.field.doneNote"), "textarea", "")
                        .button("done", t.of("rectification.do.submit"), true);
    }

    private static Ask time(Ask ask, boolean asked, Texts t) {
        return asked
                ? ask.optional(
                                "note",
                                t.of("rectification.field.decision"),
                                "textarea",
                                t.of("rectification.field.refuseHint"))
                        .button("grant", t.of("rectification.do.grant"), true)
                        .button("refuse", t.of("rectification.do.refuse"), false)
                : ask.field("to", t.of("rectification.field.to"), "date")
                        .field("reason", t.of("rectification.field.reason"), "textarea")
                        .button("ask", t.of("rectification.do.ask"), true);
    }

    private static Ask authority(Ask ask, Texts t) {
        return ask.field(
                        "authority",
                        t.of("rectification.field.authority"),
                        "text",
                        t.of("rectification.field.authority.hint"))
                .field(
                        "reference",
                        t.of("rectification.field.reference"),
                        "text",
                        t.of("rectification.field.reference.hint"))
                .field("day", t.of("rectification.field.authorityDay"), "date")
                .optional("time", t.of("rectification.field.time"), "text", t.of("rectification.field.time.hint"))
                .optional("note", t.of("rectification.field.note"), "textarea", "")
                .button("authority", t.of("rectification.do.authority"), true);
    }

    private static Ask cancel(Ask ask, ItemView v, Texts t) {
        if (v.cancelKind() != null) {
            return ask.optional(
                            "note",
                            t.of("rectification.field.decision"),
                            "textarea",
                            t.of("rectification.field.keepHint"))
                    .button("agree", t.of("rectification.do.withdraw"), true)
                    .button("keep", t.of("rectification.do.keep"), false);
        }
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("INVALID", t.of("rectification.cancel.INVALID"));
        kinds.put("DUPLICATE", t.of("rectification.cancel.DUPLICATE"));
        return ask.choice("kind", t.of("rectification.field.cancelKind"), "", false, kinds)
                .optional("of", t.of("rectification.field.of"), "text", t.of("rectification.field.of.hint"))
                .field("reason", t.of("rectification.field.reason"), "textarea", t.of("rectification.field.cancelHint"))
                .button("propose", t.of("rectification.do.propose"), true);
    }
}

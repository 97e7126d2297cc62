package org.verdite.rectification.web;

import java.time.LocalTime;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.rectification.Assignment;
import org.verdite.rectification.Assignments;
import org.verdite.rectification.AuthorityDeadlines;
import org.verdite.rectification.Corrections;
import org.verdite.rectification.Deferrals;
import org.verdite.rectification.Investigations;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.Repeats;
import org.verdite.rectification.Sampling;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Verification;
import org.verdite.rectification.Workflow;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Takes a sent form to the verb it asks for.
@Component
class TaskVerbs {

    private final Items items;
    private final Assignments assignments;
    private final Corrections corrections;
    private final Verification verification;
    private final Deferrals deferrals;
    private final Investigations investigations;
    private final AuthorityDeadlines authorities;
    private final Repeats repeats;
    private final Sampling sampling;

    TaskVerbs(
            Items items,
            Assignments assignments,
            Corrections corrections,
            Verification verification,
            Deferrals deferrals,
            Investigations investigations,
            AuthorityDeadlines authorities,
            Repeats repeats,
            Sampling sampling) {
        this.items = items;
        this.assignments = assignments;
        this.corrections = corrections;
        this.verification = verification;
        this.deferrals = deferrals;
        this.investigations = investigations;
        this.authorities = authorities;
        this.repeats = repeats;
        this.sampling = sampling;
    }

    /// What happened, as a message key, and where to go next; an empty path for the item's page.
    record Taken(String key, String path) {
        static Taken of(String what) {
            return new Taken("rectification.flash." + what, "");
        }
    }

    /// @throws Invalid when something typed can't be taken
    Taken take(Task task, ItemView v, Form form) {
        var id = v.id();
        return switch (task) {
            case EDIT -> edit(id, form);
            case DETAILS -> details(id, form);
            case PEOPLE -> people(id, form);
            case SEVERITY -> {
                var severity = form.choice("severity", Severity.class);
                String reason = form.text("reason", 2000);
                form.check();
                items.reclassify(id, severity, reason);
                yield Taken.of("severity");
            }
            case CAUSE -> cause(id, form);
            case ACTION -> action(v, form);
            case PLAN -> {
                corrections.submitPlan(id, note(form));
                yield Taken.of("plan");
            }
            case APPROVE -> approve(id, form);
            case DONE -> done(v, form);
            case VERIFY -> verify(id, form);
            case DRAW -> {
                String reason = form.text("reason", 2000);
                form.check();
                sampling.draw(id, reason);
                yield Taken.of("drawn");
            }
            case EFFECT -> effect(id, form);
            case SUCCEED ->
                new Taken(
                        "rectification.flash.succeeded",
                        "/rectification/items/" + verification.succeed(id, note(form)));
            case REPEAT -> repeat(id, form);
            case NOREPEAT -> {
                String reason = form.text("reason", 2000);
                form.check();
                repeats.unlink(id, reason);
                yield Taken.of("noRepeat");
            }
            case TIME -> time(id, form);
            case AUTHORITY -> authority(id, form);
            case CANCEL -> cancel(id, form);
            case FINDING -> {
                String finding = form.text("finding", 4000);
                form.check();
                investigations.recordFinding(id, finding);
                yield Taken.of("finding");
            }
            case OUTCOME -> outcome(id, form);
        };
    }

    private Taken edit(ItemId id, Form form) {
        String title = form.text("title", 200);
        String description = form.optionalText("description", 4000);
        form.check();
        items.edit(id, form.version(), title, description, form.typed("medium"));
        return Taken.of("saved");
    }

    private Taken details(ItemId id, Form form) {
        var particulars = ParticularsForm.of(form);
        form.check();
        items.describe(id, form.version(), particulars);
        return Taken.of("saved");
    }

    private Taken people(ItemId id, Form form) {
        var to = new Assignment(person(form, "owner"), person(form, "substitute"), person(form, "verifier"));
        form.check();
        assignments.assign(id, form.version(), to);
        return Taken.of("people");
    }

    private static @Nullable PersonId person(Form form, String field) {
        return form.has(field) ? new PersonId(form.integer(field, 1, Integer.MAX_VALUE)) : null;
    }

    private Taken cause(ItemId id, Form form) {
        for (int i = 1; i <= 7; i++) {
            form.optionalText("why" + i, 300);
        }
        form.text("why1", 300);
        form.text("kind", 20);
        form.check();
        corrections.recordCause(
                id,
                IntStream.rangeClosed(1, 7).mapToObj(i -> form.typed("why" + i)).toList(),
                form.typed("kind"));
        return Taken.of("cause");
    }

    private Taken action(ItemView v, Form form) {
        String title = form.text("title", 200);
        int owner = form.integer("owner", 1, Integer.MAX_VALUE);
        var due = form.date("due");
        var cost = Cost.of(form);
        Long cause = form.typed("cause").matches("\\d{1,18}") ? Long.valueOf(form.typed("cause")) : null;
        form.check();
        corrections.addAction(
                v.id(),
                new Corrections.PlannedAction(
                        title,
                        form.typed("kind"),
                        new PersonId(owner),
                        due,
                        cost,
                        form.ticked("evidence"),
                        form.has("unit") ? new UnitId(form.integer("unit", 1, Integer.MAX_VALUE)) : null,
                        cause));
        return new Taken("rectification.flash.action", form.typed("do").equals("another") ? "/action" : "");
    }

    private Taken approve(ItemId id, Form form) {
        String note = note(form);
        if (form.typed("do").equals("return")) {
            corrections.returnPlan(id, needed(form));
            return Taken.of("returned");
        }
        corrections.approvePlan(id, note);
        return Taken.of("approved");
    }

    private Taken done(ItemView v, Form form) {
        if (v.workflow() == Workflow.SPOT) {
            corrections.correctOnTheSpot(v.id(), needed(form));
            return Taken.of("corrected");
        }
        corrections.submitDone(v.id(), note(form));
        return Taken.of("done");
    }

    private Taken verify(ItemId id, Form form) {
        if (form.typed("do").equals("reject")) {
            verification.reject(id, needed(form));
            return Taken.of("rejected");
        }
        String note = form.optionalText("note", 2000);
        var due = form.optionalDate("effectDue");
        form.check();
        verification.verify(id, note, due);
        return Taken.of("verified");
    }

    private Taken effect(ItemId id, Form form) {
        String note = needed(form);
        if (form.typed("do").equals("ineffective")) {
            var successor = verification.findIneffective(id, note);
            return new Taken("rectification.flash.ineffective", "/rectification/items/" + successor);
        }
        verification.closeEffective(id, note);
        return Taken.of("effective");
    }

    private Taken time(ItemId id, Form form) {
        String what = form.typed("do");
        if (what.equals("grant") || what.equals("refuse")) {
            deferrals.decideTime(id, what.equals("grant"), what.equals("grant") ? note(form) : needed(form));
            return Taken.of(what.equals("grant") ? "granted" : "refused");
        }
        var to = form.date("to");
        String reason = form.text("reason", 2000);
        form.check();
        deferrals.askTime(id, to, reason);
        return Taken.of("asked");
    }

    private Taken authority(ItemId id, Form form) {
        String authority = form.text("authority", 200);
        String reference = form.text("reference", 200);
        var day = form.date("day");
        String typed = form.typed("time").strip();
        LocalTime time = null;
        if (typed.matches("([01]?\\d|2[0-3]):[0-5]\\d")) {
            time = LocalTime.parse(typed.length() == 4 ? "0" + typed : typed);
        } else if (!typed.isEmpty() && !typed.equals("24:00")) {
            form.problem("time", "rectification.authority.time");
        }
        String note = form.optionalText("note", 2000);
        form.check();
        authorities.set(id, new AuthorityDeadlines.Decision(authority, reference, day, time, note));
        return Taken.of("authority");
    }

    private Taken cancel(ItemId id, Form form) {
        String what = form.typed("do");
        if (what.equals("agree") || what.equals("keep")) {
            deferrals.decideCancel(id, what.equals("agree"), what.equals("agree") ? note(form) : needed(form));
            return Taken.of(what.equals("agree") ? "withdrawn" : "kept");
        }
        String reason = form.text("reason", 2000);
        form.check();
        if (form.typed("kind").equals("DUPLICATE")) {
            String number = form.text("of", 40);
            form.check();
            repeats.proposeDuplicate(id, repeats.numbered(number, id, "of"), reason);
            return Taken.of("proposed");
        }
        deferrals.proposeCancel(id, form.typed("kind"), reason);
        return Taken.of("proposed");
    }

    /// One of those that look alike, or any other by its number.
    private Taken repeat(ItemId id, Form form) {
        String number = form.has("number") ? form.text("number", 40) : form.text("of", 40);
        form.check();
        boolean raised = repeats.link(id, repeats.numbered(number, id, form.has("number") ? "number" : "of"));
        return Taken.of(raised ? "raised" : "repeat");
    }

    private Taken outcome(ItemId id, Form form) {
        if (form.typed("do").equals("nothing")) {
            investigations.closeNoFinding(id, note(form));
            return Taken.of("noFinding");
        }
        var severity = form.choice("severity", Severity.class);
        form.check();
        var opened = investigations.becomeItem(id, severity);
        return new Taken("rectification.flash.opened", "/rectification/items/" + opened);
    }

    private static String note(Form form) {
        String note = form.optionalText("note", 2000);
        form.check();
        return note;
    }

    private static String needed(Form form) {
        String note = form.text("note", 2000);
        form.check();
        return note;
    }
}

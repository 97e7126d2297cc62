package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Assignment;
import org.verdite.rectification.Assignments;
import org.verdite.rectification.Cause;
import org.verdite.rectification.Causes;
import org.verdite.rectification.ChangeKind;
import org.verdite.rectification.Changes;
import org.verdite.rectification.Corrections;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Verification;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What was found wrong this year and how far its correction came, step by step as the people did it.
@Component
@Order(80)
class CorrectionsStep implements Step {

    /// How far a correction went; each takes the steps of those before it.
    private enum Reach {
        OPENED,
        PLAN_RETURNED,
        PLAN_SUBMITTED,
        IN_PROGRESS,
        SUBMITTED,
        VERIFIED,
        CLOSED
    }

    private record Played(Row row, ItemId item, UnitId unit, PersonId owner, PersonId approver, PersonId verifier) {}

    private final Items items;
    private final Corrections corrections;
    private final Causes causes;
    private final Verification verification;
    private final Changes changes;
    private final Assignments assignments;
    private final Actions actions;
    private final Evidence evidence;
    private final Findings findings;
    private final Codes codes;
    private final Cast cast;

    CorrectionsStep(
            Items items,
            Corrections corrections,
            Causes causes,
            Verification verification,
            Changes changes,
            Assignments assignments,
            Actions actions,
            Evidence evidence,
            Findings findings,
            Codes codes,
            Cast cast) {
        this.items = items;
        this.corrections = corrections;
        this.causes = causes;
        this.verification = verification;
        this.changes = changes;
        this.assignments = assignments;
        this.actions = actions;
        this.evidence = evidence;
        this.findings = findings;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "corrections";
    }

    @Override
    public String brings() {
        return InputFiles.rows("items.csv").size() + " non-compliant items with their corrections";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var units = codes.units();
        findings.acknowledge(day, people);
        for (Row row : InputFiles.rows("items.csv")) {
            var played = open(row, day, people, Codes.of(units, row.text("unit")));
            if (row.text("reach").equals("ON_THE_SPOT")) {
                onTheSpot(played, day);
            } else {
                plan(played, Reach.valueOf(row.text("reach")), day, people);
            }
        }
    }

    private Played open(Row row, LocalDate day, Map<String, PersonId> people, UnitId unit) {
        var owner = Codes.of(people, row.text("owner"));
        var verifier = Codes.of(people, row.text("verifier"));
        var opened = new ItemId[1];
        cast.as(Codes.of(people, row.text("finder")), () -> {
            opened[0] = items.open(
                    new NewItem(
                            unit,
                            row.text("title"),
                            row.text("description"),
                            Severity.valueOf(row.text("severity")),
                            row.text("medium"),
                            origin(row, day),
                            owner,
                            day.plusDays(row.number("discovered")),
                            false),
                    "demonstration-" + row.text("key"));
            assignments.assign(opened[0], new Assignment(owner, null, verifier));
        });
        return new Played(row, opened[0], unit, owner, Codes.of(people, row.text("approver")), verifier);
    }

    private @Nullable Origin origin(Row row, LocalDate day) {
        String exceedance = row.said("exceedance");
        return exceedance == null ? null : findings.exceedance(exceedance, day).orElse(null);
    }

    private void plan(Played p, Reach reach, LocalDate day, Map<String, PersonId> people) {
        if (reach == Reach.OPENED) {
            return;
        }
        cast.as(p.owner(), () -> why(p));
        var planned = actions(p.row()).stream()
                .map(row -> Map.entry(row, action(p, row, day, people)))
                .toList();
        cast.as(p.owner(), () -> corrections.submitPlan(p.item(), ""));
        if (reach == Reach.PLAN_RETURNED) {
            cast.as(p.approver(), () -> corrections.returnPlan(p.item(), p.row().text("note")));
        }
        if (reach.compareTo(Reach.IN_PROGRESS) < 0) {
            return;
        }
        cast.as(p.approver(), () -> corrections.approvePlan(p.item(), ""));
        planned.forEach(a -> carryOut(p, a.getKey(), a.getValue(), day, people));
        finish(p, reach, day);
    }

    private void finish(Played p, Reach reach, LocalDate day) {
        if (reach.compareTo(Reach.SUBMITTED) >= 0) {
            cast.as(p.owner(), () -> corrections.submitDone(p.item(), p.row().text("note")));
        }
        if (reach.compareTo(Reach.VERIFIED) >= 0) {
            LocalDate effect = reach == Reach.CLOSED ? items.today(p.item()) : null;
            cast.as(p.verifier(), () -> verification.verify(p.item(), p.row().text("verdict"), effect));
        }
        if (reach == Reach.CLOSED) {
            cast.as(
                    p.verifier(),
                    () -> verification.closeEffective(p.item(), p.row().text("verdict")));
            learn(p);
        }
    }

    /// What the closed item taught is proposed by its owner and accepted.
    private void learn(Played p) {
        String change = p.row().said("change");
        if (change == null) {
            return;
        }
        var proposed = new long[1];
        cast.as(
                p.owner(),
                () -> proposed[0] = changes.propose(
                        p.item(), new Changes.Proposal(ChangeKind.CRITERION, change, "", "", p.owner())));
        cast.as(p.approver(), () -> changes.decide(proposed[0], true, ""));
    }

    /// The tree of causes where one was drawn, else the one line of the item.
    private void why(Played p) {
        var lines = InputFiles.rows("item_causes.csv").stream()
                .filter(c -> c.text("item").equals(p.row().text("key")))
                .toList();
        if (lines.isEmpty()) {
            corrections.recordCause(
                    p.item(), List.of(p.row().text("cause")), p.row().text("cause_kind"));
            return;
        }
        var added = new HashMap<String, Long>();
        for (Row line : lines) {
            String under = line.said("under");
            added.put(
                    line.text("key"),
                    causes.add(
                            p.item(),
                            under == null ? null : added.get(under),
                            new Cause.Said(
                                    Cause.Level.valueOf(line.text("level")),
                                    line.text("code"),
                                    line.text("text"),
                                    null)));
        }
    }

    private ActionId action(Played p, Row row, LocalDate day, Map<String, PersonId> people) {
        var added = new ActionId[1];
        cast.as(
                p.owner(),
                () -> added[0] = corrections.addAction(
                        p.item(),
                        new Corrections.PlannedAction(
                                row.text("title"),
                                row.text("kind"),
                                Codes.of(people, row.text("owner")),
                                on(p, row.number("due"), day),
                                new Money(row.decimal("cost"), row.text("currency")),
                                row.said("evidence") != null,
                                row.said("unit") == null ? null : Codes.of(codes.units(), row.text("unit")),
                                null)));
        return added[0];
    }

    private void carryOut(Played p, Row row, ActionId id, LocalDate day, Map<String, PersonId> people) {
        String done = row.said("done");
        if (done == null) {
            return;
        }
        cast.as(Codes.of(people, row.text("owner")), () -> {
            actions.start(id);
            String file = row.said("evidence");
            if (file != null) {
                keep(
                        file,
                        row.text("caption"),
                        p,
                        new Origin("actions", "action", id.toString(), row.text("title"), "/actions/" + id));
            }
            actions.done(id, on(p, Integer.parseInt(done), day), "");
        });
    }

    private void onTheSpot(Played p, LocalDate day) {
        cast.as(p.owner(), () -> {
            keep("silt-fence.png", "The fence after the correction", p, origin(p));
            corrections.correctOnTheSpot(p.item(), p.row().text("note"));
        });
        cast.as(p.verifier(), () -> verification.verify(p.item(), "Seen on the way to the north pit.", null));
    }

    private static Origin origin(Played p) {
        return new Origin(
                "rectification",
                "item",
                p.item().toString(),
                p.row().text("title"),
                "/rectification/items/" + p.item());
    }

    private void keep(String file, String caption, Played p, Origin of) {
        String type = file.endsWith(".png") ? "image/png" : "application/pdf";
        evidence.keep(
                Drawings.of(file, List.of(caption, p.row().text("title"), "Drawn for the demonstration.")),
                file,
                type,
                p.unit(),
                of,
                caption);
    }

    /// Days count from the discovery.
    private static LocalDate on(Played p, int days, LocalDate day) {
        return day.plusDays(p.row().number("discovered")).plusDays(days);
    }

    private static List<Row> actions(Row item) {
        return InputFiles.rows("item_actions.csv").stream()
                .filter(a -> a.text("item").equals(item.text("key")))
                .toList();
    }
}

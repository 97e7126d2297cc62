package org.verdite.rectification.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Action;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Bar;
import org.verdite.rectification.Deferrals;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Items;
import org.verdite.rectification.Likeness;
import org.verdite.rectification.Need;
import org.verdite.rectification.SeverityRules;
import org.verdite.rectification.Verification;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Attachment;
import org.verdite.ui.Texts;

/// Puts the page of an item together in a bounded number of queries.
@Component
class ItemPages {

    private final ItemReading reading;
    private final Items items;
    private final Likeness likeness;
    private final ChangeQueries changes;
    private final Verification verification;
    private final Deferrals deferrals;
    private final Actions actions;
    private final Evidence evidence;
    private final SeverityRules rules;
    private final ItemLadder ladder;
    private final CauseTree causes;
    private final Access access;

    ItemPages(
            ItemReading reading,
            Items items,
            Likeness likeness,
            ChangeQueries changes,
            Verification verification,
            Deferrals deferrals,
            Actions actions,
            Evidence evidence,
            SeverityRules rules,
            ItemLadder ladder,
            CauseTree causes,
            Access access) {
        this.reading = reading;
        this.items = items;
        this.likeness = likeness;
        this.changes = changes;
        this.verification = verification;
        this.deferrals = deferrals;
        this.actions = actions;
        this.evidence = evidence;
        this.rules = rules;
        this.ladder = ladder;
        this.causes = causes;
        this.access = access;
    }

    @Transactional(readOnly = true)
    public ItemPage page(ItemId id, Texts t) {
        var v = reading.require(id, t);
        var planned = v.workflow() == Workflow.PLAN ? actions.of(v.origin()) : List.<Action>of();
        var files = Stream.concat(
                        Stream.of(v.origin()),
                        planned.stream().filter(a -> a.evidence() > 0).map(ItemPages::origin))
                .flatMap(of -> evidence.of(of).stream())
                .map(f -> new Attachment(
                        f.path(),
                        f.caption().isEmpty() ? f.name() : f.caption(),
                        f.name(),
                        f.who(),
                        f.at(),
                        f.picture() ? f.path() + "/content?inline=true" : null))
                .distinct()
                .toList();
        var origins = reading.origins(id);
        var extensions = reading.extensions(id, t);
        var rule = rules.of(v.severity());
        long granted = extensions.stream()
                .filter(e -> Boolean.TRUE.equals(e.granted()))
                .count();
        boolean movable = v.authorityId() == null && granted < rule.extensions();
        boolean asked = extensions.stream().anyMatch(e -> e.granted() == null);
        var contradicted = v.state() == ItemState.CLOSED_EFFECTIVE ? items.contradicted(id) : List.<Need>of();
        return new ItemPage(
                v,
                ItemChain.of(v, origins, items.measured(origins), planned, !contradicted.isEmpty(), t),
                stepper(v),
                next(v, planned, asked, movable),
                planned,
                sums(planned),
                files,
                origins,
                reading.steps(id, t),
                extensions,
                contradicted,
                rule,
                reading.authorities(v, t),
                ladder.of(v, t),
                v.workflow() == Workflow.PLAN ? actions.standing(v.origin()) : new Actions.Standing(0, 0),
                v.over() ? List.of() : reading.delegates(v, t),
                v.cause().isEmpty() ? List.of() : causes.of(id, t),
                v.workflow() == Workflow.SPOT ? reading.samples(id, t) : List.of(),
                reading.kin(id),
                v.over() || v.repeatOf() != null || v.cancelKind() != null || v.workflow() == Workflow.INVESTIGATION
                        ? List.of()
                        : likeness.of(id),
                v.state() == ItemState.CLOSED_EFFECTIVE ? changes.of(id, t) : List.of(),
                Stream.of(Permission.ITEM_CARRY, Permission.ITEM_OPEN, Permission.ITEM_VERIFY)
                        .anyMatch(p -> access.may(p, v.unit())),
                access.may(Permission.EVIDENCE_ADD, v.unit()) && !v.over(),
                v.workflow() == Workflow.PLAN
                        && (v.state() == ItemState.OPEN || v.state() == ItemState.IN_PROGRESS)
                        && access.may(Permission.ITEM_CARRY, v.unit()));
    }

    private static Origin origin(Action a) {
        return new Origin("actions", "action", a.id().toString(), a.title(), a.path());
    }

    private NextSteps next(ItemView v, List<Action> planned, boolean asked, boolean movable) {
        Integer me = Scope.current().person();
        var step = v.succeededBy() == null ? NextSteps.next(v.workflow(), v.state()) : null;
        List<Need> needs = step == null ? List.of() : items.needs(v.id(), step, planned);
        boolean proving = v.state().awaitsVerification() || v.state() == ItemState.VERIFIED;
        Optional<Bar> bar = me == null || !proving ? Optional.empty() : verification.bar(v.id(), new PersonId(me));
        return new NextSteps.Finder(
                        v,
                        planned,
                        needs,
                        p -> access.may(p, v.unit()),
                        bar,
                        me,
                        asked,
                        asked && deferrals.mayDecideTime(v.unit()),
                        movable)
                .find();
    }

    private static List<Money> sums(List<Action> actions) {
        var sums = new TreeMap<String, Money>();
        actions.stream()
                .filter(a -> a.state() != ActionState.CANCELLED)
                .map(Action::cost)
                .filter(c -> c != null)
                .forEach(c -> sums.merge(c.currency(), c, Money::plus));
        return List.copyOf(sums.values());
    }

    private static List<ItemPage.Stop> stepper(ItemView v) {
        var zone = v.zone();
        var stops = new ArrayList<ItemPage.Stop>();
        boolean over = v.state() == ItemState.CANCELLED;
        int at = over ? 1 : position(v);
        int n = 0;
        stops.add(stop("opened", n++, at, v.openedOn()));
        if (over) {
            stops.add(new ItemPage.Stop("rectification.stage.withdrawn", "cur", v.closedOn()));
            return stops;
        }
        switch (v.workflow()) {
            case PLAN -> {
                stops.add(stop("plan", n++, at, day(v.planAt(), zone)));
                stops.add(stop("approval", n++, at, day(v.approvedAt(), zone)));
                stops.add(stop("progress", n++, at, day(v.approvedAt(), zone)));
            }
            case SPOT -> stops.add(stop("correction", n++, at, day(v.doneAt(), zone)));
            case INVESTIGATION -> {
                stops.add(stop("finding", n++, at, null));
                stops.add(stop("outcome", n, at, v.closedOn()));
                return stops;
            }
        }
        stops.add(stop("verification", n++, at, v.verifiedOn()));
        stops.add(stop("closed", n, at, v.closedOn()));
        return stops;
    }

    /// How many stops lie behind.
    private static int position(ItemView v) {
        boolean plan = v.workflow() == Workflow.PLAN;
        return switch (v.state()) {
            case OPEN -> v.workflow() == Workflow.INVESTIGATION && !v.finding().isEmpty() ? 2 : 1;
            case PLAN_SUBMITTED -> 2;
            case IN_PROGRESS -> 3;
            case DONE_SUBMITTED -> 4;
            case CORRECTED -> 2;
            case VERIFIED, INEFFECTIVE -> plan ? 5 : 3;
            case CLOSED_EFFECTIVE -> plan ? 6 : 4;
            case CLOSED_UNSAMPLED -> 4;
            case CANCELLED -> 1;
            case NO_FINDING, BECAME_ITEM -> 3;
        };
    }

    private static ItemPage.Stop stop(String key, int number, int at, @Nullable LocalDate day) {
        String css = number < at ? "done" : number == at ? "cur" : "";
        boolean dated = number < at || key.equals("progress") && number == at;
        return new ItemPage.Stop("rectification.stage." + key + (number < at ? ".done" : ""), css, dated ? day : null);
    }

    private static @Nullable LocalDate day(java.time.@Nullable Instant at, ZoneId zone) {
        return at == null ? null : LocalDate.ofInstant(at, zone);
    }
}

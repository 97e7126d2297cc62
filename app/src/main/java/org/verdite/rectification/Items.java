package org.verdite.rectification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Action;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// The list of non-compliant items (ISO 14001, 10.2): opening them, what is known about them, their words and
/// severity. Who carries and verifies is said in {@link Assignments}. Corrections go through {@link Corrections}, their
/// proof through {@link Verification}, the question
/// whether anything was wrong through {@link Investigations}, time and withdrawal through {@link Deferrals}.
@Component
public class Items {

    private final ItemStore store;
    private final ItemGate gate;
    private final Opening opening;
    private final Access access;
    private final Finders finders;

    Items(ItemStore store, ItemGate gate, Opening opening, Access access, Finders finders) {
        this.store = store;
        this.gate = gate;
        this.opening = opening;
        this.access = access;
        this.finders = finders;
    }

    /// Opens an item, or answers the one that is not yet over for the same origin.
    @Transactional
    public ItemId open(NewItem i) {
        return open(i, null);
    }

    /// @param clientKey the caller's own key: the same key at the same unit is the same item, however often it comes
    /// @throws Invalid naming the fields `title`, `description`, `medium`, `discovered`, `owner`
    /// @throws Refused when the finder's record may not become this, or does not stand any more
    @Transactional
    public ItemId open(NewItem i, @Nullable String clientKey) {
        access.require(Permission.ITEM_OPEN, i.unit());
        opening.check(i);
        gate.known("owner", i.owner());
        if (clientKey != null) {
            ItemGate.text("key", clientKey, true, 100);
            store.lock("key " + i.unit() + " " + clientKey);
            var same = opening.byClientKey(i, clientKey);
            if (same.isPresent()) {
                return same.get();
            }
        }
        if (i.origin() == null) {
            return opening.insert(i, clientKey);
        }
        var origin = found(i.origin(), i.unit(), i.investigation());
        store.lock(origin.room() + " " + origin.kind() + " " + origin.id());
        var open = store.linked(origin, false);
        if (!open.isEmpty()) {
            return open.getFirst().id();
        }
        var id = opening.insert(i, clientKey);
        store.link(id, i.unit(), origin);
        return id;
    }

    /// What may be opened from a record, as its finder says.
    @Transactional(readOnly = true)
    public Finder.Becomes becomes(@Nullable Origin origin) {
        return origin == null
                ? Finder.Becomes.EITHER
                : finders.of(origin.room())
                        .map(f -> f.becomes(origin.kind(), origin.id()))
                        .orElse(Finder.Becomes.EITHER);
    }

    private Origin found(Origin origin, UnitId unit, boolean investigation) {
        var finder = finders.of(origin.room());
        if (finder.isEmpty()) {
            return origin;
        }
        if (!finder.get().unit(origin.kind(), origin.id()).equals(Optional.of(unit))) {
            throw new NotHere(origin.room() + " " + origin.kind() + " " + origin.id());
        }
        var allowed = finder.get().becomes(origin.kind(), origin.id());
        boolean may = switch (allowed) {
            case EITHER -> true;
            case ITEM -> !investigation;
            case INVESTIGATION -> investigation;
            case NOTHING -> false;
        };
        if (!may) {
            throw new Refused("rectification.refused.becomes." + allowed);
        }
        return finder.get().origin(origin.kind(), origin.id()).orElse(origin);
    }

    /// The measurement behind the first origin whose room keeps one.
    @Transactional(readOnly = true)
    public Optional<Origin> measured(List<Origin> origins) {
        return origins.stream()
                .flatMap(o -> finders.of(o.room()).flatMap(f -> f.measured(o.kind(), o.id())).stream())
                .findFirst();
    }

    /// The items linked to a record, closed ones too.
    @Transactional(readOnly = true)
    public List<LinkedItem> of(Origin origin) {
        return store.linked(origin, true);
    }

    /// Says that an item is about another record too. Saying it twice changes nothing.
    @Transactional
    public void link(ItemId id, Origin origin) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY);
        store.link(id, item.unit(), known(origin));
        store.log(
                id,
                item.unit(),
                ItemStep.LINK,
                item.state().name(),
                item.state().name(),
                item.round(),
                store.today(item),
                item.deadline(),
                origin.title());
    }

    /// A finder's record as the finder knows it, if the reader sees it.
    private Origin known(Origin origin) {
        var finder = finders.of(origin.room());
        if (finder.isPresent() && finder.get().unit(origin.kind(), origin.id()).isEmpty()) {
            throw new NotHere(origin.room() + " " + origin.kind() + " " + origin.id());
        }
        return finder.flatMap(f -> f.origin(origin.kind(), origin.id())).orElse(origin);
    }

    /// Changes the words of an item.
    ///
    /// @param version as it was read
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void edit(ItemId id, int version, String title, String description, String medium) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY);
        if (item.version() != version) {
            throw new Conflict("item " + id);
        }
        if (!Opening.MEDIA.contains(medium)) {
            throw new Invalid("medium", "ui.form.choice");
        }
        store.step(
                item,
                ItemStep.EDIT,
                "",
                "title",
                ItemGate.text("title", title, true, 200),
                "description",
                ItemGate.text("description", description, false, 4000),
                "medium",
                medium);
    }

    /// Says who found an item, against which clause, where exactly, and what was done at once.
    ///
    /// @param version as it was read
    /// @throws Invalid naming `source`, `standard`, `edition`, `clause`, `place`, `coordinates`, `immediate`
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void describe(ItemId id, int version, Particulars p) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY);
        if (item.version() != version) {
            throw new Conflict("item " + id);
        }
        if (p.source() == null) {
            throw new Invalid("source", "ui.form.required");
        }
        var problems = ParticularsCheck.problems(p);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var c = ParticularsCheck.columns(p);
        store.step(
                item,
                ItemStep.EDIT,
                "",
                "source",
                p.source(),
                "nature",
                p.nature(),
                "clause_standard",
                c.get("standard"),
                "clause_edition",
                c.get("edition"),
                "clause_number",
                c.get("clause"),
                "place",
                c.get("place"),
                "latitude",
                c.get("latitude"),
                "longitude",
                c.get("longitude"),
                "immediate",
                c.get("immediate"));
    }

    /// Another severity: its deadline counts from where the clock started, its way is the new severity's. A deadline
    /// that an authority set stays.
    ///
    /// @throws Refused once a plan was submitted or the correction made, for who carries the item or ever did, and
    ///   for who would lower what is major or critical without approving one level up, as it gives more time
    @Transactional
    public void reclassify(ItemId id, Severity severity, String reason) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        gate.require(ItemStep.RECLASSIFY, item);
        if (gate.everCarried(item, gate.actor())) {
            throw new Refused("rectification.refused.ownerReclassifies");
        }
        boolean lower =
                severity.compareTo(item.severity()) < 0 && item.severity().compareTo(Severity.MAJOR) >= 0;
        if (lower && !gate.oneLevelUp(item.unit())) {
            throw new Refused("rectification.refused.lowerOneLevelUp");
        }
        var rule = opening.rule(severity);
        var due = opening.deadline(rule, item);
        store.step(
                item,
                ItemStep.RECLASSIFY,
                ItemGate.text("reason", reason, true, 2000),
                "severity",
                severity,
                "workflow",
                rule.workflow(),
                "deadline",
                due.day(),
                "due_at",
                due.at());
    }

    /// What a step of an item needs, there or missing.
    @Transactional(readOnly = true)
    public List<Need> needs(ItemId id, ItemStep step) {
        return gate.needs(step, gate.seen(id));
    }

    /// What results say against an item that was closed as effective: later ones can take its proof away.
    @Transactional(readOnly = true)
    public List<Need> contradicted(ItemId id) {
        return gate.contradicted(gate.seen(id));
    }

    /// The same for a page that has read the actions already.
    @Transactional(readOnly = true)
    public List<Need> needs(ItemId id, ItemStep step, List<Action> actions) {
        return gate.needs(step, gate.seen(id), actions);
    }

    /// Today, as the calendar at the item's place has it.
    @Transactional(readOnly = true)
    public LocalDate today(ItemId id) {
        return store.today(gate.seen(id));
    }
}

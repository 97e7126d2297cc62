package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Moves, merges and splits of units that are looked at before they happen: proposed by one person, confirmed by
/// another, and until then put aside without a trace in the tree.
@Component
public class Reorganisations {

    private final ReorganisationStore store;
    private final JdbcClient jdbc;
    private final Access access;
    private final Units units;
    private final UnitTrees trees;
    private final People people;
    private final Days days;

    Reorganisations(
            ReorganisationStore store,
            JdbcClient jdbc,
            Access access,
            Units units,
            UnitTrees trees,
            People people,
            Days days) {
        this.store = store;
        this.jdbc = jdbc;
        this.access = access;
        this.units = units;
        this.trees = trees;
        this.people = people;
        this.days = days;
    }

    /// @throws Invalid when a unit would come to stand below itself, or stands there already
    @Transactional
    public Reorganisation propose(NewReorganisation draft) {
        Stream.concat(draft.from().stream(), draft.to().stream())
                .forEach(unit -> access.require(Permission.ORGANISATION_EDIT, unit));
        if (Rules.text("reason", draft.reason(), 500).isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        Rules.calendarDay("day", draft.day());
        whole(draft);
        canStandThere(draft);
        return get(store.add(draft));
    }

    private static void whole(NewReorganisation draft) {
        if (draft.from().isEmpty() || draft.from().size() > 50) {
            throw new Invalid("from", draft.from().isEmpty() ? "ui.form.required" : "organisation.reorganisation.most");
        }
        if (draft.to().isEmpty() || draft.to().size() > 50) {
            throw new Invalid("to", draft.to().isEmpty() ? "ui.form.required" : "organisation.reorganisation.most");
        }
        var all = new HashSet<UnitId>(draft.from());
        all.addAll(draft.to());
        if (all.size() < draft.from().size() + draft.to().size()) {
            throw new Invalid("to", "organisation.reorganisation.twice");
        }
        boolean split = draft.kind() == Reorganisation.Kind.SPLIT;
        if (split && draft.from().size() > 1) {
            throw new Invalid("from", "organisation.reorganisation.one");
        }
        if (!split && draft.to().size() > 1) {
            throw new Invalid("to", "organisation.reorganisation.one");
        }
        if (!split && !draft.shares().isEmpty()
                || split && draft.shares().size() != draft.to().size()) {
            throw new Invalid("shares", "organisation.reorganisation.shares");
        }
        draft.shares().forEach(share -> Rules.share("shares", share));
        var sum = draft.shares().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) > 0) {
            throw new Invalid("shares", "organisation.reorganisation.tooMuch", percent(sum));
        }
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /// By the tree of the day on which it holds. What can't be is told at its field and by the unit's name, all of it
    /// at once.
    private void canStandThere(NewReorganisation draft) {
        var tree = trees.on(draft.day());
        var problems = new ArrayList<Invalid.Problem>();
        for (UnitId to : draft.to()) {
            if (tree.node(to.value()) == null) {
                problems.add(problem("to", "organisation.reorganisation.notOpen", to));
            }
        }
        for (UnitId from : draft.from()) {
            var node = tree.node(from.value());
            if (node == null) {
                problems.add(problem("from", "organisation.reorganisation.notOpen", from));
            } else if (node.parent() == null) {
                problems.add(problem("from", "organisation.reorganisation.top", from));
            } else {
                draft.to().forEach(to -> problems.addAll(between(draft.kind(), node, to, tree)));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private List<Invalid.Problem> between(Reorganisation.Kind kind, UnitTree.Node from, UnitId to, UnitTree tree) {
        if (kind == Reorganisation.Kind.MOVE && Integer.valueOf(to.value()).equals(from.parent())) {
            return List.of(problem("to", "organisation.reorganisation.there", new UnitId(from.id()), to));
        }
        return tree.above(to.value()).contains(from.id())
                ? List.of(problem("to", "organisation.reorganisation.belowItself", new UnitId(from.id()), to))
                : List.of();
    }

    private Invalid.Problem problem(String field, String key, UnitId... named) {
        var tree = trees.today();
        return new Invalid.Problem(
                field,
                key,
                Stream.of(named)
                        .map(unit -> tree.node(unit.value()))
                        .<Object>map(node -> node == null ? LocalText.of("en", "") : node.name())
                        .toList());
    }

    /// Takes effect with the verbs of units: nothing of it is half done.
    ///
    /// @throws Refused for who proposed it, and for a merge or split whose day has not come
    @Transactional
    public void confirm(long id, int version) {
        var draft = decided(id, version, Reorganisation.State.CONFIRMED);
        if (draft.kind() != Reorganisation.Kind.MOVE && draft.day().isAfter(days.today())) {
            throw new Refused("organisation.reorganisation.refused.day", draft.day());
        }
        var first = new UnitId(draft.to().getFirst());
        for (int from : draft.from()) {
            var unit = new UnitId(from);
            switch (draft.kind()) {
                case MOVE -> units.move(unit, first, draft.day(), draft.reason());
                case MERGE -> succeed(draft, unit, draft.to(), List.of(BigDecimal.ONE));
                case SPLIT -> succeed(draft, unit, draft.to(), draft.shares());
            }
        }
    }

    private void succeed(Reorganisation draft, UnitId unit, List<Integer> heirs, List<BigDecimal> shares) {
        for (int i = 0; i < heirs.size(); i++) {
            units.succeed(unit, new UnitId(heirs.get(i)), shares.get(i), draft.day(), draft.reason());
        }
        if (draft.closes()) {
            var heir = new UnitId(heirs.getFirst());
            below(unit, draft.day()).forEach(child -> units.move(child, heir, draft.day(), draft.reason()));
            peopleOf(unit).forEach(person -> people.transfer(person, heir));
            units.close(unit, versionOf(unit), draft.day());
        }
    }

    private List<UnitId> below(UnitId unit, LocalDate day) {
        return jdbc.sql("""
                        select unit_id from organisation.edge where parent_id = :unit and superseded_at is null
                          and valid_from <= :day and (valid_to is null or valid_to > :day) order by unit_id""")
                .param("unit", unit.value())
                .param("day", day)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .list();
    }

    private List<PersonId> peopleOf(UnitId unit) {
        return jdbc.sql("select id from organisation.person where unit_id = :unit and erased_at is null order by id")
                .param("unit", unit.value())
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .list();
    }

    private int versionOf(UnitId unit) {
        return jdbc.sql("select version from organisation.unit where id = :unit")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Puts it aside; nothing was changed by it.
    @Transactional
    public void drop(long id, int version) {
        decided(id, version, Reorganisation.State.DROPPED);
    }

    private Reorganisation decided(long id, int version, Reorganisation.State state) {
        var draft = get(id);
        Stream.concat(draft.from().stream(), draft.to().stream())
                .forEach(unit -> access.require(Permission.ORGANISATION_EDIT, new UnitId(unit)));
        if (draft.state() != Reorganisation.State.DRAFT) {
            throw new Refused("organisation.reorganisation.refused.decided");
        }
        Integer me = Scope.current().person();
        boolean own = state == Reorganisation.State.CONFIRMED && me != null && me.equals(draft.proposedBy());
        if (own) {
            throw new Refused("organisation.reorganisation.refused.own");
        }
        if (!store.decide(id, version, state)) {
            throw new Conflict("reorganisation " + id);
        }
        return draft;
    }

    /// What it would touch.
    public UnitTouch.Change change(Reorganisation draft) {
        var tree = trees.on(draft.day());
        var all = new ArrayList<Integer>();
        for (int from : draft.from()) {
            for (int unit : tree.subtree(from)) {
                all.add(unit);
            }
        }
        return new UnitTouch.Change(List.copyOf(all), draft.from().getFirst(), draft.day(), draft.closes());
    }

    /// @throws NotHere when the reader does not see what it is about
    @Transactional(readOnly = true)
    public Reorganisation get(long id) {
        return store.find(id).orElseThrow(() -> new NotHere("reorganisation " + id));
    }

    /// Drafts first, then the latest.
    ///
    /// @param state null for any
    @Transactional(readOnly = true)
    public List<Reorganisation> list(Reorganisation.@Nullable State state) {
        return store.list(state);
    }
}

package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Reorganisation;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.LocalText;

/// The tree before and after: of each unit whose place becomes another, where it stands and where it would stand.
@Component
class ReorganisationPlan {

    /// @param before names above it, the top first
    /// @param after the same afterwards; empty when it ends
    record Place(int id, LocalText name, String code, List<LocalText> before, List<LocalText> after, boolean ends) {}

    private final UnitTrees trees;
    private final Directory directory;

    ReorganisationPlan(UnitTrees trees, Directory directory) {
        this.trees = trees;
        this.directory = directory;
    }

    List<Place> places(Reorganisation draft) {
        // what was decided already is shown from the day before it held
        boolean done = draft.state() == Reorganisation.State.CONFIRMED;
        var tree = trees.on(done ? draft.day().minusDays(1) : draft.day());
        var parents = new HashMap<Integer, Integer>();
        var ends = new HashSet<Integer>();
        var changed = new LinkedHashSet<Integer>();
        int first = draft.to().getFirst();
        for (int from : draft.from()) {
            changed.add(from);
            if (draft.kind() == Reorganisation.Kind.MOVE) {
                parents.put(from, first);
            } else if (draft.closes()) {
                ends.add(from);
                tree.children(from).forEach(child -> {
                    parents.put(child, first);
                    changed.add(child);
                });
            }
        }
        var places = new ArrayList<Place>();
        for (int unit : changed) {
            var node = tree.node(unit);
            if (node != null) {
                places.add(new Place(
                        unit,
                        node.name(),
                        node.code(),
                        above(tree, unit, Map.of()),
                        ends.contains(unit) ? List.of() : above(tree, unit, parents),
                        ends.contains(unit)));
            }
        }
        return places;
    }

    /// Names of what stands above, as far as the reader sees it.
    private List<LocalText> above(UnitTree tree, int unit, Map<Integer, Integer> moved) {
        var names = new ArrayList<LocalText>();
        var met = new HashSet<Integer>();
        Integer at = parent(tree, unit, moved);
        while (at != null && met.add(at)) {
            var node = tree.node(at);
            if (node != null && directory.unit(at) != null) {
                names.add(node.name());
            }
            at = parent(tree, at, moved);
        }
        Collections.reverse(names);
        return names;
    }

    private static @Nullable Integer parent(UnitTree tree, int unit, Map<Integer, Integer> moved) {
        Integer other = moved.get(unit);
        var node = tree.node(unit);
        return other != null ? other : node == null ? null : node.parent();
    }
}

package org.verdite.organisation;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// The whole unit tree as it stands on one day, held in memory. Today's tree keeps closed units where they stood last,
/// so that whoever stands above still reads what was done there.
public final class UnitTree {

    /// @param kind GROUP, REGION, SUBSIDIARY, SITE, DEPARTMENT, SECTION, TEAM
    /// @param parent null at the top
    /// @param country of the unit's own site, empty when it has none
    /// @param open false before it opens and after it closed
    public record Node(
            int id,
            String code,
            LocalText name,
            String kind,
            @Nullable Integer parent,
            String country,
            boolean open) {}

    private final LocalDate day;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Map<Integer, Integer> sites = new HashMap<>();
    private final List<Integer> roots = new ArrayList<>();

    UnitTree(LocalDate day, List<Node> all) {
        this.day = day;
        all.forEach(n -> nodes.put(n.id(), n));
        all.stream().sorted(Comparator.comparing(Node::code)).forEach(n -> {
            Integer parent = n.parent();
            if (parent == null || !nodes.containsKey(parent)) {
                roots.add(n.id());
            } else {
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(n.id());
            }
            if (!n.country().isEmpty()) {
                above(n.id()).forEach(above -> sites.merge(above, 1, Integer::sum));
            }
        });
    }

    public LocalDate day() {
        return day;
    }

    public @Nullable Node node(int id) {
        return nodes.get(id);
    }

    public Collection<Node> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    public List<Integer> roots() {
        return Collections.unmodifiableList(roots);
    }

    public List<Integer> children(int id) {
        return Collections.unmodifiableList(children.getOrDefault(id, List.of()));
    }

    /// How many sites stand in the subtree.
    public int sites(int id) {
        return sites.getOrDefault(id, 0);
    }

    /// The unit and all above it, the top last.
    public List<Integer> above(int id) {
        var all = new ArrayList<Integer>();
        Integer at = id;
        while (at != null && nodes.containsKey(at) && !all.contains(at)) {
            all.add(at);
            at = nodes.get(at).parent();
        }
        return all;
    }

    /// The unit and all below it, sorted by id; empty for an unknown unit.
    public int[] subtree(int id) {
        if (!nodes.containsKey(id)) {
            return new int[0];
        }
        var found = IntStream.builder();
        var open = new ArrayDeque<Integer>(List.of(id));
        while (!open.isEmpty()) {
            int next = open.remove();
            found.add(next);
            open.addAll(children(next));
        }
        return found.build().sorted().toArray();
    }
}

package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Grants;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.ui.UnitDirectory;

/// The unit tree for the frame, from memory. A page narrowed to a subtree still shows the way up, as far as the person
/// sees it.
@Component
class Directory implements UnitDirectory {

    private final UnitTrees trees;
    private final Grants grants;

    Directory(UnitTrees trees, Grants grants) {
        this.trees = trees;
        this.grants = grants;
    }

    @Override
    public @Nullable Unit unit(int id) {
        var node = trees.today().node(id);
        return node == null || !sees(id) ? null : unit(node);
    }

    @Override
    public List<Unit> path(int id) {
        var tree = trees.today();
        var path = new ArrayList<Unit>();
        for (int above : tree.above(id)) {
            var node = tree.node(above);
            if (node != null && sees(above)) {
                path.addFirst(unit(node));
            }
        }
        return path;
    }

    @Override
    public List<Unit> tops() {
        var tree = trees.today();
        int[] units = sight();
        if (units == null) {
            return units(tree, tree.roots());
        }
        return units(
                tree,
                Arrays.stream(units)
                        .boxed()
                        .filter(id -> tree.above(id).stream()
                                .skip(1)
                                .noneMatch(above -> Arrays.binarySearch(units, above) >= 0))
                        .toList());
    }

    @Override
    public List<Unit> below(int id) {
        var tree = trees.today();
        return sees(id) ? units(tree, tree.children(id)) : List.of();
    }

    @Override
    public List<Unit> find(String words, int limit) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return trees.today().nodes().stream()
                .filter(UnitTree.Node::open)
                .filter(n -> matches(n, wanted))
                .filter(n -> sees(n.id()))
                .sorted(Comparator.comparing(UnitTree.Node::code))
                .limit(limit)
                .map(this::unit)
                .toList();
    }

    private static boolean matches(UnitTree.Node node, String wanted) {
        return node.code().toLowerCase(Locale.ROOT).startsWith(wanted)
                || node.name().texts().values().stream()
                        .anyMatch(n -> n.toLowerCase(Locale.ROOT).contains(wanted))
                || !node.country().isEmpty() && country(node.country(), wanted);
    }

    private static boolean country(String code, String wanted) {
        var place = Locale.of("", code);
        return code.toLowerCase(Locale.ROOT).equals(wanted)
                || place.getDisplayCountry(Locale.ENGLISH)
                        .toLowerCase(Locale.ROOT)
                        .equals(wanted)
                || place.getDisplayCountry(Locale.SIMPLIFIED_CHINESE).equals(wanted);
    }

    @Override
    public int[] subtree(int id) {
        return sees(id) ? trees.today().subtree(id) : new int[0];
    }

    LocalText name(int id) {
        var node = trees.today().node(id);
        return node == null ? LocalText.of("en", "") : node.name();
    }

    private List<Unit> units(UnitTree tree, List<Integer> ids) {
        return ids.stream()
                .map(tree::node)
                .filter(n -> n != null && n.open())
                .map(n -> unit(java.util.Objects.requireNonNull(n)))
                .toList();
    }

    private Unit unit(UnitTree.Node node) {
        var tree = trees.today();
        boolean children = tree.children(node.id()).stream().map(tree::node).anyMatch(n -> n != null && n.open());
        return new Unit(node.id(), node.name(), node.code(), node.kind(), tree.sites(node.id()), children);
    }

    private boolean sees(int id) {
        int[] units = sight();
        return units == null || Arrays.binarySearch(units, id) >= 0;
    }

    /// All that the person sees, sorted, whatever the page is narrowed to.
    private int @Nullable [] sight() {
        var scope = Scope.current();
        Integer account = scope.account();
        if (account != null) {
            return grants.units(account);
        }
        int[] units = scope.units();
        return units == null ? null : Arrays.stream(units).sorted().toArray();
    }
}

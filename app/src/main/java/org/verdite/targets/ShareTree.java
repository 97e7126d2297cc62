package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the shares of a goal reached, from the last up to the whole, in one pass. A value of a share's own
/// stands before what its parts make, and the difference is said; a part without a value makes its whole
/// incomplete, never smaller without a word.
final class ShareTree {

    /// A share, or the goal itself.
    ///
    /// @param told of each period that is over, in the terms of {@link Reached}; null where nothing was told
    /// @param unseen parts that lie outside the reader's sight
    record Node(long id, long parent, @Nullable BigDecimal weight, List<@Nullable BigDecimal> told, int unseen) {}

    /// What was reached by the end of a period.
    ///
    /// @param value of what is known; null when nothing is
    /// @param missing how many at the ends of the tree told nothing
    /// @param difference told for the whole minus what its parts make; null unless both are complete
    record Reached(
            @Nullable BigDecimal value,
            int missing,
            @Nullable BigDecimal difference) {

        boolean complete() {
            return value != null && missing == 0;
        }
    }

    private final Method method;
    private final boolean atLeast;
    private final int periods;
    private final Map<Long, List<Node>> parts = new HashMap<>();
    private final Map<Long, List<Reached>> reached = new HashMap<>();

    private ShareTree(Method method, NewTarget.Direction direction, int periods) {
        this.method = method;
        this.atLeast = direction == NewTarget.Direction.AT_LEAST;
        this.periods = periods;
    }

    /// @param periods that are over
    /// @param root the goal itself or the share asked for
    /// @return for each node what it reached by the end of each period
    static Map<Long, List<Reached>> reached(
            Method method, NewTarget.Direction direction, int periods, Node root, Collection<Node> below) {
        var tree = new ShareTree(method, direction, periods);
        below.forEach(n ->
                tree.parts.computeIfAbsent(n.parent(), _ -> new ArrayList<>()).add(n));
        tree.of(root);
        return tree.reached;
    }

    private List<Reached> of(Node node) {
        var made = new ArrayList<List<Reached>>();
        var below = parts.getOrDefault(node.id(), List.of());
        below.forEach(part -> made.add(of(part)));
        var all = new ArrayList<Reached>(periods);
        for (int p = 0; p < periods; p++) {
            all.add(one(node, below, made, p));
        }
        reached.put(node.id(), all);
        return all;
    }

    private Reached one(Node node, List<Node> below, List<List<Reached>> made, int period) {
        var told = period < node.told().size() ? node.told().get(period) : null;
        if (below.isEmpty()) {
            return told == null ? new Reached(null, Math.max(1, node.unseen()), null) : new Reached(told, 0, null);
        }
        var together = together(below, made, period, node.unseen());
        if (told == null) {
            return together;
        }
        return new Reached(
                told, 0, together.complete() ? told.subtract(Objects.requireNonNull(together.value())) : null);
    }

    private Reached together(List<Node> below, List<List<Reached>> made, int period, int unseen) {
        int missing = unseen;
        BigDecimal value = null;
        BigDecimal weights = BigDecimal.ZERO;
        for (int i = 0; i < below.size(); i++) {
            var part = made.get(i).get(period);
            missing += part.missing();
            var partly = part.value();
            if (partly == null) {
                continue;
            }
            var weight = below.get(i).weight() == null
                    ? BigDecimal.ONE
                    : Objects.requireNonNull(below.get(i).weight());
            weights = weights.add(weight);
            var weighed = method == Method.WEIGHTED ? partly.multiply(weight) : partly;
            value = value == null ? weighed : join(value, weighed);
        }
        if (method == Method.WEIGHTED && value != null) {
            value = value.divide(weights, MathContext.DECIMAL128);
        }
        return new Reached(value, missing, null);
    }

    private BigDecimal join(BigDecimal one, BigDecimal other) {
        return switch (method) {
            case SUM, WEIGHTED -> one.add(other);
            case SAME -> atLeast ? one.min(other) : one.max(other);
            case BEST -> atLeast ? one.max(other) : one.min(other);
            // kept is one, not kept is nothing
            case OBLIGATION -> one.min(other);
        };
    }
}

package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.ItemState;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// The list as a board: a column a stage, in each the items that come due first.
@Component
@Transactional(readOnly = true)
class Board {

    static final int MOST = 12;

    /// @param key of its words
    /// @param states as the list's filter `state` takes them, the first of several
    /// @param more true when there are more than are shown
    record Column(String key, String state, List<ItemQueries.Row> rows, boolean more) {}

    private static final Map<String, List<ItemState>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("begin", List.of(ItemState.OPEN));
        COLUMNS.put("approve", List.of(ItemState.PLAN_SUBMITTED));
        COLUMNS.put("carry", List.of(ItemState.IN_PROGRESS));
        COLUMNS.put("verify", List.of(ItemState.DONE_SUBMITTED, ItemState.CORRECTED));
        COLUMNS.put("effect", List.of(ItemState.VERIFIED));
    }

    private final ItemQueries queries;

    Board(ItemQueries queries) {
        this.queries = queries;
    }

    List<Column> columns(Filters filters, Texts t) {
        var states = COLUMNS.values().stream().flatMap(List::stream).toList();
        var rows = queries.first(states, MOST + 1, filters, t);
        var columns = new ArrayList<Column>();
        COLUMNS.forEach((key, of) -> {
            var here = rows.stream()
                    .filter(r -> of.contains(r.state()))
                    .sorted(java.util.Comparator.comparing(ItemQueries.Row::deadline)
                            .thenComparing(ItemQueries.Row::id))
                    .toList();
            boolean more = here.size() > MOST;
            columns.add(new Column(key, of.getFirst().name(), more ? here.subList(0, MOST) : here, more));
        });
        return columns;
    }
}

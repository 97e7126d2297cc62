package org.verdite.funds.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.ui.list.Filters;

/// What of the funding lines an address asks for, as SQL.
record LineFilter(Filters filters, RollUp rollUp, LocalDate today) {

    static final List<String> STANDINGS = List.of("OVER", "UNDER", "WITHIN", "OVER_COMMITTED");
    static final List<String> ORIGINS = List.of("none", "some");
    static final List<String> STATES = List.of("PROPOSED", "CHANGED", "APPROVED", "CLOSED", "REJECTED", "WITHDRAWN");

    String where() {
        var where = new StringBuilder("true");
        if (filters.has("year")) {
            where.append(" and l.year = :year");
        }
        if (filters.has("state")) {
            where.append(
                    switch (filters.choice("state", STATES)) {
                        case "CHANGED" -> " and l.state = 'APPROVED' and l.pending_id is not null";
                        default -> " and l.state = :state";
                    });
        }
        for (String column : List.of("category", "nature", "currency")) {
            if (filters.has(column)) {
                where.append(" and l.").append(column).append(" = :").append(column);
            }
        }
        if (filters.has("origin")) {
            where.append(
                    filters.choice("origin", ORIGINS).equals("none")
                            ? " and l.origin_room is null"
                            : " and l.origin_room is not null");
        }
        if (filters.has("standing")) {
            where.append(
                    filters.choice("standing", STANDINGS).equals("OVER_COMMITTED")
                            ? " and l.over_committed"
                            : " and d.standing = :standing");
        }
        if (filters.has("at")) {
            where.append(" and l.unit_id = :at");
        }
        if (filters.has("holds")) {
            where.append(" and l.state in ('APPROVED', 'CLOSED')");
        }
        if (asItWas()) {
            where.append(
                    " and (l.year, l.unit_id) in (select :year, x from generate_series(1, 12) m,"
                            + " organisation.pub_below(:root, (make_date(:year, m, 1) + interval '1 month' - interval '1 day')::date) x)");
        }
        return where.toString();
    }

    /// Where spending stands is told of the lines of one year.
    ///
    /// @throws Invalid when no year is asked for with it
    boolean byStanding() {
        boolean asked = filters.has("standing") && !filters.get("standing").equals("OVER_COMMITTED");
        if (asked && !filters.has("year")) {
            throw new Invalid("year", "ui.form.required");
        }
        return asked;
    }

    private boolean asItWas() {
        return rollUp.unit() != null && filters.get("structure").equals(RollUps.AS_IT_WAS) && filters.has("year");
    }

    Map<String, @Nullable Object> params() {
        var params = new HashMap<String, @Nullable Object>();
        params.put("year", filters.has("year") ? LedgerFilter.year(filters) : 0);
        params.put("at", filters.has("at") ? filters.integer("at") : 0);
        for (String name : List.of("state", "category", "nature", "currency", "standing")) {
            params.put(name, filters.get(name));
        }
        params.put("root", rollUp.unit() == null ? 0 : rollUp.unit().value());
        params.put("this_year", today.getYear());
        params.put("over", today.getMonthValue() - 1);
        params.put("today", today);
        return params;
    }
}

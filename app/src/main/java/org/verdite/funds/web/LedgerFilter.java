package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Boundaries;
import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.ui.list.Filters;

/// What of the ledger an address asks for, as SQL. With a structure in it the lines are those of a figure: below the
/// unit by that day's tree, of the boundary's sites, as known then.
record LedgerFilter(Filters filters, RollUp rollUp) {

    static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

    /// The lines of a figure are found across all the reader's posts; a list of a unit is of that unit today.
    static <T> T asked(HttpServletRequest request, RollUps rollUps, Function<LedgerFilter, T> read) {
        var filter = new LedgerFilter(Filters.of(request), rollUps.of(request));
        return filter.filters().has("structure") ? rollUps.across(() -> read.apply(filter)) : read.apply(filter);
    }

    String where() {
        var where = new StringBuilder("true");
        if (filters.has("year")) {
            where.append(" and p.month >= make_date(:year, 1, 1) and p.month < make_date(:year + 1, 1, 1)");
        }
        if (filters.has("category")) {
            where.append(" and p.category = :category");
        }
        if (filters.has("nature")) {
            where.append(" and p.nature = :nature");
        }
        if (filters.has("currency")) {
            where.append(" and p.currency = :currency");
        }
        if (filters.has("site")) {
            where.append(" and p.site_id = :site");
        }
        if (filters.has("at")) {
            where.append(" and p.unit_id = :at");
        }
        if (filters.has("plan")) {
            where.append(
                    switch (filters.get("plan")) {
                        case "none" -> " and k.id is null";
                        case "some" -> " and k.id is not null";
                        default -> throw new Invalid("plan", "ui.form.choice");
                    });
        }
        if (filters.has("until")) {
            where.append(" and extract(month from p.month) <= :until");
        }
        if (filters.has("known")) {
            where.append(" and p.recorded_at <= :known");
        }
        if (inPart()) {
            where.append(" and p.unit_id in (select organisation.pub_below(:unit, :structure, :known))");
        }
        if (asItWas()) {
            where.append(
                    " and (p.month, p.unit_id) in (select make_date(:year, m, 1), x from generate_series(1, 12) m,"
                            + " organisation.pub_below(:unit, (make_date(:year, m, 1) + interval '1 month' - interval '1 day')::date) x)");
        }
        if (filters.has("boundary") && !filters.get("boundary").equals("ALL_OWNED")) {
            where.append(
                    " and (p.site_id is null or p.site_id in (select m.site_id from organisation.pub_members(:boundary,"
                            + " (p.month + interval '1 month' - interval '1 day')::date, :known) m where m.standing = 'IN'))");
        }
        return where.toString();
    }

    private boolean inPart() {
        return rollUp.unit() != null && rollUp.structure() != null;
    }

    /// Below the unit by the tree of each line's own month.
    private boolean asItWas() {
        return rollUp.unit() != null && filters.get("structure").equals(RollUps.AS_IT_WAS) && filters.has("year");
    }

    Map<String, @Nullable Object> params() {
        var params = new HashMap<String, @Nullable Object>();
        params.put("year", filters.has("year") ? year(filters) : 0);
        params.put("at", filters.has("at") ? filters.integer("at") : 0);
        params.put("until", filters.has("until") ? filters.integer("until") : 12);
        params.put("site", filters.has("site") ? filters.integer("site") : 0);
        params.put("category", filters.get("category"));
        params.put("nature", filters.get("nature"));
        params.put("currency", filters.get("currency"));
        if (filters.has("boundary") && !Boundaries.ALL.contains(filters.get("boundary"))) {
            throw new Invalid("boundary", "ui.form.choice");
        }
        params.put("boundary", filters.get("boundary"));
        Instant known = filters.has("known") ? known(filters.get("known")) : null;
        params.put("known", (known == null ? Instant.parse("9999-01-01T00:00:00Z") : known).atOffset(ZoneOffset.UTC));
        params.put("unit", rollUp.unit() == null ? null : rollUp.unit().value());
        params.put("structure", rollUp.structure());
        return params;
    }

    static int year(Filters filters) {
        int year = filters.integer("year");
        if (year < 1990 || year > 2200) {
            throw new Invalid("year", "ui.form.range", "1990", "2200");
        }
        return year;
    }

    /// A day means its end at the group; an instant is what an edition knew.
    static Instant known(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(GROUP_ZONE)
                            .toInstant()
                            .minusNanos(1000);
        } catch (DateTimeException e) {
            throw new Invalid("known", "ui.form.date", text);
        }
    }
}

package org.verdite.indicators;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Grants;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Invalid;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;

/// Reads from an address what a figure is asked for: `unit`, and `structure` as a word or a day.
@Component
public class RollUps {

    public static final String AS_IT_WAS = "as-it-was";
    public static final String AS_IT_IS = "as-it-is";

    private final Grants grants;
    private final UnitTrees trees;

    RollUps(Grants grants, UnitTrees trees) {
        this.grants = grants;
        this.trees = trees;
    }

    /// @throws Invalid when the structure is neither a word nor a day that has come
    public RollUp of(HttpServletRequest request) {
        var unit = unit(request);
        // Several units that have no top in common are what the reader sees today: no tree of the past holds them.
        boolean today = unit == null && !whole().seesEverything();
        return new RollUp(unit, today ? trees.today().day() : structure(request.getParameter("structure")));
    }

    private @Nullable LocalDate structure(@Nullable String asked) {
        if (asked == null || asked.isBlank() || asked.equals(AS_IT_WAS)) {
            return null;
        }
        LocalDate today = trees.today().day();
        try {
            LocalDate day = asked.equals(AS_IT_IS) ? today : LocalDate.parse(asked);
            if (day.isAfter(today)) {
                throw new Invalid("structure", "indicators.invalid.structureLater");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new Invalid("structure", "indicators.invalid.structure");
        }
    }

    /// The unit asked for; without one, the top of what the reader's posts reach, when that is one unit below the
    /// group.
    private @Nullable UnitId unit(HttpServletRequest request) {
        var tree = trees.today();
        if (request.getAttribute(Frames.UNIT) instanceof Integer asked) {
            boolean everything = tree.roots().equals(List.of(asked)) && whole().seesEverything();
            return everything ? null : new UnitId(asked);
        }
        int[] units = Scope.current().units();
        if (units == null) {
            return null;
        }
        int[] tops = tops(tree, units);
        return tops.length == 1 ? new UnitId(tops[0]) : null;
    }

    /// Of some units those that stand below none of the others.
    private static int[] tops(UnitTree tree, int[] units) {
        var seen = Arrays.stream(units).boxed().collect(Collectors.toSet());
        return Arrays.stream(units)
                .filter(unit -> tree.above(unit).stream().skip(1).noneMatch(seen::contains))
                .toArray();
    }

    /// Reads with all that the reader's posts let them see. A page is narrowed to a unit by today's tree; a figure of
    /// that unit needs what stood below it in its own period, wherever that stands today.
    public <T> T across(Supplier<T> work) {
        return whole().get(work);
    }

    private Scope whole() {
        var scope = Scope.current();
        Integer account = scope.account();
        if (account == null) {
            return scope;
        }
        int[] units = grants.units(account);
        return units == null ? scope.everything() : scope.narrowedTo(units);
    }
}

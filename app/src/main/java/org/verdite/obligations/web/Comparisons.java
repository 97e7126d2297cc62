package org.verdite.obligations.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;

/// Reads which standards are to be compared, and compares them.
@Component
class Comparisons {

    /// A table of more columns is read by nobody.
    static final int MOST = 5;

    private static final int READ = 50;

    private final SetQueries queries;
    private final Clock clock;

    Comparisons(SetQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    Comparison of(List<Long> ids, LocalDate day) {
        var sets = ids.stream().map(this::standard).toList();
        return Comparison.of(
                sets, sets.stream().collect(Collectors.toMap(SetRow::id, set -> queries.limits(set.id(), null))), day);
    }

    private SetRow standard(long id) {
        var set = queries.require(id);
        if (set.unitId() != null) {
            throw new NotHere("standard " + id);
        }
        return set;
    }

    LocalDate day(@Nullable String day) {
        return day == null || day.isBlank()
                ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                : SetQueries.day("day", day.strip());
    }

    /// For a file or another program: exactly what was asked for, or a refusal.
    static List<Long> few(String @Nullable ... sets) {
        var ids = ids(sets);
        if (ids.size() < 2 || ids.size() > MOST) {
            throw new Invalid("sets", "obligations.invalid.sets", MOST);
        }
        return ids;
    }

    /// Once each, in the order they were asked for: `3,7`, or the ticks of a form.
    static List<Long> ids(String @Nullable ... sets) {
        if (sets == null) {
            return List.of();
        }
        try {
            return Arrays.stream(sets)
                    .flatMap(one -> Arrays.stream(one.split(",")))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .map(Long::valueOf)
                    .distinct()
                    .limit(READ)
                    .toList();
        } catch (NumberFormatException e) {
            throw new Invalid("sets", "obligations.invalid.sets", MOST);
        }
    }
}

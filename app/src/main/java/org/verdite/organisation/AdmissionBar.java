package org.verdite.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What stands against the admission of a contractor to a site. Rooms above implement it as a bean and answer for what
/// they keep: a letter that is not signed, a training that is missing.
public interface AdmissionBar {

    /// Whom it is about.
    ///
    /// @param unit of the site
    /// @param until the first day on which it no longer holds
    record Asked(int contractor, SiteId site, UnitId unit, LocalDate from, LocalDate until) {

        /// The years in which it holds.
        public List<Integer> years() {
            int last = until.minusDays(1).getYear();
            return java.util.stream.IntStream.rangeClosed(from.getYear(), last)
                    .boxed()
                    .toList();
        }
    }

    /// One reason.
    ///
    /// @param what is missing, a word for machines: `letter`
    /// @param key of the sentence that says so
    /// @param path where it can be mended, null for none
    record Reason(
            String what,
            String key,
            List<Object> args,
            @Nullable String path) {}

    /// Those that are asked about as rows of a statement; {@link #rows} are its parameters.
    String ROWS = """
            unnest(cast(:contractors as int[]), cast(:units as int[]), cast(cast(:froms as text[]) as date[]),
              cast(cast(:untils as text[]) as date[])) with ordinality asked(contractor_id, unit_id, from_day, until_day, n)""";

    /// The row of the first has the number 1.
    static Map<String, Object> rows(List<Asked> asked) {
        return Map.of(
                "contractors", asked.stream().map(Asked::contractor).toArray(Integer[]::new),
                "units", asked.stream().map(a -> a.unit().value()).toArray(Integer[]::new),
                "froms", asked.stream().map(a -> a.from().toString()).toArray(String[]::new),
                "untils", asked.stream().map(a -> a.until().toString()).toArray(String[]::new));
    }

    /// Each reason that stands against them, asked for all of them at once: a list of admissions costs no more
    /// statements than one.
    ///
    /// @return who is left out has nothing against them here
    Map<Asked, List<Reason>> against(List<Asked> asked);
}

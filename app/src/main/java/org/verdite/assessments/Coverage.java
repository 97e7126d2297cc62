package org.verdite.assessments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;

/// Which sites of a boundary are certified on a day, and of each of the others why not.
public record Coverage(LocalDate on, String boundary, List<Line> lines) {

    public enum Place {
        CERTIFIED,
        NOT_CERTIFIED,
        /// An acquired site whose clock still runs: counts neither above nor below the line.
        PENDING,
        /// Left out with a reason and somebody who approved it.
        EXCLUDED
    }

    /// @param kind MINE, SMELTER, REFINERY, PROCESSING or OTHER
    /// @param certificate the valid certificate, or the latest that was
    /// @param why empty for certified sites
    public record Line(
            SiteId site,
            LocalText name,
            String kind,
            String country,
            Place place,
            @Nullable LocalDate due,
            @Nullable Long certificate,
            String number,
            String edition,
            @Nullable LocalDate expires,
            Phrase why) {}

    public Coverage {
        lines = List.copyOf(lines);
    }

    public List<Line> in(Place place) {
        return lines.stream().filter(l -> l.place() == place).toList();
    }

    public int certified() {
        return in(Place.CERTIFIED).size();
    }

    public int inScope() {
        return certified() + in(Place.NOT_CERTIFIED).size();
    }

    /// Certified sites by the standard's edition: any valid edition counts, the split is said beside it.
    public Map<String, Long> editions() {
        return in(Place.CERTIFIED).stream()
                .collect(Collectors.groupingBy(Line::edition, TreeMap::new, Collectors.counting()));
    }
}

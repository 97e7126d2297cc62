package org.verdite.inspections;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.OpenToGuests;

/// What of this room people from outside may ask for. What it shows them is decided row by row.
@Component
class EngagementGuests implements OpenToGuests {

    private static final List<String> PAGES = List.of(
            "/inspections/engagements",
            "/inspections/visits",
            "/inspections/findings",
            "/inspections/requests",
            "/inspections/releases",
            "/api/inspections/engagements",
            "/api/inspections/visits",
            "/api/inspections/findings",
            "/api/inspections/requests",
            "/api/inspections/releases");

    @Override
    public boolean opens(String path) {
        return path.equals("/inspections")
                || PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    @Override
    public String start() {
        return "/inspections/engagements";
    }
}

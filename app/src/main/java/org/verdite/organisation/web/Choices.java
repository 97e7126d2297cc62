package org.verdite.organisation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Role;
import org.verdite.ui.Texts;

/// The choices of this room's forms and filters in the reader's words.
@Component
class Choices {

    static final List<String> UNIT_KINDS =
            List.of("GROUP", "REGION", "SUBSIDIARY", "SITE", "DEPARTMENT", "SECTION", "TEAM");
    static final List<String> SITE_KINDS = List.of("MINE", "SMELTER", "REFINERY", "PROCESSING", "OTHER");
    static final List<String> FACILITY_KINDS = List.of(
            "PLANT",
            "OUTFALL",
            "STACK",
            "TAILINGS_DAM",
            "WASTE_DUMP",
            "HEAP",
            "POND",
            "TANK",
            "WELL",
            "PIT",
            "STATION",
            "OTHER");
    static final List<String> LIFE_STATES = List.of("PLANNED", "BUILDING", "OPERATING", "CARE", "CLOSED", "RESTORED");
    static final List<String> POSITION_KINDS =
            List.of("EXECUTIVE", "MANAGER", "ENVIRONMENT_FULL_TIME", "ENVIRONMENT_PART_TIME", "STAFF", "CONTRACTOR");
    static final List<String> STANDINGS = List.of("IN", "PENDING", "EXCLUDED");
    static final List<String> EMPLOYMENTS = List.of("EMPLOYEE", "CONTRACTOR", "EXTERNAL");

    private final Directory directory;
    private final SitesQueries sites;
    private final HoldingsQueries holdings;

    Choices(Directory directory, SitesQueries sites, HoldingsQueries holdings) {
        this.directory = directory;
        this.sites = sites;
        this.holdings = holdings;
    }

    static Map<String, String> of(String key, List<String> values, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        values.forEach(v -> choices.put(v, t.of("organisation." + key + "." + v)));
        return choices;
    }

    static Map<String, String> roles(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        for (Role role : Role.values()) {
            choices.put(role.name(), t.of("organisation.role." + role.name()));
        }
        return choices;
    }

    Map<String, String> boundaries(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        sites.boundaries().forEach(b -> choices.put(b.code(), t.of(b.name())));
        return choices;
    }

    Map<String, String> entities(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        holdings.entities().forEach(e -> choices.put(e.code(), t.of(e.name())));
        return choices;
    }

    /// The id behind a unit's code or full name as somebody typed it; 0 when it names none or several that they see. A
    /// part of a name is not enough: what is done at a unit must not land at another by a slip.
    int unit(String typed) {
        String wanted = typed.strip();
        if (wanted.isEmpty()) {
            return 0;
        }
        var seen = directory.find(wanted, Integer.MAX_VALUE);
        var byCode =
                seen.stream().filter(u -> u.code().equalsIgnoreCase(wanted)).toList();
        var found = byCode.isEmpty()
                ? seen.stream()
                        .filter(u -> u.name().texts().values().stream().anyMatch(wanted::equalsIgnoreCase))
                        .toList()
                : byCode;
        return found.size() == 1 ? found.getFirst().id() : 0;
    }
}

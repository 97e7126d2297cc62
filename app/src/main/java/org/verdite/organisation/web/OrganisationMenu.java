package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

/// Do: organisation, people, legal entities, contractors, working days; for administrators accounts.
@Component
class OrganisationMenu implements MenuSource {

    private final Access access;

    OrganisationMenu(Access access) {
        this.access = access;
    }

    @Override
    public List<Entry> entries() {
        var entries = new ArrayList<>(List.of(
                new Entry(Phase.DO, "organisation.tree.title", "/organisation", 10),
                new Entry(Phase.DO, "organisation.sites.title", "/organisation/sites", 11),
                new Entry(Phase.DO, "organisation.people.title", "/organisation/people", 12),
                new Entry(Phase.DO, "organisation.delegation.title", "/organisation/delegations", 12),
                new Entry(Phase.DO, "organisation.staffing.title", "/organisation/staffing", 12),
                new Entry(Phase.DO, "organisation.competence.title", "/organisation/competence", 12),
                new Entry(Phase.DO, "organisation.entities.title", "/organisation/legal-entities", 13),
                new Entry(Phase.DO, "organisation.contractors.title", "/organisation/contractors", 14),
                new Entry(Phase.DO, "organisation.calendars.title", "/organisation/calendars", 16)));
        if (access.mayAnywhere(Permission.ADMINISTER)) {
            entries.add(new Entry(Phase.DO, "organisation.accounts.title", "/organisation/accounts", 15));
        }
        return entries;
    }
}

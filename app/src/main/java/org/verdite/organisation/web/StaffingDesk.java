package org.verdite.organisation.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Whoever fills posts is told on the day an appointment ends that nobody looks after the environment there any more.
@Component
class StaffingDesk implements DeskSource {

    private final StaffingQueries queries;
    private final Access access;

    StaffingDesk(StaffingQueries queries, Access access) {
        this.queries = queries;
        this.access = access;
    }

    @Override
    public List<Line> lines(Texts t) {
        if (!access.mayAnywhere(Permission.PEOPLE_EDIT)) {
            return List.of();
        }
        int gaps = queries.today().gaps();
        return gaps == 0
                ? List.of()
                : List.of(new Line(
                        State.WARN,
                        t.of("organisation.staffing.desk", gaps),
                        t.of("organisation.staffing.desk.text"),
                        "/organisation/staffing?state=GAP",
                        null,
                        true));
    }

    /// Not counted on every page: it is a state of the organisation, not a task that was handed over.
    @Override
    public int waiting() {
        return 0;
    }
}

package org.verdite.organisation.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Whoever fills posts is told how many of those who hold them lack what the post asks for.
@Component
class CompetenceDesk implements DeskSource {

    private final CompetenceQueries queries;
    private final Access access;

    CompetenceDesk(CompetenceQueries queries, Access access) {
        this.queries = queries;
        this.access = access;
    }

    @Override
    public List<Line> lines(Texts t) {
        if (!access.mayAnywhere(Permission.PEOPLE_EDIT)) {
            return List.of();
        }
        var counts = queries.counts();
        int lacking = counts.missing() + counts.expired();
        return lacking == 0
                ? List.of()
                : List.of(new Line(
                        State.WARN,
                        t.of("organisation.competence.desk", lacking),
                        t.of("organisation.competence.desk.text"),
                        "/organisation/competence",
                        null,
                        true));
    }

    /// Not counted on every page: it is a state of the organisation, not a task that was handed over.
    @Override
    public int waiting() {
        return 0;
    }
}

package org.verdite.organisation.web;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Both sides of what is handed over see it on their desks; a delegate who has left is what the holder must act on.
@Component
class DelegationDesk implements DeskSource {

    private static final String PAGE = "/organisation/delegations";

    private final DelegationQueries queries;

    DelegationDesk(DelegationQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<Line> lines(Texts t) {
        return queries.mine(t).stream().map(p -> line(p, t)).toList();
    }

    private static Line line(DelegationQueries.Part p, Texts t) {
        String key = "organisation.delegation.desk." + (p.mine() ? "standsIn" : p.gone() ? "gone" : "handed");
        String note = Objects.requireNonNullElse(p.title(), "") + (p.reason().isEmpty() ? "" : " · " + p.reason());
        return new Line(p.gone() ? State.WARN : State.IDLE, t.of(key, p.other()), note, PAGE, p.until(), p.gone());
    }

    @Override
    public int waiting() {
        return 0;
    }
}

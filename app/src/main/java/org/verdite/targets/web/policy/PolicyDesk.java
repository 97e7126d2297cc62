package org.verdite.targets.web.policy;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.targets.policy.Policies;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// A policy in force waits on everybody's desk until they have read it, and a submitted one on that of who may approve
/// it.
@Component
class PolicyDesk implements DeskSource {

    private final PolicyQueries queries;
    private final Policies policies;

    PolicyDesk(PolicyQueries queries, Policies policies) {
        this.queries = queries;
        this.policies = policies;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> lines(Texts t) {
        var lines = new ArrayList<Line>();
        for (var mine : queries.mine(t)) {
            lines.add(new Line(
                    State.OPEN,
                    t.of("targets.desk.acknowledge", mine.title()),
                    mine.where(),
                    "/targets/policies/" + mine.id(),
                    null,
                    true));
        }
        for (var id : queries.submitted()) {
            var policy = policies.get(id);
            if (policies.mayApprove(policy)) {
                lines.add(new Line(
                        State.OPEN,
                        t.of("targets.desk.approvePolicy", t.of(policy.title())),
                        queries.unitName(policy.unit().value(), t),
                        policy.path(),
                        null,
                        true));
            }
        }
        return lines;
    }

    @Override
    public int waiting() {
        return queries.waiting();
    }
}

package org.verdite.targets;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.actions.ActionOrigin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// What is done for a goal that is over is not begun any more.
@Component
class GoalActions implements ActionOrigin {

    private final GoalStore store;

    GoalActions(GoalStore store) {
        this.store = store;
    }

    @Override
    public String room() {
        return "targets";
    }

    @Override
    public boolean shows(String kind, String key) {
        return !kind.equals("goal")
                || store.find(new GoalId(Long.parseLong(key))).isPresent();
    }

    @Override
    public void check(Step step, String kind, String key, @Nullable PersonId owner) {
        if (kind.equals("goal") && (step == Step.OPEN || step == Step.START)) {
            store.find(new GoalId(Long.parseLong(key)))
                    .filter(g -> g.state().over())
                    .ifPresent(g -> {
                        throw new Refused("targets.refused.state." + g.state());
                    });
        }
    }
}

package org.verdite.targets;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.funds.FundedOrigin;
import org.verdite.shared.Origin;

/// Money is planned for promises, by their code, and for goals.
@Component
class TargetsFunded implements FundedOrigin {

    private final Targets targets;
    private final GoalStore goals;

    TargetsFunded(Targets targets, GoalStore goals) {
        this.targets = targets;
        this.goals = goals;
    }

    @Override
    public String room() {
        return "targets";
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return switch (kind) {
            case "target" ->
                targets.versions(key).stream()
                        .findFirst()
                        .map(newest -> new Origin("targets", kind, key, newest.code(), "/targets/" + key));
            case "goal" ->
                key.matches("\\d{1,18}")
                        ? goals.find(new GoalId(Long.parseLong(key)))
                                .filter(g -> !g.state().over())
                                .map(Goal::origin)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}

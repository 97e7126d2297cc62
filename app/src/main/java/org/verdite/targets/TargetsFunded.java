package org.verdite.targets;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.funds.FundedOrigin;
import org.verdite.shared.Origin;

/// Money is planned for promises, by their code.
@Component
class TargetsFunded implements FundedOrigin {

    private final Targets targets;

    TargetsFunded(Targets targets) {
        this.targets = targets;
    }

    @Override
    public String room() {
        return "targets";
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        if (!kind.equals("target")) {
            return Optional.empty();
        }
        return targets.versions(key).stream()
                .findFirst()
                .map(newest -> new Origin("targets", kind, key, newest.code(), "/targets/" + key));
    }
}

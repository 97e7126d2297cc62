package org.verdite.risks;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Action;
import org.verdite.actions.ActionId;
import org.verdite.actions.ActionOrigin;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// What is done about a risk (ISO 14001, 6.1.4), as actions of the one register (6.1.5 since 2026).
@Component
public class Treatments {

    private final Actions actions;
    private final RiskStore store;

    Treatments(Actions actions, RiskStore store) {
        this.actions = actions;
        this.store = store;
    }

    @Transactional
    public ActionId plan(RiskId id, String title, PersonId owner, LocalDate due) {
        var risk = store.take(id);
        store.requireSeen("owner", owner);
        return actions.open(new NewAction(risk.unit(), title, "PREVENTIVE", owner, due, null, risk.origin()));
    }

    @Transactional(readOnly = true)
    public List<Action> of(Risk risk) {
        return actions.of(risk.origin());
    }

    /// For a risk that has ended nothing new is begun; what was begun may be finished or given up.
    @Component
    static class Planned implements ActionOrigin {

        private final RiskStore store;

        Planned(RiskStore store) {
            this.store = store;
        }

        @Override
        public String room() {
            return "risks";
        }

        @Override
        public boolean shows(String kind, String key) {
            return kind.equals("risk")
                    && key.matches("\\d{1,18}")
                    && store.risk(new RiskId(Long.parseLong(key)), false).isPresent();
        }

        @Override
        public void check(Step step, String kind, String key, @Nullable PersonId owner) {
            if (!kind.equals("risk") || !key.matches("\\d{1,18}")) {
                throw new NotHere(kind + " " + key);
            }
            var risk = store.risk(new RiskId(Long.parseLong(key)), false).orElseThrow(() -> new NotHere("risk " + key));
            boolean begins = step == Step.OPEN || step == Step.START || step == Step.CHANGE;
            if (risk.endedOn() != null && begins) {
                throw new Refused("risks.refused.riskEnded", risk.endedOn());
            }
        }
    }
}

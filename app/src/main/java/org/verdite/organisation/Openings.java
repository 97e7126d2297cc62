package org.verdite.organisation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.verdite.shared.UnitId;

/// Units that were opened in this transaction. The tree in memory knows them only once that is committed, and who
/// opened
/// one may go on below it at once.
@Component
class Openings {

    /// @param parent null for the top of the tree
    void opened(int unit, @Nullable UnitId parent) {
        if (parent != null && TransactionSynchronizationManager.isSynchronizationActive()) {
            below().put(unit, parent.value());
        }
    }

    /// The unit itself, or for one that was opened just now the nearest above it that stood before.
    UnitId known(UnitId unit) {
        var fresh = fresh();
        int at = unit.value();
        while (fresh.containsKey(at)) {
            at = fresh.get(at);
        }
        return at == unit.value() ? unit : new UnitId(at);
    }

    private Map<Integer, Integer> below() {
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, new HashMap<Integer, Integer>());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    suspended = fresh();
                    TransactionSynchronizationManager.unbindResource(Openings.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(Openings.this, suspended);
                }

                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(Openings.this);
                }

                private Map<Integer, Integer> suspended = Map.of();
            });
        }
        return fresh();
    }

    @SuppressWarnings("unchecked")
    private Map<Integer, Integer> fresh() {
        Object bound = TransactionSynchronizationManager.getResource(this);
        return bound == null ? Map.of() : (Map<Integer, Integer>) bound;
    }
}

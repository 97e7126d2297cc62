package org.verdite.monitoring.alarm;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Gathers what happens in a transaction and works on it once, just before that commits.
final class AtCommit<T> {

    private final Consumer<Collection<T>> work;

    AtCommit(Consumer<Collection<T>> work) {
        this.work = work;
    }

    @SuppressWarnings("unchecked")
    void add(Collection<T> things) {
        if (things.isEmpty()) {
            return;
        }
        var gathered = (Set<T>) TransactionSynchronizationManager.getResource(this);
        if (gathered == null) {
            var fresh = new LinkedHashSet<T>();
            TransactionSynchronizationManager.bindResource(this, fresh);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    work.accept(Set.copyOf(fresh));
                }

                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResource(AtCommit.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(AtCommit.this, fresh);
                }

                @Override
                public void beforeCompletion() {
                    TransactionSynchronizationManager.unbindResourceIfPossible(AtCommit.this);
                }
            });
            gathered = fresh;
        }
        gathered.addAll(things);
    }
}

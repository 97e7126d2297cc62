package org.verdite.organisation;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

/// A transaction of its own that sees every unit: for what concerns the actor's own account, which may lie outside of
/// what they see, and for signing in, before anybody is known.
@Component
public class Apart {

    private final TransactionTemplate transactions;

    Apart(PlatformTransactionManager manager) {
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// On behalf of whoever acts now. The caller has checked what they may touch.
    public <T> T self(Supplier<T> work) {
        return in(Scope.current().everything(), work);
    }

    public <T> T system(String name, Supplier<T> work) {
        return in(Scope.system(name), work);
    }

    private <T> T in(Scope scope, Supplier<T> work) {
        return scope.get(() -> Objects.requireNonNull(transactions.execute(_ -> work.get())));
    }
}

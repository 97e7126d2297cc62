package org.verdite.organisation.access;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.DemonstrationLoading;
import org.verdite.organisation.Grants;
import org.verdite.shared.Scope;
import org.verdite.ui.SignedIn;

/// Tells the frame who is signed in.
@Component
class SignedInPerson implements SignedIn {

    private final Grants grants;
    private final DemonstrationLoading opening;

    SignedInPerson(Grants grants, DemonstrationLoading opening) {
        this.grants = grants;
        this.opening = opening;
    }

    @Override
    public @Nullable Who who() {
        Integer account = Scope.current().account();
        var holder = account == null ? null : grants.holder(account);
        return holder == null
                ? null
                : new Who(
                        holder.account(),
                        holder.name(),
                        holder.login(),
                        holder.demonstration(),
                        grants.guest(holder.account()));
    }

    @Override
    public boolean demonstration() {
        return opening.signIns();
    }
}

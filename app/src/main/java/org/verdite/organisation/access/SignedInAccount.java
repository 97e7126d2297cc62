package org.verdite.organisation.access;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Somebody who signed in with login and password.
record SignedInAccount(int account, String login) implements AccountHolder, AuthenticatedPrincipal, Serializable {
    @Override
    public String getName() {
        return login;
    }
}

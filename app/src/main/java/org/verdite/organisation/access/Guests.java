package org.verdite.organisation.access;

import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Grants;
import org.verdite.organisation.OpenToGuests;
import org.verdite.shared.Scope;
import org.verdite.ui.Reach;

/// People with an account and no role anywhere reach what is theirs and what a room keeps for people from outside;
/// every other address is not there for them.
@Component
class Guests implements Reach {

    private static final Set<String> OWN = Set.of(
            "/desk",
            "/menu",
            "/preferences",
            "/sign-out",
            "/organisation/account",
            "/api/organisation/me",
            "/api/organisation/tokens");

    private final Grants grants;
    private final ObjectProvider<OpenToGuests> rooms;

    Guests(Grants grants, ObjectProvider<OpenToGuests> rooms) {
        this.grants = grants;
        this.rooms = rooms;
    }

    @Override
    public boolean reaches(String path) {
        Integer account = Scope.current().account();
        return account == null || reaches(account, path);
    }

    boolean reaches(int account, String path) {
        return !grants.guest(account)
                || OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"))
                || rooms.stream().anyMatch(room -> room.opens(path));
    }

    /// The page a guest begins on.
    Optional<String> start() {
        return rooms.stream().map(OpenToGuests::start).findFirst();
    }
}

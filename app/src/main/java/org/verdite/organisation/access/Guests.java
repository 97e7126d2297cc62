package org.verdite.organisation.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.organisation.ClosedToContractors;
import org.verdite.organisation.Grants;
import org.verdite.organisation.OpenToGuests;
import org.verdite.organisation.Role;
import org.verdite.shared.Scope;
import org.verdite.ui.Reach;

/// People with an account and no role anywhere reach what is theirs and what a room keeps for people from outside;
/// every other address is not there for them. Somebody whose only role is a contractor's works at a unit and reads what
/// is done there, but nothing of its money, of its people and of other companies.
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

    /// Of this room and the trail below it; the others say it themselves.
    private static final Set<String> CLOSED_TO_CONTRACTORS = Set.of(
            "/trail",
            "/organisation/accounts",
            "/organisation/admissions",
            "/organisation/competence",
            "/organisation/competences",
            "/organisation/contractors",
            "/organisation/delegations",
            "/organisation/legal-entities",
            "/organisation/people",
            "/organisation/positions",
            "/organisation/posts",
            "/organisation/reorganisations",
            "/organisation/requirements",
            "/organisation/rosters",
            "/organisation/staffing",
            "/organisation/statements",
            "/organisation/training");

    /// What happened to their own records.
    private static final Pattern OPEN_TO_CONTRACTORS = Pattern.compile(
            "/trail/records/(rectification|actions|documents)\\.[a-z_]+/.*|/trail/records/targets\\.(share|letter)/.*");

    private final Grants grants;
    private final ObjectProvider<OpenToGuests> rooms;
    private final ObjectProvider<ClosedToContractors> closed;

    Guests(Grants grants, ObjectProvider<OpenToGuests> rooms, ObjectProvider<ClosedToContractors> closed) {
        this.grants = grants;
        this.rooms = rooms;
        this.closed = closed;
    }

    @Override
    public boolean reaches(String path) {
        Integer account = Scope.current().account();
        return account == null || reaches(account, path);
    }

    boolean reaches(int account, String path) {
        if (grants.only(account, Role.CONTRACTOR)) {
            return openToContractors(path.startsWith("/api/") ? path.substring(4) : path);
        }
        return !grants.guest(account)
                || OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"))
                || rooms.stream().anyMatch(room -> room.opens(path));
    }

    private boolean openToContractors(String path) {
        return OPEN_TO_CONTRACTORS.matcher(path).matches()
                || !ClosedToContractors.within(CLOSED_TO_CONTRACTORS, path)
                        && closed.stream().noneMatch(room -> room.closes(path));
    }

    /// The page a guest begins on.
    Optional<String> start() {
        return rooms.stream().map(OpenToGuests::start).findFirst();
    }
}

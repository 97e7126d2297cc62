package org.verdite.demonstration;

import org.springframework.stereotype.Component;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;

/// Lets a person of the demonstration take a step, as the system's `demonstration` in the trail and as that person
/// where a record names who acted.
@Component
class Cast {

    static final Scope SYSTEM = new Scope("system:demonstration", null, null, null, "demonstration", false);

    private final Codes codes;

    Cast(Codes codes) {
        this.codes = codes;
    }

    void as(PersonId person, Runnable step) {
        new Scope(SYSTEM.who(), null, person.value(), null, SYSTEM.request(), false).run(step);
    }

    /// As the person behind a sign-in.
    void signIn(String login, Runnable step) {
        for (Row row : InputFiles.rows("accounts.csv")) {
            if (row.text("login").equals(login)) {
                as(Codes.of(codes.people(), row.text("person")), step);
                return;
            }
        }
        throw new IllegalStateException("no sign-in " + login);
    }
}

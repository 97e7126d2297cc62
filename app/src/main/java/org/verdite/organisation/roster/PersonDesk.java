package org.verdite.organisation.roster;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.ui.form.Form;

/// Adds people, changes their names and addresses, transfers them, and says for whom they work.
@Component
class PersonDesk implements Desk {

    private final People people;
    private final Contractors contractors;

    PersonDesk(People people, Contractors contractors) {
        this.people = people;
        this.contractors = contractors;
    }

    @Override
    public Taken take(Form line, Standing standing) {
        String code = line.typed("code");
        var stands = standing.people.get(code);
        return stands == null ? add(line, code, standing) : change(line, code, stands, standing);
    }

    private Taken add(Form line, String code, Standing standing) {
        var name = line.texts("name", 200);
        var work = work(line, "", "", null, standing);
        line.check();
        sameEmail(line, code, standing);
        var id = people.add(
                new NewPerson(Desk.unit(line, "unit", standing), code, name, line.typed("email"), line.typed("phone")));
        employ(id, work);
        standing.people.put(
                code,
                new Standing.Person(
                        id.value(),
                        1,
                        line.typed("unit"),
                        name,
                        line.typed("email"),
                        line.typed("phone"),
                        line.typed("employment"),
                        line.typed("contractor"),
                        work == null ? null : work.since()));
        known(line, code, standing);
        return Taken.NEW;
    }

    private Taken change(Form line, String code, Standing.Person stands, Standing standing) {
        var difference = new Difference(line);
        var name = difference.texts("name", stands.name());
        String email = difference.text("email", stands.email());
        String phone = difference.text("phone", stands.phone());
        difference.text("unit", stands.unit());
        String kind = difference.text("employment", stands.employment());
        String contractor = kind.equals("CONTRACTOR") ? difference.text("contractor", stands.contractor()) : "";
        LocalDate since = difference.day("since", stands.since());
        var work = difference.of("employment") || difference.of("contractor") || difference.of("since")
                ? work(line, kind, contractor, since, standing)
                : null;
        line.check();
        var id = new PersonId(stands.id());
        if (difference.of("name") || difference.of("email") || difference.of("phone")) {
            if (difference.of("email")) {
                sameEmail(line, code, standing);
            }
            people.change(id, stands.version(), name, email, phone);
        }
        if (difference.of("unit")) {
            people.transfer(id, Desk.unit(line, "unit", standing));
        }
        employ(id, work);
        known(line, code, standing);
        return Taken.of(difference);
    }

    /// One person is not entered twice under two numbers.
    private static void sameEmail(Form line, String code, Standing standing) {
        String other = standing.emails.get(line.typed("email").toLowerCase(Locale.ROOT));
        if (line.has("email") && other != null && !other.equals(code)) {
            throw new Invalid("email", "organisation.roster.sameEmail", other);
        }
    }

    private static void known(Form line, String code, Standing standing) {
        if (line.has("email")) {
            standing.emails.put(line.typed("email").toLowerCase(Locale.ROOT), code);
        }
    }

    private record Work(String kind, @Nullable Integer company, LocalDate since) {}

    /// For whom a person works needs its first day, and with a contractor whose.
    private static @Nullable Work work(
            Form line, String kind, String contractor, @Nullable LocalDate since, Standing standing) {
        String is = kind.isEmpty() ? line.typed("employment") : kind;
        if (is.isEmpty()) {
            return null;
        }
        LocalDate from = since == null ? line.date("since") : since;
        Integer company = null;
        if (is.equals("CONTRACTOR")) {
            String code = contractor.isEmpty() ? line.typed("contractor") : contractor;
            company = standing.contractors.get(code);
            if (company == null) {
                line.problem("contractor", "organisation.invalid.contractor", code);
            }
        }
        return new Work(is, company, from);
    }

    private void employ(PersonId person, @Nullable Work work) {
        if (work == null) {
            return;
        }
        if (work.kind().equals("CONTRACTOR")) {
            contractors.worker(person, Objects.requireNonNull(work.company()), work.since(), null);
        } else {
            contractors.employee(person, work.kind().equals("EXTERNAL"), work.since());
        }
    }
}

package org.verdite.organisation.roster;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
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
    public void look(Form line, Standing standing) {
        String code = line.typed("code");
        var stands = standing.people.get(code);
        var difference = new Difference(line);
        var name = stands == null ? line.texts("name", 200) : difference.texts("name", stands.name());
        if (stands == null || !line.typed("unit").equals(stands.unit())) {
            Desk.keeps(line, () -> Desk.unit(line, "unit", standing));
        }
        String other = standing.emails.get(line.typed("email").toLowerCase(Locale.ROOT));
        if (line.has("email") && other != null && !other.equals(code)) {
            // one person is not entered twice under two numbers
            line.problem("email", "organisation.roster.sameEmail", other);
        }
        lookAtWork(line, stands, difference, standing);
        var whole = new NewPerson(new UnitId(0), code, name, line.typed("email"), line.typed("phone"));
        Desk.keeps(line, whole::check);
    }

    /// For whom a person works needs its first day, and with a contractor whose.
    private static void lookAtWork(
            Form line, Standing.@Nullable Person stands, Difference difference, Standing standing) {
        LocalDate since = difference.day("since", stands == null ? null : stands.since());
        String kind = difference.text("employment", stands == null ? "" : stands.employment());
        String contractor = difference.text("contractor", stands == null ? "" : stands.contractor());
        boolean says = difference.of("employment") || difference.of("contractor") || difference.of("since");
        if (line.has("contractor") && !standing.contractors.containsKey(contractor)
                || says && kind.equals("CONTRACTOR") && contractor.isEmpty()) {
            line.problem("contractor", "organisation.invalid.contractor", contractor);
        }
        if (says && !kind.isEmpty() && since == null && !line.has("since")) {
            line.problem("since", "ui.form.required");
        }
    }

    @Override
    public Taken take(Form line, Standing standing) {
        String code = line.typed("code");
        var stands = standing.people.get(code);
        return stands == null ? add(line, code, standing) : change(line, code, stands, standing);
    }

    private Taken add(Form line, String code, Standing standing) {
        var name = line.texts("name", 200);
        var work = work(line.typed("employment"), line.typed("contractor"), line.optionalDate("since"), standing);
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
        boolean works = difference.of("employment") || difference.of("contractor") || difference.of("since");
        var id = new PersonId(stands.id());
        if (difference.of("name") || difference.of("email") || difference.of("phone")) {
            people.change(id, stands.version(), name, email, phone);
        }
        if (difference.of("unit")) {
            people.transfer(id, Desk.unit(line, "unit", standing));
        }
        employ(id, works ? work(kind, contractor, since, standing) : null);
        known(line, code, standing);
        return Taken.of(difference);
    }

    private static void known(Form line, String code, Standing standing) {
        if (line.has("email")) {
            standing.emails.put(line.typed("email").toLowerCase(Locale.ROOT), code);
        }
    }

    private record Work(String kind, @Nullable Integer company, LocalDate since) {}

    private static @Nullable Work work(String kind, String contractor, @Nullable LocalDate since, Standing standing) {
        return kind.isEmpty() || since == null
                ? null
                : new Work(kind, kind.equals("CONTRACTOR") ? standing.contractors.get(contractor) : null, since);
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

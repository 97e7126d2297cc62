package org.verdite.organisation.roster;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Posts;
import org.verdite.shared.PersonId;
import org.verdite.ui.form.Form;

/// Appoints people to posts, and ends appointments.
@Component
class AppointmentDesk implements Desk {

    private final Posts posts;

    AppointmentDesk(Posts posts) {
        this.posts = posts;
    }

    @Override
    public void look(Form line, Standing standing) {
        LocalDate start = line.date("start");
        LocalDate end = line.optionalDate("end");
        if (end != null && line.problems("start").isEmpty() && !end.isAfter(start)) {
            line.problem("end", "organisation.invalid.period");
        }
        if (line.has("person") && !standing.people.containsKey(line.typed("person"))) {
            line.problem("person", "organisation.roster.noPerson", line.typed("person"));
        }
        if (line.has("post") && !standing.posts.containsKey(line.typed("post"))) {
            line.problem("post", "organisation.roster.noPost", line.typed("post"));
        }
        var stands = standing.appointments.get(Standing.appointment(line.typed("person"), line.typed("post"), start));
        if (stands != null) {
            var difference = new Difference(line);
            difference.text("substitute", stands.substitute() ? "yes" : "no");
            Desk.keeps(line, () -> Desk.stays(difference, "substitute"));
        }
    }

    @Override
    public Taken take(Form line, Standing standing) {
        LocalDate start = line.date("start");
        LocalDate end = line.optionalDate("end");
        boolean substitute = line.typed("substitute").equals("yes");
        String key = Standing.appointment(line.typed("person"), line.typed("post"), start);
        var stands = standing.appointments.get(key);
        if (stands == null) {
            var person = Objects.requireNonNull(standing.people.get(line.typed("person")));
            long id = posts.appoint(new PersonId(person.id()), line.typed("post"), start, end, substitute);
            standing.appointments.put(key, new Standing.Appointment(id, end, substitute));
            return Taken.NEW;
        }
        var difference = new Difference(line);
        difference.day("end", stands.end());
        if (end != null && difference.of("end")) {
            posts.relieve(stands.id(), end);
        }
        return Taken.of(difference);
    }
}

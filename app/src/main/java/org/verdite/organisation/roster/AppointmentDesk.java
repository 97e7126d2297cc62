package org.verdite.organisation.roster;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Posts;
import org.verdite.shared.Invalid;
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
    public Taken take(Form line, Standing standing) {
        LocalDate start = line.date("start");
        LocalDate end = line.optionalDate("end");
        if (end != null && !end.isAfter(start)) {
            line.problem("end", "organisation.invalid.period");
        }
        line.check();
        var person = standing.people.get(line.typed("person"));
        if (person == null) {
            throw new Invalid("person", "organisation.roster.noPerson", line.typed("person"));
        }
        if (!standing.posts.containsKey(line.typed("post"))) {
            throw new Invalid("post", "organisation.roster.noPost", line.typed("post"));
        }
        boolean substitute = line.typed("substitute").equals("yes");
        String key = Standing.appointment(line.typed("person"), line.typed("post"), start);
        var stands = standing.appointments.get(key);
        if (stands == null) {
            long id = posts.appoint(new PersonId(person.id()), line.typed("post"), start, end, substitute);
            standing.appointments.put(key, new Standing.Appointment(id, end, substitute));
            return Taken.NEW;
        }
        var difference = new Difference(line);
        difference.day("end", stands.end());
        difference.text("substitute", stands.substitute() ? "yes" : "no");
        Desk.stays(difference, "substitute");
        if (end != null && difference.of("end")) {
            posts.relieve(stands.id(), end);
        }
        return Taken.of(difference);
    }
}

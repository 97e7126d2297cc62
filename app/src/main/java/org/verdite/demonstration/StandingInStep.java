package org.verdite.demonstration;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Delegations;
import org.verdite.organisation.Posts;

/// Who stands in for whom these days: tasks handed over by name before a leave.
@Component
@Order(85)
class StandingInStep implements Step {

    private final Delegations delegations;
    private final Posts posts;
    private final Codes codes;
    private final Cast cast;

    StandingInStep(Delegations delegations, Posts posts, Codes codes, Cast cast) {
        this.delegations = delegations;
        this.posts = posts;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "standing-in";
    }

    @Override
    public String brings() {
        return InputFiles.rows("delegations.csv").size() + " people standing in for others";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        for (Row row : InputFiles.rows("delegations.csv")) {
            var holder = Codes.of(people, row.text("holder"));
            cast.as(
                    holder,
                    () -> delegations.hand(new Delegations.Handing(
                            posts.byCode(row.text("post")),
                            null,
                            Codes.of(people, row.text("to")),
                            day.plusDays(row.number("from")),
                            day.plusDays(row.number("until")),
                            row.text("reason"))));
        }
    }
}

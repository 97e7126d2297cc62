package org.verdite.demonstration;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.reporting.Editions;

/// The editions of the years 2020 to 2022, published by the person who discloses. Later years are left to whoever
/// looks at the demonstration.
@Component
@Order(70)
class EditionsStep implements Step {

    private static final int FIRST = 2020;
    private static final int LAST = 2022;

    private final Editions editions;
    private final Cast cast;

    EditionsStep(Editions editions, Cast cast) {
        this.editions = editions;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "editions";
    }

    @Override
    public String brings() {
        return "the published years " + FIRST + " to " + LAST;
    }

    @Override
    public void load(LocalDate day) {
        cast.signIn("discloser", () -> {
            for (int year = FIRST; year <= LAST; year++) {
                editions.publish(
                        year,
                        "The figures of " + year
                                + " were compared with the records they are made of and approved by the"
                                + " Production Safety Committee.",
                        "");
            }
        });
    }
}

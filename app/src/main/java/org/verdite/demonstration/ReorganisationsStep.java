package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.NewReorganisation;
import org.verdite.organisation.Reorganisation;
import org.verdite.organisation.Reorganisations;

/// A move of a section at the turn of the year, proposed and not yet confirmed, while its shares are negotiated.
@Component
@Order(93)
class ReorganisationsStep implements Step {

    private final Reorganisations reorganisations;
    private final Codes codes;
    private final Cast cast;

    ReorganisationsStep(Reorganisations reorganisations, Codes codes, Cast cast) {
        this.reorganisations = reorganisations;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "reorganisations";
    }

    @Override
    public String brings() {
        return InputFiles.rows("reorganisations.csv").size() + " change of units to look at";
    }

    @Override
    public void load(LocalDate day) {
        var units = codes.units();
        for (Row row : InputFiles.rows("reorganisations.csv")) {
            cast.signIn(
                    row.text("by"),
                    () -> reorganisations.propose(new NewReorganisation(
                            Reorganisation.Kind.valueOf(row.text("kind")),
                            LocalDate.of(day.getYear() + 1, 1, 1),
                            List.of(Codes.of(units, row.text("unit"))),
                            List.of(Codes.of(units, row.text("to"))),
                            List.of(),
                            row.text("reason"))));
        }
    }
}

package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Competences;

/// What environmental officers have shown; of some it has expired, some have shown nothing.
@Component
@Order(94)
class TrainingsStep implements Step {

    private final Competences competences;
    private final Codes codes;

    TrainingsStep(Competences competences, Codes codes) {
        this.competences = competences;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "trainings";
    }

    @Override
    public String brings() {
        return InputFiles.rows("trainings.csv").size() + " trainings";
    }

    @Override
    public void load(LocalDate day) {
        for (Row row : InputFiles.rows("trainings.csv")) {
            competences.shown(
                    Codes.of(codes.people(), row.text("person")),
                    competences.byCode(row.text("competence")),
                    day.minusDays(row.number("ago")),
                    null,
                    row.text("provider"),
                    Objects.requireNonNullElse(row.said("certificate"), ""));
        }
    }
}

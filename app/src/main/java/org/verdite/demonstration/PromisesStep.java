package org.verdite.demonstration;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.shared.LocalText;
import org.verdite.targets.NewTarget;
import org.verdite.targets.Targets;

/// The three promises.
@Component
@Order(50)
class PromisesStep implements Step {

    private final Targets targets;
    private final Codes codes;

    PromisesStep(Targets targets, Codes codes) {
        this.targets = targets;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "promises";
    }

    @Override
    public String brings() {
        return InputFiles.rows("targets.csv").size() + " targets";
    }

    @Override
    public void load(LocalDate day) {
        var group = codes.group();
        for (Row row : InputFiles.rows("targets.csv")) {
            LocalText sentence = row.local("sentence");
            targets.set(new NewTarget(
                    group,
                    row.text("code"),
                    sentence,
                    row.text("indicator"),
                    row.number("baseline_year"),
                    row.number("due_year"),
                    row.decimal("value"),
                    NewTarget.Direction.AT_LEAST,
                    row.text("boundary"),
                    row.local("scope"),
                    row.day("promised"),
                    ""));
        }
    }
}

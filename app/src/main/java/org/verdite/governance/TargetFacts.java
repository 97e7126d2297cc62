package org.verdite.governance;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;
import org.verdite.indicators.RollUp;
import org.verdite.targets.TargetStanding;
import org.verdite.targets.Targets;

/// How far each target is that holds at the year's end.
@Component
class TargetFacts implements FactSource {

    private final Targets targets;

    TargetFacts(Targets targets) {
        this.targets = targets;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        var all = targets.on(asked.last(), asked.known()).stream()
                .filter(t -> t.baselineYear() <= asked.year())
                .map(t -> fact(
                        targets.standing(t, asked.year(), asked.last(), asked.known(), new RollUp(asked.unit(), null)),
                        asked))
                .toList();
        return all.isEmpty() ? List.of(Fact.count(ReviewInput.TARGETS, "targets", 0, "/targets")) : all;
    }

    private static Fact fact(TargetStanding s, Asked asked) {
        return Fact.of(
                ReviewInput.TARGETS,
                Phrase.of("governance.fact.target", s.target().sentence()),
                s.reached(),
                Phrase.of(
                        "governance.note.target." + s.judgement(),
                        String.valueOf(s.target().dueYear())),
                "/targets/" + s.target().code() + "?year=" + asked.year() + asked.place());
    }
}

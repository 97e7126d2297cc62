package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.targets.Exceptions;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Ratchet;
import org.verdite.ui.form.Body;

/// What a goal is held to, and exceptions from it, as JSON.
@RestController
@Tag(name = "targets")
class ExceptionApi {

    record AskBody(@Nullable String because) {}

    /// @param approved false declines, with an answer
    record DecideBody(
            @Nullable Integer version,
            @Nullable Boolean approved,
            @Nullable String answer) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AskedJson(
            long id,
            BigDecimal value,
            String because,
            String who,
            Instant at,
            String decision,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String answer,
            int version) {

        static AskedJson of(Exceptions.Asked x) {
            return new AskedJson(
                    x.id(),
                    x.value(),
                    x.because(),
                    x.who(),
                    x.at(),
                    x.decision(),
                    x.decidedBy(),
                    x.decidedAt(),
                    x.answer(),
                    x.version());
        }
    }

    /// @param path what the longer goal or the promise asks of the year
    /// @param reached what the year before reached, of a level
    /// @param kept true when the goal asks for no less
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldJson(
            @Nullable BigDecimal path,
            String pathOf,
            @Nullable BigDecimal reached,
            boolean kept,
            List<AskedJson> exceptions) {}

    private final Exceptions exceptions;
    private final Ratchet ratchet;
    private final Goals goals;

    ExceptionApi(Exceptions exceptions, Ratchet ratchet, Goals goals) {
        this.exceptions = exceptions;
        this.ratchet = ratchet;
        this.goals = goals;
    }

    @Operation(
            summary =
                    "What a goal is held to: the way of its longer goal, and what was reached; and who agreed to less")
    @GetMapping("/api/targets/goals/{id}/exceptions")
    public HeldJson held(@PathVariable long id) {
        var goal = goals.get(new GoalId(id));
        var findings = ratchet.of(goal);
        return new HeldJson(
                findings.path(),
                findings.pathOf(),
                findings.reached(),
                findings.kept(),
                exceptions.of(goal.id()).stream().map(AskedJson::of).toList());
    }

    @Operation(summary = "Ask for an exception: why the goal asks for less")
    @PostMapping("/api/targets/goals/{id}/exceptions")
    public AskedJson ask(@PathVariable long id, @RequestBody AskBody b) {
        var goal = goals.get(new GoalId(id));
        return AskedJson.of(exceptions.get(exceptions.ask(goal.id(), Body.text(b.because()))));
    }

    @Operation(summary = "Decide on an exception, one level up and not by who asked")
    @PostMapping("/api/targets/exceptions/{id}/decide")
    public AskedJson decide(@PathVariable long id, @RequestBody DecideBody b) {
        exceptions.get(id);
        exceptions.decide(id, Body.version(b.version()), Body.needed("approved", b.approved()), Body.text(b.answer()));
        return AskedJson.of(exceptions.get(id));
    }
}

package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Statements;
import org.verdite.organisation.Successions;

/// Puts right what was recorded wrongly. Registers: membership, holding, appointment, employment.
@RestController
@Tag(name = "organisation")
class StatementsApi {

    record Days(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String why) {}

    record Why(@Nullable String why) {}

    private final Statements statements;
    private final Successions successions;

    StatementsApi(Statements statements, Successions successions) {
        this.statements = statements;
        this.successions = successions;
    }

    @PostMapping("/api/organisation/statements/{register}/{id}/correct")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A statement held on other days; the wrong one is superseded and kept")
    void correct(@PathVariable String register, @PathVariable long id, @RequestBody Days body) {
        statements.correct(
                StatementController.register(register),
                id,
                Need.of("from", body.from()),
                body.to(),
                Need.of("why", body.why()));
    }

    @PostMapping("/api/organisation/statements/{register}/{id}/strike")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A statement never held; it is superseded and kept")
    void strike(@PathVariable String register, @PathVariable long id, @RequestBody Why body) {
        statements.strike(StatementController.register(register), id, Need.of("why", body.why()));
    }

    @PostMapping("/api/organisation/statements/{register}/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A statement holds until a day")
    void end(@PathVariable String register, @PathVariable long id, @RequestBody Days body) {
        statements.end(StatementController.register(register), id, Need.of("to", body.to()));
    }

    @PostMapping("/api/organisation/successions/{id}/strike")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A successor of a unit was recorded by mistake")
    void strikeSuccession(@PathVariable long id, @RequestBody Why body) {
        successions.strike(id, Need.of("why", body.why()));
    }
}

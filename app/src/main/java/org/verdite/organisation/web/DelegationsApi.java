package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Delegations;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Whose tasks are handed to whom, as JSON.
@RestController
@Tag(name = "organisation")
class DelegationsApi {

    /// @param holder whose tasks, absent for one's own
    /// @param until the last day
    record Body(
            @Nullable Integer position,
            @Nullable Integer holder,
            @Nullable Integer to,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    record End(@Nullable LocalDate until) {}

    record Handed(long id) {}

    private final Delegations delegations;
    private final DelegationQueries queries;
    private final Frames frames;

    DelegationsApi(Delegations delegations, DelegationQueries queries, Frames frames) {
        this.delegations = delegations;
        this.queries = queries;
        this.frames = frames;
    }

    @Narrowed(by = {"view"})
    @GetMapping("/api/organisation/delegations")
    @Operation(summary = "Whose tasks are handed to whom, now and later; view=all also what is over")
    ApiList<DelegationQueries.Delegation> list(HttpServletRequest request) {
        return ApiList.of(queries.list(Filters.of(request), frames.texts(request)));
    }

    @PostMapping("/api/organisation/delegations")
    @Operation(summary = "Hand the tasks of a post to somebody by name, from day to day, with the reason")
    ResponseEntity<Handed> hand(@RequestBody Body body) {
        long id = delegations.hand(new Delegations.Handing(
                Need.of("position", body.position()),
                body.holder() == null ? null : new PersonId(body.holder()),
                new PersonId(Need.of("to", body.to())),
                Need.of("from", body.from()),
                Need.of("until", body.until()),
                Need.or(body.reason(), "")));
        return ResponseEntity.status(201).body(new Handed(id));
    }

    @PostMapping("/api/organisation/delegations/{id}/end")
    @Operation(summary = "Take it back: the last day from now on; before its first day for one that has not begun")
    ResponseEntity<Void> end(@PathVariable long id, @RequestBody End body, HttpServletRequest request) {
        queries.require(id, frames.texts(request));
        delegations.end(id, Need.of("until", body.until()));
        return ResponseEntity.noContent().build();
    }
}

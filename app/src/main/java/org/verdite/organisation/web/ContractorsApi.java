package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Contractors;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Contractors, their contracts and people.
@RestController
@Tag(name = "organisation")
class ContractorsApi {

    record ContractorBody(
            @Nullable Integer unit,
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String country) {}

    record ContractBody(
            @Nullable Integer unit,
            @Nullable String number,
            @Nullable String work,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record WorkerBody(
            @Nullable Integer person,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record Made(long id) {}

    private final Contractors contractors;
    private final ContractorsQueries queries;

    ContractorsApi(Contractors contractors, ContractorsQueries queries) {
        this.contractors = contractors;
        this.queries = queries;
    }

    @Narrowed(by = "q")
    @GetMapping("/api/organisation/contractors")
    @Operation(summary = "Contractor companies; filter q")
    ApiList<ContractorsQueries.ContractorLine> list(HttpServletRequest request) {
        return ApiList.of(queries.list(Filters.of(request)));
    }

    @PostMapping("/api/organisation/contractors")
    @Operation(summary = "Register a contractor company")
    ResponseEntity<ContractorsQueries.ContractorLine> add(@RequestBody ContractorBody body) {
        int id = contractors.add(
                new UnitId(Need.of("unit", body.unit())),
                Need.of("code", body.code()),
                Need.of("name", body.name()),
                Need.of("country", body.country()));
        return ResponseEntity.created(URI.create("/api/organisation/contractors/" + id))
                .body(queries.require(id));
    }

    @GetMapping("/api/organisation/contractors/{id}")
    @Operation(summary = "One contractor company")
    ContractorsQueries.ContractorLine one(@PathVariable int id) {
        return queries.require(id);
    }

    @GetMapping("/api/organisation/contractors/{id}/contracts")
    @Operation(summary = "Contracts of a company")
    ApiList<ContractorsQueries.Contract> contracts(@PathVariable int id) {
        queries.require(id);
        return ApiList.all(queries.contracts(id, 0));
    }

    @PostMapping("/api/organisation/contractors/{id}/contracts")
    @Operation(summary = "Record a contract of a company at a unit")
    ResponseEntity<Made> contract(@PathVariable int id, @RequestBody ContractBody body) {
        queries.require(id);
        long made = contractors.contract(
                id,
                new UnitId(Need.of("unit", body.unit())),
                Need.of("number", body.number()),
                Need.of("work", body.work()),
                Need.of("from", body.from()),
                body.to());
        return ResponseEntity.status(201).body(new Made(made));
    }

    @PostMapping("/api/organisation/contractors/{id}/workers")
    @Operation(summary = "From a day on, a person works for the company")
    ResponseEntity<Void> worker(@PathVariable int id, @RequestBody WorkerBody body) {
        queries.require(id);
        contractors.worker(new PersonId(Need.of("person", body.person())), id, Need.of("from", body.from()), body.to());
        return ResponseEntity.noContent().build();
    }
}

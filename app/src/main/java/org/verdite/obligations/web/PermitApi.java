package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.Permits;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// What happens to permits and their references, as JSON.
@RestController
class PermitApi {

    record Correction(
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable String authority,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String source,
            @Nullable Integer version) {}

    record End(@Nullable LocalDate to, @Nullable Integer version) {}

    record Renewal(
            @Nullable String code,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer version) {}

    record ReferenceBody(
            @Nullable Long standard,
            @Nullable String pointClass,
            @Nullable LocalDate from) {}

    record Withdrawal(@Nullable LocalDate from) {}

    record ReferenceJson(
            long id,
            long standard,
            String name,
            String pointClass,
            LocalDate from,
            @Nullable LocalDate to,
            int limits) {}

    record References(List<ReferenceJson> items) {}

    record Made(long id) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final Permits permits;

    PermitApi(SetQueries queries, LimitRegister register, Permits permits) {
        this.queries = queries;
        this.register = register;
        this.permits = permits;
    }

    @PutMapping("/api/obligations/sets/{id}")
    @Operation(summary = "Correct what a permit says of itself; version as it was read")
    public Made correct(@PathVariable long id, @RequestBody Correction body) {
        String en = text(body.nameEn());
        String zh = text(body.nameZh());
        if (en.isBlank() && zh.isBlank()) {
            throw new Invalid("nameEn", "ui.form.required");
        }
        permits.correct(
                id,
                version(body.version()),
                new Permits.Terms(
                        LocalText.of(en, zh, "en"),
                        text(body.authority()),
                        day("from", body.from()),
                        body.to(),
                        text(body.source())));
        return new Made(id);
    }

    @PostMapping("/api/obligations/sets/{id}/end")
    @Operation(summary = "End a permit: the first day on which it no longer holds; version as it was read")
    public Made end(@PathVariable long id, @RequestBody End body) {
        permits.end(id, version(body.version()), day("to", body.to()));
        return new Made(id);
    }

    @PostMapping("/api/obligations/sets/{id}/renewals")
    @Operation(summary = "Another permit takes its place from a day on, with the limits and references that hold then")
    public ResponseEntity<Made> renew(@PathVariable long id, @RequestBody Renewal body) {
        long made = permits.renew(id, version(body.version()), text(body.code()), day("from", body.from()), body.to());
        return ResponseEntity.created(URI.create("/api/obligations/sets/" + made))
                .body(new Made(made));
    }

    @GetMapping("/api/obligations/sets/{id}/references")
    @Operation(summary = "The standards a permit refers to")
    public References references(@PathVariable long id) {
        queries.require(id);
        return new References(queries.references(id, null).stream()
                .map(r -> new ReferenceJson(
                        r.id(), r.standardId(), r.name(), r.pointClass(), r.from(), r.to(), r.limits()))
                .toList());
    }

    @PostMapping("/api/obligations/sets/{id}/references")
    @Operation(summary = "Refer to a standard: its obligations bind at the permit's site")
    public References refer(@PathVariable long id, @RequestBody ReferenceBody body) {
        if (body.standard() == null) {
            throw new Invalid("standard", "ui.form.required");
        }
        register.refer(id, body.standard(), text(body.pointClass()), day("from", body.from()));
        return references(id);
    }

    @PostMapping("/api/obligations/references/{id}/withdraw")
    @Operation(summary = "Withdraw a reference from a day on; without a day it never held")
    public References withdraw(@PathVariable long id, @RequestBody Withdrawal body) {
        long permit = queries.reference(id).permitId();
        permits.withdraw(id, body.from());
        return references(permit);
    }

    private static int version(@Nullable Integer version) {
        return version == null ? -1 : version;
    }

    private static LocalDate day(String field, @Nullable LocalDate day) {
        if (day == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return day;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

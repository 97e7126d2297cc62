package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.Ranked;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Standards that sites and permits adopt, and what overrides them, as JSON.
@RestController
class AdoptApi {

    /// @param site or permit, one of them
    record Adoption(
            @Nullable Integer site,
            @Nullable Long permit,
            @Nullable String pointClass,
            @Nullable LocalDate from) {}

    record Made(long id) {}

    record OverJson(
            long limit,
            long set,
            String document,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            boolean whole,
            String pointClass,
            String pointCode,
            LocalDate from,
            @Nullable LocalDate to) {}

    record AdoptedJson(
            long reference,
            long standard,
            String name,
            long limit,
            String parameter,
            String parameterName,
            String statistic,
            @Nullable Ranked ranked,
            String operator,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            String pointClass,
            List<OverJson> overriddenBy) {}

    record AdoptedList(List<AdoptedJson> items) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final Frames frames;

    AdoptApi(SetQueries queries, LimitRegister register, Frames frames) {
        this.queries = queries;
        this.register = register;
        this.frames = frames;
    }

    @PostMapping("/api/obligations/sets/{id}/adoptions")
    @Operation(
            summary = "Adopt a standard at a site or by a permit, from a day on",
            description = "Answers the permit, or the document on which hangs what the site adopts without one.")
    public ResponseEntity<Made> adopt(@PathVariable long id, @RequestBody Adoption body) {
        queries.require(id);
        var site = body.site();
        var permit = body.permit();
        var from = body.from();
        if (from == null) {
            throw new Invalid("from", "ui.form.required");
        }
        if ((site == null) == (permit == null)) {
            throw new Invalid("site", "obligations.invalid.siteOrPermit");
        }
        String pointClass = body.pointClass() == null ? "" : body.pointClass();
        long document;
        if (site != null) {
            document = register.adopt(id, new SiteId(site), pointClass, from);
        } else {
            document = Objects.requireNonNull(permit);
            register.adoptBy(document, id, pointClass, from);
        }
        return ResponseEntity.created(URI.create("/api/obligations/sets/" + document + "/adopted"))
                .body(new Made(document));
    }

    @GetMapping("/api/obligations/sets/{id}/adopted")
    @Operation(summary = "The limits a permit or a site has by adopted standards, and which of its own override them")
    public AdoptedList adopted(@PathVariable long id, HttpServletRequest request) {
        queries.require(id);
        Texts t = frames.texts(request);
        return new AdoptedList(queries.adopted(id).stream()
                .map(a -> new AdoptedJson(
                        a.reference(),
                        a.limit().setId(),
                        a.standard(),
                        a.limit().id(),
                        a.limit().parameter(),
                        t.of(a.limit().parameterName()),
                        a.limit().statistic(),
                        a.limit().window().ranked(),
                        a.limit().operator(),
                        a.limit().lower(),
                        a.limit().upper(),
                        a.limit().unit(),
                        a.limit().pointClass(),
                        a.over().stream()
                                .map(o -> new OverJson(
                                        o.own().id(),
                                        o.own().setId(),
                                        o.document(),
                                        o.own().lower(),
                                        o.own().upper(),
                                        o.own().unit(),
                                        o.whole(),
                                        o.own().pointClass(),
                                        o.own().pointCode(),
                                        o.from(),
                                        o.to()))
                                .toList()))
                .toList());
    }
}

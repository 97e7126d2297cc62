package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.NewQuota;
import org.verdite.obligations.Quotas;
import org.verdite.obligations.web.QuotaQueries.QuotaRow;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// Quotas of permits as JSON.
@RestController
class QuotaApi {

    record QuotaJson(
            long id,
            long revision,
            long permit,
            String parameter,
            String name,
            BigDecimal amount,
            String unit,
            String period,
            String pointCode,
            BigDecimal warningShare,
            String clause,
            LocalDate from,
            @Nullable LocalDate to,
            Instant recordedAt) {}

    record Listed(List<QuotaJson> items) {}

    record QuotaBody(
            @Nullable String parameter,
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable BigDecimal amount,
            @Nullable String unit,
            @Nullable String period,
            @Nullable String pointCode,
            @Nullable BigDecimal warningShare,
            @Nullable String clause,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /// @param how CHANGE from a day on, CORRECT what was entered wrongly, or CLOSE from a day on
    record ChangeBody(
            @Nullable String how,
            @Nullable LocalDate from,
            @Nullable BigDecimal amount,
            @Nullable String clause) {}

    record Made(long id) {}

    private final SetQueries sets;
    private final QuotaQueries queries;
    private final Quotas quotas;

    QuotaApi(SetQueries sets, QuotaQueries queries, Quotas quotas) {
        this.sets = sets;
        this.queries = queries;
        this.quotas = quotas;
    }

    @GetMapping("/api/obligations/sets/{id}/quotas")
    @Operation(
            summary = "The quotas of a permit",
            description = "known is a day: the quotas as they were known at its end.")
    public Listed list(@PathVariable long id, @RequestParam(required = false) @Nullable String known) {
        sets.require(id);
        return new Listed(queries.of(id, SetQueries.known(known)).stream()
                .map(QuotaApi::json)
                .toList());
    }

    @PostMapping("/api/obligations/sets/{id}/quotas")
    @Operation(
            summary = "Enter a quota of a permit",
            description = "unit is a mass, period YEAR or MONTH, pointCode empty for all outlets of the permit.")
    public ResponseEntity<Made> add(@PathVariable long id, @RequestBody QuotaBody body) {
        String parameter = text(body.parameter());
        String en = text(body.nameEn());
        String zh = text(body.nameZh());
        long made = quotas.add(new NewQuota(
                id,
                parameter,
                en.isBlank() && zh.isBlank() ? LocalText.of("en", parameter) : LocalText.of(en, zh, "en"),
                given("amount", body.amount()),
                text(body.unit()),
                text(body.period()),
                text(body.pointCode()),
                body.warningShare() == null ? new BigDecimal("0.8") : body.warningShare(),
                text(body.clause()),
                given("from", body.from()),
                body.to()));
        return ResponseEntity.created(URI.create("/api/obligations/sets/" + id + "/quotas"))
                .body(new Made(made));
    }

    @PostMapping("/api/obligations/quotas/{revision}")
    @Operation(
            summary = "Change, correct or close a quota",
            description = "how is CHANGE from a day on, CORRECT what was entered wrongly, or CLOSE from a day on.")
    public Listed change(@PathVariable long revision, @RequestBody ChangeBody body) {
        var quota = queries.require(revision);
        switch (text(body.how())) {
            case "CHANGE" ->
                quotas.change(
                        revision, given("from", body.from()), given("amount", body.amount()), text(body.clause()));
            case "CORRECT" -> quotas.correct(revision, given("amount", body.amount()), text(body.clause()));
            case "CLOSE" -> quotas.close(revision, given("from", body.from()));
            default -> throw new Invalid("how", "ui.form.choice");
        }
        return list(quota.permit(), null);
    }

    private static QuotaJson json(QuotaRow q) {
        return new QuotaJson(
                q.id(),
                q.revision(),
                q.permit(),
                q.parameter(),
                q.parameterName().in(java.util.Locale.ENGLISH),
                q.amount(),
                q.unit(),
                q.period(),
                q.pointCode(),
                q.warning(),
                q.clause(),
                q.from(),
                q.to(),
                q.recordedAt());
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

package org.verdite.funds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.funds.NewRate;
import org.verdite.funds.Rates;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// The expenditure ledger for programs.
@RestController
@Tag(name = "funds")
class FundsApi {

    /// @param month `2022-11`
    record PostingBody(
            int unit,
            @Nullable Integer site,
            @Nullable YearMonth month,
            @Nullable Category category,
            @Nullable Nature nature,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String document,
            @Nullable String text,
            @Nullable Origin action) {}

    record Reversal(@Nullable String reason) {}

    record PostingJson(
            long id,
            String month,
            String unit,
            @Nullable String site,
            String category,
            String nature,
            BigDecimal amount,
            String currency,
            String document,
            String text,
            @Nullable Long reverses,
            @Nullable Long reversedBy) {}

    record PostingList(List<PostingJson> items, String next) {}

    record RateList(List<FundsPage.RateLine> items, String next) {}

    record Created(long id) {}

    private final Frames frames;
    private final FundsQueries queries;
    private final Ledger ledger;
    private final Rates rates;

    FundsApi(Frames frames, FundsQueries queries, Ledger ledger, Rates rates) {
        this.frames = frames;
        this.queries = queries;
        this.ledger = ledger;
        this.rates = rates;
    }

    @Narrowed(by = {"year", "category", "nature", "currency", "site", "known"})
    @GetMapping("/api/funds/postings")
    @Operation(
            summary = "Expenditure lines, newest month first; filter by year, category, nature, currency, site, known")
    public PostingList postings(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new PostingList(page.rows().stream().map(l -> json(l, t)).toList(), page.next());
    }

    @GetMapping("/api/funds/postings/{id}")
    @Operation(summary = "One expenditure line")
    public PostingJson posting(@PathVariable long id, HttpServletRequest request) {
        return json(queries.posting(id, org.verdite.ui.form.Form.empty()).line(), frames.texts(request));
    }

    private static PostingJson json(FundsPage.Line l, Texts t) {
        return new PostingJson(
                l.id(),
                l.month().toString(),
                t.of(l.unit()),
                l.site() == null ? null : t.of(l.site()),
                l.category(),
                l.nature(),
                l.amount(),
                l.currency(),
                l.document(),
                l.text(),
                l.reverses(),
                l.reversedBy());
    }

    @PostMapping("/api/funds/postings")
    @Operation(summary = "Enter an expenditure line, once a key (Idempotency-Key); it can be reversed, never edited")
    public ResponseEntity<Created> post(
            @RequestBody PostingBody b, @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key) {
        required("month", b.month());
        required("category", b.category());
        required("nature", b.nature());
        required("amount", b.amount());
        required("currency", b.currency());
        long id = ledger.post(
                new NewPosting(
                        new UnitId(b.unit()),
                        b.site() == null ? null : new SiteId(b.site()),
                        Objects.requireNonNull(b.month()),
                        Objects.requireNonNull(b.category()),
                        Objects.requireNonNull(b.nature()),
                        money(Objects.requireNonNull(b.amount()), Objects.requireNonNull(b.currency())),
                        b.document() == null ? "" : b.document(),
                        b.text() == null ? "" : b.text(),
                        b.action()),
                key);
        return ResponseEntity.created(URI.create("/api/funds/postings/" + id)).body(new Created(id));
    }

    private static void required(String field, @Nullable Object value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
    }

    private static Money money(BigDecimal amount, String currency) {
        try {
            return new Money(amount, currency);
        } catch (IllegalArgumentException unknown) {
            throw new Invalid("currency", "funds.invalid.currency", currency);
        }
    }

    @PostMapping("/api/funds/postings/{id}/reversal")
    @Operation(summary = "Take a line back, with a reason; the reversal stands in the line's own month")
    public ResponseEntity<Created> reverse(@PathVariable long id, @RequestBody Reversal body) {
        long reversal = ledger.reverse(id, body.reason() == null ? "" : body.reason());
        return ResponseEntity.created(URI.create("/api/funds/postings/" + reversal))
                .body(new Created(reversal));
    }

    @Narrowed(by = "year", turned = false)
    @GetMapping("/api/funds/rates")
    @Operation(summary = "Rates to RMB, superseded ones too; filter by year")
    public RateList rates(HttpServletRequest request) {
        return new RateList(queries.rates(Filters.of(request)), "");
    }

    @PostMapping("/api/funds/rates")
    @Operation(summary = "Enter or correct a rate; the former one stays readable")
    public ResponseEntity<Created> set(@RequestBody NewRate body) {
        required("average", body.average());
        required("closing", body.closing());
        required("currency", body.currency());
        required("source", body.source());
        return ResponseEntity.created(URI.create("/api/funds/rates?year=" + body.year()))
                .body(new Created(rates.set(body)));
    }
}

package org.verdite.funds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.funds.Commitments;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.LineLinks;
import org.verdite.funds.NewCommitment;

/// What is bound and spent on funding lines, for programs.
@RestController
@Tag(name = "funds")
class LineMoneyApi {

    record CommitmentBody(
            @Nullable YearMonth month,
            @Nullable BigDecimal amount,
            @Nullable Integer contractor,
            @Nullable String supplier,
            @Nullable String reference,
            @Nullable String overReason) {}

    record ReasonBody(@Nullable String reason) {}

    record LinkBody(@Nullable List<Long> postings) {}

    /// @param line null for none
    record PlaceBody(@Nullable Long line, @Nullable String reason) {}

    record Linked(int linked) {}

    private final FundingPlans plans;
    private final Commitments commitments;
    private final LineLinks links;

    LineMoneyApi(FundingPlans plans, Commitments commitments, LineLinks links) {
        this.plans = plans;
        this.commitments = commitments;
        this.links = links;
    }

    @PostMapping("/api/funds/lines/{id}/commitments")
    @Operation(
            summary =
                    "Bind money by an order or contract, once a key (Idempotency-Key); beyond the approval with a reason")
    public LinesApi.Created bind(
            @PathVariable long id,
            @RequestBody CommitmentBody b,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key) {
        var line = plans.get(new LineId(id));
        LinesApi.required("month", b.month());
        LinesApi.required("amount", b.amount());
        return new LinesApi.Created(commitments.bind(
                new NewCommitment(
                        line.id(),
                        Objects.requireNonNull(b.month()),
                        Objects.requireNonNull(b.amount()),
                        b.contractor(),
                        LinesApi.text(b.supplier()),
                        LinesApi.text(b.reference()),
                        LinesApi.text(b.overReason())),
                key));
    }

    @PostMapping("/api/funds/commitments/{id}/reversal")
    @Operation(summary = "Take a commitment back, with a reason")
    public LinesApi.Created unbind(@PathVariable long id, @RequestBody ReasonBody b) {
        return new LinesApi.Created(commitments.reverse(id, LinesApi.text(b.reason())));
    }

    @PostMapping("/api/funds/lines/{id}/postings")
    @Operation(summary = "Link postings to a line, all of them or none")
    public Linked link(@PathVariable long id, @RequestBody LinkBody b) {
        return new Linked(
                links.link(new LineId(id), new LinkedHashSet<>(b.postings() == null ? List.of() : b.postings())));
    }

    @PostMapping("/api/funds/postings/{id}/line")
    @Operation(summary = "Move a posting to another line, or to none, with a reason; the former link stays readable")
    public void place(@PathVariable long id, @RequestBody PlaceBody b) {
        Long line = b.line();
        if (line == null) {
            links.unlink(id, LinesApi.text(b.reason()));
        } else {
            links.move(id, new LineId(line), LinesApi.text(b.reason()));
        }
    }
}

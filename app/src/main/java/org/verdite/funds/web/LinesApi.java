package org.verdite.funds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.funds.Category;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.LineTerms;
import org.verdite.funds.Nature;
import org.verdite.funds.NewLine;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Funding lines for programs.
@RestController
@Tag(name = "funds")
class LinesApi {

    record OriginBody(
            @Nullable String room,
            @Nullable String kind,
            @Nullable String id) {}

    /// @param months twelve amounts, January first
    record LineBody(
            int unit,
            int year,
            @Nullable Category category,
            @Nullable Nature nature,
            @Nullable String currency,
            @Nullable String title,
            int owner,
            @Nullable List<BigDecimal> months,
            @Nullable OriginBody origin) {}

    /// @param version of the line, as it was read
    record ChangeBody(
            int version,
            @Nullable String title,
            int owner,
            @Nullable List<BigDecimal> months,
            @Nullable String reason) {}

    /// @param number of the version that was read
    record DecisionBody(int number, @Nullable String reason) {}

    record ClosureBody(int version, @Nullable String reason) {}

    record LineJson(
            long id,
            String number,
            int year,
            String unit,
            String title,
            String category,
            String nature,
            String currency,
            String state,
            boolean waits,
            BigDecimal planned,
            @Nullable BigDecimal approved,
            BigDecimal committed,
            boolean overCommitted,
            BigDecimal spent,
            int unrated,
            BigDecimal due,
            @Nullable BigDecimal percent,
            @Nullable String deviation,
            @Nullable String origin,
            @Nullable String originPath) {}

    record VersionJson(
            int number,
            String state,
            String title,
            List<BigDecimal> months,
            BigDecimal total,
            String reason,
            Instant proposedAt,
            @Nullable Instant decidedAt,
            String note) {}

    record CommitmentJson(
            long id,
            String month,
            BigDecimal amount,
            String supplier,
            String reference,
            String overReason,
            @Nullable Long reverses,
            @Nullable Long reversedBy) {}

    /// @param against what those who decide above hold against its approval
    record WholeJson(
            LineJson line,
            int version,
            @Nullable Integer pending,
            @Nullable Integer held,
            List<VersionJson> versions,
            List<LinePages.Month> months,
            List<CommitmentJson> commitments,
            List<Long> postings,
            List<String> against) {}

    record LineList(List<LineJson> items, String next) {}

    record Created(long id) {}

    private final Frames frames;
    private final LineQueries queries;
    private final LineShow show;
    private final FundingPlans plans;
    private final RollUps rollUps;

    LinesApi(Frames frames, LineQueries queries, LineShow show, FundingPlans plans, RollUps rollUps) {
        this.frames = frames;
        this.queries = queries;
        this.show = show;
        this.plans = plans;
        this.rollUps = rollUps;
    }

    @Narrowed(by = {"year", "state", "category", "nature", "currency", "standing", "origin"})
    @GetMapping("/api/funds/lines")
    @Operation(
            summary =
                    "Funding lines, newest year first; filter by year, state, category, nature, currency, standing, origin")
    public LineList lines(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(queries.filter(Filters.of(request), rollUps.of(request)));
        return new LineList(page.rows().stream().map(r -> json(r, t)).toList(), page.next());
    }

    @GetMapping("/api/funds/lines/{id}")
    @Operation(summary = "One funding line with its versions, months, commitments and postings")
    public WholeJson line(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = show.line(new LineId(id), Form.empty(), null, t);
        return new WholeJson(
                json(page.row(), t),
                page.line().version(),
                page.line().pending(),
                page.line().held(),
                page.versions().stream()
                        .map(v -> new VersionJson(
                                v.number(),
                                v.state().name(),
                                v.terms().title(),
                                v.terms().months(),
                                v.terms().total(),
                                v.reason(),
                                v.proposedAt(),
                                v.decidedAt(),
                                v.note()))
                        .toList(),
                page.months(),
                page.commitments().stream()
                        .map(c -> new CommitmentJson(
                                c.id(),
                                c.month().toString(),
                                c.amount(),
                                c.supplier(),
                                c.reference(),
                                c.overReason(),
                                c.reverses(),
                                c.reversedBy()))
                        .toList(),
                page.postings().stream().map(LinePages.Booked::id).toList(),
                page.bars().stream().map(b -> b.in(t)).toList());
    }

    private static LineJson json(LinePages.Row r, Texts t) {
        return new LineJson(
                r.id(),
                r.number(),
                r.year(),
                t.of(r.unit()),
                r.title(),
                r.category(),
                r.nature(),
                r.currency(),
                r.state().name(),
                r.waits(),
                r.planned(),
                r.approved(),
                r.committed(),
                r.overCommitted(),
                r.spent(),
                r.unrated(),
                r.due(),
                r.percent(),
                r.deviation() == null ? null : r.deviation().name(),
                r.origin(),
                r.originPath());
    }

    @PostMapping("/api/funds/lines")
    @Operation(summary = "Ask for money: twelve months of a year; somebody else approves it")
    public ResponseEntity<Created> propose(@RequestBody LineBody b) {
        required("category", b.category());
        required("nature", b.nature());
        required("currency", b.currency());
        OriginBody o = b.origin();
        LineId id = plans.propose(new NewLine(
                new UnitId(b.unit()),
                b.year(),
                Objects.requireNonNull(b.category()),
                Objects.requireNonNull(b.nature()),
                Objects.requireNonNull(b.currency()),
                terms(b.title(), b.owner(), b.months()),
                o == null ? null : LineForms.named(text(o.room()), text(o.kind()), text(o.id()))));
        return ResponseEntity.created(URI.create("/api/funds/lines/" + id)).body(new Created(id.value()));
    }

    private static LineTerms terms(@Nullable String title, int owner, @Nullable List<BigDecimal> months) {
        var given = months == null ? List.<BigDecimal>of() : months;
        if (given.stream().anyMatch(Objects::isNull)) {
            throw new Invalid("months", "ui.form.required");
        }
        return new LineTerms(text(title), new PersonId(owner), given);
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static void required(String field, @Nullable Object value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
    }

    @PostMapping("/api/funds/lines/{id}/versions")
    @Operation(summary = "Ask for something else, with a reason; what was approved holds until this is")
    public void change(@PathVariable long id, @RequestBody ChangeBody b) {
        plans.change(new LineId(id), b.version(), terms(b.title(), b.owner(), b.months()), text(b.reason()));
    }

    @PostMapping("/api/funds/lines/{id}/approval")
    @Operation(summary = "Approve the version that was read; 409 says what changed when another waits")
    public void approve(@PathVariable long id, @RequestBody DecisionBody b) {
        plans.approve(new LineId(id), b.number());
    }

    @PostMapping("/api/funds/lines/{id}/rejection")
    @Operation(summary = "Refuse the version that was read, with a reason")
    public void reject(@PathVariable long id, @RequestBody DecisionBody b) {
        plans.reject(new LineId(id), b.number(), text(b.reason()));
    }

    @PostMapping("/api/funds/lines/{id}/withdrawal")
    @Operation(summary = "Take back what waits, with a reason")
    public void withdraw(@PathVariable long id, @RequestBody DecisionBody b) {
        plans.withdraw(new LineId(id), b.number(), text(b.reason()));
    }

    @PostMapping("/api/funds/lines/{id}/closure")
    @Operation(summary = "End an approved line, with a reason")
    public void close(@PathVariable long id, @RequestBody ClosureBody b) {
        plans.close(new LineId(id), b.version(), text(b.reason()));
    }
}

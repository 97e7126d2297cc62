package org.verdite.funds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.funds.Category;
import org.verdite.funds.Nature;
import org.verdite.funds.PlanFigures;
import org.verdite.funds.PlanRules;
import org.verdite.funds.PlanRules.BudgetRate;
import org.verdite.funds.PlanTable;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.ui.list.Narrowed;

/// Plan against actual for programs, and the rules and rates it is told by.
@RestController
@Tag(name = "funds")
class PlanApi {

    /// @param until the last month that counts, 0 when none has passed
    record PlanJson(
            int year,
            int until,
            String currency,
            PlanFigures total,
            Map<Integer, PlanFigures> units,
            Map<Category, PlanFigures> categories,
            Map<Nature, PlanFigures> natures,
            Map<Integer, PlanFigures> months,
            List<PlanTable.Rated> currencies) {}

    record RuleBody(
            @Nullable LocalDate from,
            @Nullable BigDecimal over,
            @Nullable BigDecimal under,
            @Nullable BigDecimal threshold,
            @Nullable String currency) {}

    record RateBody(
            @Nullable String currency,
            int year,
            @Nullable BigDecimal rate,
            @Nullable String source) {}

    record RateList(List<PlanPages.Rate> items, String next) {}

    record RuleJson(
            LocalDate from,
            BigDecimal over,
            BigDecimal under,
            BigDecimal threshold,
            String currency,
            boolean superseded) {}

    record RuleList(List<RuleJson> items, String next) {}

    record Created(long id) {}

    private final PlanShow show;
    private final PlanSettings settings;
    private final PlanRules rules;

    PlanApi(PlanShow show, PlanSettings settings, PlanRules rules) {
        this.show = show;
        this.settings = settings;
        this.rules = rules;
    }

    @Narrowed(
            by = {"year", "until", "category", "nature", "currency", "structure"},
            turned = false)
    @GetMapping("/api/funds/plan")
    @Operation(
            summary =
                    "Plan against actual of a year, by unit, category, nature and month; what has no rate is named under gaps")
    public PlanJson plan(HttpServletRequest request) {
        var table = show.table(request);
        return new PlanJson(
                table.asked().year(),
                table.asked().until(),
                table.asked().currency(),
                table.total(),
                table.branches(),
                table.categories(),
                table.natures(),
                table.months(),
                table.currencies());
    }

    @GetMapping("/api/funds/plan/rules")
    @Operation(summary = "From when on which deviation is flagged and which amount is approved one level up")
    public RuleList rules() {
        return new RuleList(
                rules.all().stream()
                        .map(r -> new RuleJson(
                                r.validFrom(),
                                r.overPercent(),
                                r.underPercent(),
                                r.threshold().amount(),
                                r.threshold().currency(),
                                r.supersededAt() != null))
                        .toList(),
                "");
    }

    @PostMapping("/api/funds/plan/rules")
    @Operation(summary = "Say so from a day on; what was said before stays readable")
    public ResponseEntity<Created> rule(@RequestBody RuleBody b) {
        required("from", b.from());
        required("over", b.over());
        required("under", b.under());
        required("threshold", b.threshold());
        long id = rules.set(
                Objects.requireNonNull(b.from()),
                Objects.requireNonNull(b.over()),
                Objects.requireNonNull(b.under()),
                money(Objects.requireNonNull(b.threshold()), b.currency() == null ? "" : b.currency()));
        return ResponseEntity.created(URI.create("/api/funds/plan/rules")).body(new Created(id));
    }

    private static Money money(BigDecimal amount, String currency) {
        try {
            return new Money(amount, currency);
        } catch (IllegalArgumentException unknown) {
            throw new Invalid("currency", "funds.invalid.currency", currency);
        }
    }

    private static void required(String field, @Nullable Object value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
    }

    @GetMapping("/api/funds/plan/rates")
    @Operation(summary = "The fixed rates of plans, superseded ones too")
    public RateList rates() {
        return new RateList(settings.rates(), "");
    }

    @PostMapping("/api/funds/plan/rates")
    @Operation(summary = "Fix what a currency counts in a year’s plans")
    public ResponseEntity<Created> rate(@RequestBody RateBody b) {
        required("currency", b.currency());
        required("rate", b.rate());
        long id = rules.fix(new BudgetRate(
                Objects.requireNonNull(b.currency()),
                b.year(),
                Objects.requireNonNull(b.rate()),
                b.source() == null ? "" : b.source()));
        return ResponseEntity.created(URI.create("/api/funds/plan/rates")).body(new Created(id));
    }
}

package org.verdite.risks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
import org.verdite.risks.Context;
import org.verdite.risks.Criteria;
import org.verdite.risks.Level;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewCriteria;
import org.verdite.risks.NewMatrix;
import org.verdite.risks.NewStatement;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;

/// The context of units, and by what it is judged what matters, as JSON.
@RestController
@Tag(name = "risks")
class ContextApi {

    record StatementBody(
            @Nullable Integer unit,
            NewStatement.@Nullable Kind kind,
            NewStatement.@Nullable Side side,
            @Nullable String title,
            @Nullable String body,
            @Nullable Boolean obligation,
            @Nullable LocalDate validFrom) {}

    record WithdrawBody(@Nullable LocalDate from, @Nullable String because) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatementJson(
            long id,
            int unit,
            NewStatement.Kind kind,
            NewStatement.@Nullable Side side,
            String title,
            String body,
            @Nullable Boolean obligation,
            LocalDate validFrom,
            boolean withdrawn,
            @Nullable Long replaces,
            boolean replaced,
            Instant recordedAt) {}

    record StatementsJson(LocalDate on, List<StatementJson> items) {}

    record WholeJson(StatementJson statement, List<StatementJson> before) {}

    record TextBody(@Nullable String en, @Nullable String zh) {}

    record FactorBody(
            @Nullable String code,
            @Nullable TextBody name,
            @Nullable Integer weight,
            @Nullable Integer alwaysFrom,
            @Nullable List<TextBody> words) {}

    record CriteriaBody(
            @Nullable TextBody name,
            @Nullable LocalDate validFrom,
            @Nullable BigDecimal threshold,
            @Nullable List<FactorBody> factors) {}

    record SideBody(@Nullable TextBody name, @Nullable TextBody meaning) {}

    /// @param levels 25: by likelihood, then consequence
    record MatrixBody(
            @Nullable TextBody name,
            @Nullable LocalDate validFrom,
            @Nullable List<SideBody> likelihood,
            @Nullable List<SideBody> consequence,
            @Nullable List<Level> levels) {}

    record CriteriaJson(List<Criteria.Version> items) {}

    record MatricesJson(List<Matrices.Version> items) {}

    private final Context context;
    private final Criteria criteria;
    private final Matrices matrices;
    private final RiskQueries queries;
    private final Frames frames;

    ContextApi(Context context, Criteria criteria, Matrices matrices, RiskQueries queries, Frames frames) {
        this.context = context;
        this.criteria = criteria;
        this.matrices = matrices;
        this.queries = queries;
        this.frames = frames;
    }

    @Operation(summary = "Scope, issues and needs as they hold on a day, as known at the end of another")
    @GetMapping("/api/risks/context")
    public StatementsJson list(
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable LocalDate known,
            HttpServletRequest request) {
        var day = on == null ? queries.today() : on;
        return new StatementsJson(
                day,
                context.on(day, ContextController.known(known, frames.texts(request))).stream()
                        .map(ContextApi::json)
                        .toList());
    }

    private static StatementJson json(Context.Statement s) {
        var said = s.said();
        return new StatementJson(
                s.id(),
                said.unit().value(),
                said.kind(),
                said.side(),
                said.title(),
                said.body(),
                said.obligation(),
                said.validFrom(),
                s.withdrawn(),
                s.replaces(),
                s.replaced(),
                s.at());
    }

    @Operation(summary = "One statement and what stood in its place before")
    @GetMapping("/api/risks/context/{id}")
    public WholeJson one(@PathVariable long id) {
        return new WholeJson(
                json(context.get(id)),
                context.before(id).stream().map(ContextApi::json).toList());
    }

    @Operation(summary = "State a scope, an issue or a party's need")
    @PostMapping("/api/risks/context")
    public ResponseEntity<WholeJson> state(@RequestBody StatementBody b) {
        long id = context.state(read(b, new UnitId(Body.needed("unit", b.unit())), Body.needed("kind", b.kind())));
        return ResponseEntity.created(URI.create("/api/risks/context/" + id)).body(one(id));
    }

    private NewStatement read(StatementBody b, UnitId unit, NewStatement.Kind kind) {
        return new NewStatement(
                unit,
                kind,
                b.side(),
                Body.text(b.title()),
                Body.text(b.body()),
                b.obligation(),
                b.validFrom() == null ? queries.today() : b.validFrom());
    }

    @Operation(summary = "Put another statement in its place from a day on")
    @PostMapping("/api/risks/context/{id}/replace")
    public WholeJson replace(@PathVariable long id, @RequestBody StatementBody b) {
        var said = context.get(id).said();
        return one(context.replace(id, read(b, said.unit(), said.kind())));
    }

    @Operation(summary = "It holds no longer from a day on")
    @PostMapping("/api/risks/context/{id}/withdraw")
    public WholeJson withdraw(@PathVariable long id, @RequestBody WithdrawBody b) {
        context.get(id);
        return one(context.withdraw(id, b.from() == null ? queries.today() : b.from(), Body.text(b.because())));
    }

    @Operation(summary = "Every version of the criteria of significance, the newest first")
    @GetMapping("/api/risks/criteria")
    public CriteriaJson criteria() {
        return new CriteriaJson(criteria.all());
    }

    @Operation(summary = "Enter a version of the criteria of significance for the whole group")
    @PostMapping("/api/risks/criteria")
    public ResponseEntity<Criteria.Version> enter(@RequestBody CriteriaBody b) {
        int id = criteria.enter(new NewCriteria(
                text("name", b.name()),
                Body.needed("validFrom", b.validFrom()),
                Body.needed("threshold", b.threshold()),
                Body.needed("factors", b.factors()).stream()
                        .map(ContextApi::factor)
                        .toList()));
        return ResponseEntity.created(URI.create("/api/risks/criteria")).body(criteria.get(id));
    }

    private static NewCriteria.Factor factor(@Nullable FactorBody b) {
        var f = Body.needed("factors", b);
        return new NewCriteria.Factor(
                Body.text(f.code()),
                text("factors", f.name()),
                Body.needed("factors", f.weight()),
                f.alwaysFrom(),
                Body.needed("factors", f.words()).stream()
                        .map(w -> text("factors", w))
                        .toList());
    }

    private static LocalText text(String field, @Nullable TextBody b) {
        var text = Body.needed(field, b);
        if (Body.text(text.en()).isBlank() && Body.text(text.zh()).isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return LocalText.of(Body.text(text.en()), Body.text(text.zh()), "en");
    }

    @Operation(summary = "Every version of the matrix of risk, the newest first")
    @GetMapping("/api/risks/matrices")
    public MatricesJson matrices() {
        return new MatricesJson(matrices.all());
    }

    @Operation(summary = "Enter a version of the matrix of risk for the whole group")
    @PostMapping("/api/risks/matrices")
    public ResponseEntity<Matrices.Version> enter(@RequestBody MatrixBody b) {
        int id = matrices.enter(new NewMatrix(
                text("name", b.name()),
                Body.needed("validFrom", b.validFrom()),
                sides("likelihood", b.likelihood()),
                sides("consequence", b.consequence()),
                Body.needed("levels", b.levels()).stream()
                        .map(l -> Body.needed("levels", l))
                        .toList()));
        return ResponseEntity.created(URI.create("/api/risks/matrices")).body(matrices.get(id));
    }

    private static List<NewMatrix.Side> sides(String field, @Nullable List<SideBody> sides) {
        return Body.needed(field, sides).stream()
                .map(s -> {
                    var side = Body.needed(field, s);
                    return new NewMatrix.Side(text(field, side.name()), text(field, side.meaning()));
                })
                .toList();
    }
}

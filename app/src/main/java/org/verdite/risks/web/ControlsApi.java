package org.verdite.risks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.verdite.risks.Control;
import org.verdite.risks.ControlId;
import org.verdite.risks.Controls;
import org.verdite.risks.NewControl;
import org.verdite.risks.RiskId;
import org.verdite.risks.Risks;
import org.verdite.shared.PersonId;
import org.verdite.ui.form.Body;

/// The controls of risks and their verifications as JSON.
@RestController
@Tag(name = "risks")
class ControlsApi {

    /// @param kind and since of a new one; they stay
    record ControlBody(
            @Nullable Integer version,
            @Nullable String name,
            NewControl.@Nullable Kind kind,
            @Nullable Integer owner,
            @Nullable Integer everyMonths,
            @Nullable LocalDate since) {}

    /// @param on the day of the verification, today when left out
    record VerifyBody(
            @Nullable LocalDate on,
            Control.@Nullable Result result,
            @Nullable String evidence) {}

    record EndBody(@Nullable Integer version, @Nullable String because) {}

    /// @param missing why it is counted as not there today; left out when it counts
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ControlJson(
            long id,
            long risk,
            String name,
            NewControl.Kind kind,
            int owner,
            String ownerName,
            int everyMonths,
            LocalDate since,
            @Nullable LocalDate verifiedOn,
            Control.@Nullable Result result,
            LocalDate due,
            Control.@Nullable Missing missing,
            boolean ended,
            int version) {}

    record WholeJson(ControlJson control, List<Controls.Check> verifications) {}

    private final Controls controls;
    private final Risks risks;
    private final RiskQueries queries;

    ControlsApi(Controls controls, Risks risks, RiskQueries queries) {
        this.controls = controls;
        this.risks = risks;
        this.queries = queries;
    }

    static ControlJson json(Control c) {
        return new ControlJson(
                c.id().value(),
                c.risk().value(),
                c.name(),
                c.kind(),
                c.owner().value(),
                c.ownerName(),
                c.everyMonths(),
                c.since(),
                c.verifiedOn(),
                c.result(),
                c.due(),
                c.missing(),
                c.ended(),
                c.version());
    }

    @Operation(summary = "Add a control of a risk")
    @PostMapping("/api/risks/{id:\\d{1,18}}/controls")
    public ResponseEntity<WholeJson> add(@PathVariable long id, @RequestBody ControlBody b) {
        var risk = risks.get(new RiskId(id));
        var control = controls.add(
                risk.id(),
                new NewControl(
                        Body.text(b.name()),
                        Body.needed("kind", b.kind()),
                        new PersonId(Body.needed("owner", b.owner())),
                        Body.needed("everyMonths", b.everyMonths()),
                        b.since() == null ? queries.today() : b.since()));
        return ResponseEntity.created(URI.create("/api/risks/controls/" + control))
                .body(show(control));
    }

    @Operation(summary = "One control with its verifications, the one that counts first")
    @GetMapping("/api/risks/controls/{id}")
    public WholeJson one(@PathVariable long id) {
        return show(new ControlId(id));
    }

    private WholeJson show(ControlId id) {
        return new WholeJson(json(controls.get(id)), controls.checks(id));
    }

    @Operation(summary = "Another name, owner or interval; version as it was read")
    @PutMapping("/api/risks/controls/{id}")
    public WholeJson change(@PathVariable long id, @RequestBody ControlBody b) {
        var control = controls.get(new ControlId(id));
        controls.change(
                control.id(),
                Body.version(b.version()),
                Body.text(b.name()),
                new PersonId(Body.needed("owner", b.owner())),
                Body.needed("everyMonths", b.everyMonths()));
        return show(control.id());
    }

    @Operation(summary = "Verify a control; refused to whoever owns it or owned it")
    @PostMapping("/api/risks/controls/{id}/verifications")
    public WholeJson verify(@PathVariable long id, @RequestBody VerifyBody b) {
        var control = controls.get(new ControlId(id));
        controls.verify(
                control.id(),
                b.on() == null ? queries.today() : b.on(),
                Body.needed("result", b.result()),
                Body.text(b.evidence()));
        return show(control.id());
    }

    @Operation(summary = "Take a control away; it counts as not there until the risk is judged again")
    @PostMapping("/api/risks/controls/{id}/end")
    public WholeJson end(@PathVariable long id, @RequestBody EndBody b) {
        var control = controls.get(new ControlId(id));
        controls.end(control.id(), Body.version(b.version()), Body.text(b.because()));
        return show(control.id());
    }
}

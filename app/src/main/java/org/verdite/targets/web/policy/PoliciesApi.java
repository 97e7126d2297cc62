package org.verdite.targets.web.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.targets.Coverage;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.policy.Acknowledgements;
import org.verdite.targets.policy.Commitment;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.PolicyId;
import org.verdite.targets.policy.PolicyState;
import org.verdite.targets.policy.Served;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// The environmental policy as JSON; each step answers with the version as it stands then.
@RestController
@Tag(name = "targets")
class PoliciesApi {

    record Listed(List<PolicyQueries.Row> items, String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyJson(
            long id,
            int unit,
            int edition,
            LocalText title,
            LocalText words,
            Set<String> protects,
            PolicyState state,
            boolean inForce,
            @Nullable LocalDate from,
            @Nullable String fingerprint,
            List<Commitment> commitments,
            @Nullable Instant acknowledged,
            int version) {}

    /// @param unit where it holds, with all below; not needed for a change
    /// @param words the same text in English and Chinese
    record PolicyBody(
            @Nullable Integer unit,
            @Nullable LocalText title,
            @Nullable LocalText words,
            @Nullable Set<String> protects,
            @Nullable Integer version) {}

    record CommitmentBody(
            @Nullable LocalText sentence, @Nullable Set<String> protects) {}

    record VersionBody(@Nullable Integer version) {}

    record ApproveBody(@Nullable Integer version, @Nullable LocalDate from) {}

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    record AcknowledgeBody(
            @Nullable String language, @Nullable String fingerprint) {}

    record ServeBody(@Nullable Integer commitment) {}

    record PeopleJson(Map<Coverage.People, Coverage.Count> counts, List<PolicyQueries.Asked> items, String next) {}

    private final PolicyQueries queries;
    private final Policies policies;
    private final Acknowledgements acknowledgements;
    private final Served served;
    private final Goals goals;
    private final Frames frames;

    PoliciesApi(
            PolicyQueries queries,
            Policies policies,
            Acknowledgements acknowledgements,
            Served served,
            Goals goals,
            Frames frames) {
        this.queries = queries;
        this.policies = policies;
        this.acknowledgements = acknowledgements;
        this.served = served;
        this.goals = goals;
        this.frames = frames;
    }

    @Operation(summary = "Versions of policies; those in force, with view=open in preparation, with view=all all")
    @GetMapping("/api/targets/policies")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(page.rows(), page.next());
    }

    @Operation(summary = "Begin the next version of a unit's policy; the newest commitments are taken over")
    @PostMapping("/api/targets/policies")
    public ResponseEntity<PolicyJson> draft(@RequestBody PolicyBody b) {
        var id = policies.draft(
                new UnitId(Body.needed("unit", b.unit())),
                Body.needed("title", b.title()),
                Body.needed("words", b.words()),
                Body.needed("protects", b.protects()));
        return ResponseEntity.created(URI.create("/api/targets/policies/" + id)).body(show(id));
    }

    @Operation(summary = "A version: its text in both languages, its commitments, the fingerprint to acknowledge")
    @GetMapping("/api/targets/policies/{id}")
    public PolicyJson show(@PathVariable long id) {
        return show(new PolicyId(id));
    }

    private PolicyJson show(PolicyId id) {
        var p = policies.get(id);
        return new PolicyJson(
                id.value(),
                p.unit().value(),
                p.edition(),
                p.title(),
                p.words(),
                p.protects(),
                p.state(),
                policies.inForce(p.unit()).filter(id::equals).isPresent(),
                p.from(),
                p.fingerprint().isEmpty() ? null : p.fingerprint(),
                policies.commitments(id),
                acknowledgements.mine(id).orElse(null),
                p.version());
    }

    /// Not there before anything about the body is said.
    private PolicyId here(long id) {
        return policies.get(new PolicyId(id)).id();
    }

    @Operation(summary = "Change a draft")
    @PutMapping("/api/targets/policies/{id}")
    public PolicyJson change(@PathVariable long id, @RequestBody PolicyBody b) {
        var policy = here(id);
        policies.change(
                policy,
                Body.needed("version", b.version()),
                Body.needed("title", b.title()),
                Body.needed("words", b.words()),
                Body.needed("protects", b.protects()));
        return show(policy);
    }

    @Operation(summary = "A commitment of a draft, in both languages")
    @PostMapping("/api/targets/policies/{id}/commitments")
    public PolicyJson commit(@PathVariable long id, @RequestBody CommitmentBody b) {
        var policy = here(id);
        policies.commit(policy, Body.needed("sentence", b.sentence()), Body.needed("protects", b.protects()));
        return show(policy);
    }

    @Operation(summary = "Take a commitment off a draft")
    @DeleteMapping("/api/targets/policies/{id}/commitments/{commitment}")
    public PolicyJson drop(@PathVariable long id, @PathVariable long commitment) {
        var policy = here(id);
        policies.drop(policy, commitment);
        return show(policy);
    }

    @Operation(summary = "Submit it as it reads now")
    @PostMapping("/api/targets/policies/{id}/submit")
    public PolicyJson submit(@PathVariable long id, @RequestBody VersionBody b) {
        var policy = here(id);
        policies.submit(policy, Body.needed("version", b.version()));
        return show(policy);
    }

    @Operation(summary = "Back to whoever drafts it")
    @PostMapping("/api/targets/policies/{id}/back")
    public PolicyJson sendBack(@PathVariable long id, @RequestBody VersionBody b) {
        var policy = here(id);
        policies.sendBack(policy, Body.needed("version", b.version()));
        return show(policy);
    }

    @Operation(summary = "Approve it, in force from a day; never by who drafted or submitted it")
    @PostMapping("/api/targets/policies/{id}/approve")
    public PolicyJson approve(@PathVariable long id, @RequestBody ApproveBody b) {
        var policy = here(id);
        policies.approve(policy, Body.needed("version", b.version()), Body.needed("from", b.from()));
        return show(policy);
    }

    @Operation(summary = "It never comes to be, with the reason")
    @PostMapping("/api/targets/policies/{id}/withdraw")
    public PolicyJson withdraw(@PathVariable long id, @RequestBody BecauseBody b) {
        var policy = here(id);
        policies.withdraw(policy, Body.needed("version", b.version()), Body.text(b.because()));
        return show(policy);
    }

    @Operation(summary = "Acknowledge the text in force; 409 when another text is by now")
    @PostMapping("/api/targets/policies/{id}/acknowledge")
    public PolicyJson acknowledge(@PathVariable long id, @RequestBody AcknowledgeBody b) {
        var policy = here(id);
        acknowledgements.acknowledge(policy, Body.text(b.language()), Body.text(b.fingerprint()));
        return show(policy);
    }

    @Operation(summary = "How many acknowledged it, by group, and who has not; with view=all everybody")
    @GetMapping("/api/targets/policies/{id}/people")
    public PeopleJson people(@PathVariable long id, HttpServletRequest request) {
        var policy = here(id);
        var page = queries.asked(policy, Filters.of(request), frames.texts(request));
        return new PeopleJson(acknowledgements.counts(policy), page.rows(), page.next());
    }

    @Operation(summary = "Which commitment a goal serves; null for none")
    @PutMapping("/api/targets/goals/{id}/commitment")
    public ResponseEntity<Void> serve(@PathVariable long id, @RequestBody ServeBody b) {
        var goal = goals.get(new GoalId(id)).id();
        Integer commitment = b.commitment();
        served.serve(goal, commitment == null ? 0 : commitment);
        return ResponseEntity.noContent().build();
    }
}

package org.verdite.rectification.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.Corrections;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Sampling;
import org.verdite.rectification.Verification;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;

/// The steps of an item as JSON: the same verbs as the pages', the same refusals. Each answers the item as it stands
/// then.
@RestController
@RequestMapping("/api/rectification/items/{id}")
class StepApi {

    record Note(@Nullable String note) {}

    record Reason(@Nullable String reason) {}

    record Cause(
            @Nullable List<@Nullable String> lines,
            @Nullable String kind) {}

    record ActionJson(
            @Nullable String title,
            @Nullable String kind,
            @Nullable Integer owner,
            @Nullable LocalDate due,
            @Nullable Money cost,
            @Nullable Boolean evidenceNeeded,
            @Nullable Integer unit,
            @Nullable Long cause) {}

    record Plan(
            @Nullable List<ActionJson> actions, @Nullable String note) {}

    record Verify(@Nullable String note, @Nullable LocalDate effectDue) {}

    private final Corrections corrections;
    private final Verification verification;
    private final Sampling sampling;
    private final ItemPages pages;
    private final Frames frames;

    StepApi(Corrections corrections, Verification verification, Sampling sampling, ItemPages pages, Frames frames) {
        this.corrections = corrections;
        this.verification = verification;
        this.sampling = sampling;
        this.pages = pages;
        this.frames = frames;
    }

    @Operation(
            summary =
                    "Record why it happened: lines from the nearest cause to the root, and the root's kind or code of the taxonomy")
    @PostMapping("/cause")
    ItemJson cause(@PathVariable long id, @RequestBody Cause cause, HttpServletRequest request) {
        corrections.recordCause(new ItemId(id), lines(cause), said(cause.kind()));
        return item(id, request);
    }

    @Operation(summary = "Add an action to the plan")
    @PostMapping("/actions")
    ResponseEntity<ItemJson> action(@PathVariable long id, @RequestBody ActionJson a, HttpServletRequest request) {
        var action = corrections.addAction(new ItemId(id), planned(a));
        return ResponseEntity.created(java.net.URI.create("/api/actions/" + action))
                .body(item(id, request));
    }

    @Operation(summary = "Submit the plan, with its actions if they were not added before; all or nothing")
    @PostMapping("/plan")
    @Transactional
    public ItemJson plan(@PathVariable long id, @RequestBody Plan plan, HttpServletRequest request) {
        if (plan.actions() != null) {
            plan.actions().forEach(a -> corrections.addAction(new ItemId(id), planned(a)));
        }
        corrections.submitPlan(new ItemId(id), said(plan.note()));
        return item(id, request);
    }

    @Operation(summary = "Approve the plan; neither its writer nor the owner")
    @PostMapping("/approve")
    ItemJson approve(@PathVariable long id, @RequestBody Note note, HttpServletRequest request) {
        corrections.approvePlan(new ItemId(id), said(note.note()));
        return item(id, request);
    }

    @Operation(summary = "Return the plan with the reason")
    @PostMapping("/return")
    ItemJson sendBack(@PathVariable long id, @RequestBody Reason reason, HttpServletRequest request) {
        corrections.returnPlan(new ItemId(id), said(reason.reason()));
        return item(id, request);
    }

    @Operation(summary = "Report a minor item corrected on the spot, with evidence kept before")
    @PostMapping("/correct")
    ItemJson correct(@PathVariable long id, @RequestBody Note note, HttpServletRequest request) {
        corrections.correctOnTheSpot(new ItemId(id), said(note.note()));
        return item(id, request);
    }

    @Operation(summary = "Submit for verification once all actions are done")
    @PostMapping("/done")
    ItemJson done(@PathVariable long id, @RequestBody Note note, HttpServletRequest request) {
        corrections.submitDone(new ItemId(id), said(note.note()));
        return item(id, request);
    }

    @Operation(summary = "Verify the correction: somebody free of conflict; stops the clock")
    @PostMapping("/verify")
    ItemJson verify(@PathVariable long id, @RequestBody Verify verify, HttpServletRequest request) {
        verification.verify(new ItemId(id), said(verify.note()), verify.effectDue());
        return item(id, request);
    }

    @Operation(summary = "Draw a correction on the spot for verification that the lot did not draw, with the reason")
    @PostMapping("/draw")
    ItemJson draw(@PathVariable long id, @RequestBody Reason reason, HttpServletRequest request) {
        sampling.draw(new ItemId(id), said(reason.reason()));
        return item(id, request);
    }

    @Operation(summary = "Send the correction back with the reason")
    @PostMapping("/reject")
    ItemJson reject(@PathVariable long id, @RequestBody Reason reason, HttpServletRequest request) {
        verification.reject(new ItemId(id), said(reason.reason()));
        return item(id, request);
    }

    @Operation(summary = "Close as effective: later results prove it")
    @PostMapping("/effective")
    ItemJson effective(@PathVariable long id, @RequestBody Note note, HttpServletRequest request) {
        verification.closeEffective(new ItemId(id), said(note.note()));
        return item(id, request);
    }

    @Operation(summary = "Not effective: later results show that it came back; succeededBy goes on")
    @PostMapping("/ineffective")
    ItemJson ineffective(@PathVariable long id, @RequestBody Reason reason, HttpServletRequest request) {
        verification.findIneffective(new ItemId(id), said(reason.reason()));
        return item(id, request);
    }

    @Operation(summary = "The successor of an item found not effective before there were successors")
    @PostMapping("/succeed")
    ItemJson succeed(@PathVariable long id, @RequestBody Note note, HttpServletRequest request) {
        return item(verification.succeed(new ItemId(id), said(note.note())).value(), request);
    }

    private ItemJson item(long id, HttpServletRequest request) {
        var t = frames.texts(request);
        return ItemJson.of(pages.page(new ItemId(id), t), t);
    }

    private static Corrections.PlannedAction planned(ActionJson a) {
        if (a.owner() == null) {
            throw new Invalid("owner", "ui.form.required");
        }
        if (a.due() == null) {
            throw new Invalid("due", "ui.form.required");
        }
        return new Corrections.PlannedAction(
                said(a.title()),
                a.kind() == null ? "CORRECTIVE" : a.kind(),
                new PersonId(a.owner()),
                a.due(),
                a.cost(),
                a.evidenceNeeded() == null || a.evidenceNeeded(),
                a.unit() == null ? null : new UnitId(a.unit()),
                a.cause());
    }

    private static List<String> lines(Cause cause) {
        return cause.lines() == null
                ? List.of()
                : cause.lines().stream().map(StepApi::said).toList();
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}

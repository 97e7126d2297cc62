package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.Distribution;
import org.verdite.rectification.ItemId;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// The figures of the list, and one owner for several items, as JSON.
@RestController
@RequestMapping("/api/rectification")
class LedgerApi {

    private static final int MOST = 200;

    /// @param meanDays from opening to verification, absent when none is verified
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineJson(
            String key,
            String name,
            int found,
            int verified,
            int inTime,
            int repeats,
            int effectJudged,
            int ineffective,
            @Nullable BigDecimal meanDays) {
        static LineJson of(Ledger.Line l) {
            return new LineJson(
                    l.key(),
                    l.name(),
                    l.found(),
                    l.verified(),
                    l.inTime(),
                    l.repeats(),
                    l.judged(),
                    l.ineffective(),
                    l.days() == null ? null : l.days().setScale(1, RoundingMode.HALF_UP));
        }

        static List<LineJson> of(List<Ledger.Line> lines) {
            return lines.stream().map(LineJson::of).toList();
        }
    }

    record AgeJson(String days, int open) {}

    record FiguresJson(
            String period,
            LineJson all,
            List<LineJson> months,
            List<LineJson> units,
            List<LineJson> clauses,
            List<LineJson> causes,
            List<AgeJson> ages,
            List<LearntJson> learnt,
            List<SamplingFigures.Line> sampling,
            List<Roots.Line> roots,
            int ownerLeft) {}

    /// @param changed of them, that changed a target, a criterion, a limit, a document or a risk
    record LearntJson(String key, String name, int closed, int changed) {}

    record Share(@Nullable List<Long> items, @Nullable Integer owner) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeJson(
            long item,
            String number,
            boolean assigned,
            @Nullable String reason,
            @Nullable String text) {}

    record Outcomes(List<OutcomeJson> items) {}

    private final Ledger ledger;
    private final Distribution distribution;
    private final Frames frames;

    LedgerApi(Ledger ledger, Distribution distribution, Frames frames) {
        this.ledger = ledger;
        this.distribution = distribution;
        this.frames = frames;
    }

    @Operation(
            summary =
                    "What was found in a year or month (opened=2026, opened=2026-03), how it was closed, what came again;"
                            + " at= for one unit alone")
    @Narrowed(
            by = {"opened", "at"},
            turned = false)
    @GetMapping("/figures")
    FiguresJson figures(HttpServletRequest request) {
        var f = ledger.figures(Filters.of(request), frames.texts(request));
        return new FiguresJson(
                f.period().word(),
                LineJson.of(f.all()),
                LineJson.of(f.months()),
                LineJson.of(f.units()),
                LineJson.of(f.clauses()),
                LineJson.of(f.causes()),
                f.ages().stream().map(l -> new AgeJson(l.key(), l.found())).toList(),
                f.learnt().stream()
                        .map(l -> new LearntJson(l.key(), l.name(), l.closed(), l.changed()))
                        .toList(),
                f.sampling(),
                f.roots(),
                f.left());
    }

    @Operation(summary = "One owner for up to 200 items; what is refused for one leaves the others done")
    @PostMapping("/items/assign")
    Outcomes assign(@RequestBody Share share, HttpServletRequest request) {
        if (share.items() == null || share.items().isEmpty() || share.items().size() > MOST) {
            throw new Invalid("items", "rectification.several.choose", MOST);
        }
        if (share.owner() == null) {
            throw new Invalid("owner", "ui.form.required");
        }
        var t = frames.texts(request);
        var ids = share.items().stream().distinct().map(ItemId::new).toList();
        return new Outcomes(distribution.carry(ids, new PersonId(share.owner())).stream()
                .map(o -> new OutcomeJson(
                        o.id().value(),
                        o.number(),
                        o.refused().isEmpty(),
                        o.refused().isEmpty() ? null : o.refused(),
                        o.refused().isEmpty() ? null : t.of(o.refused(), o.args())))
                .toList());
    }
}

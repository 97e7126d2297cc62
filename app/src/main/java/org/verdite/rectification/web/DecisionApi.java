package org.verdite.rectification.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.AuthorityDeadlines;
import org.verdite.rectification.Deferrals;
import org.verdite.rectification.Investigations;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.Repeats;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;

/// What is asked and decided about an item beside its way: severity, more time, withdrawal, an investigation's outcome.
@RestController
@RequestMapping("/api/rectification/items/{id}")
class DecisionApi {

    record SeverityJson(
            @Nullable Severity severity, @Nullable String reason) {}

    record Time(@Nullable LocalDate to, @Nullable String reason) {}

    record Decision(@Nullable Boolean agree, @Nullable String note) {}

    /// @param of the other item, of a duplicate
    record Withdraw(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable Long of) {}

    record Repeat(@Nullable Long of) {}

    record Reason(@Nullable String reason) {}

    record Finding(@Nullable String finding) {}

    /// @param severity of the item it becomes; absent when nothing was wrong
    record Outcome(@Nullable Severity severity, @Nullable String note) {}

    /// @param time until when on that day at the site, `HH:mm`; absent for 24:00
    record AuthorityBody(
            @Nullable String authority,
            @Nullable String reference,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            @Nullable String note) {}

    private final Items items;
    private final Deferrals deferrals;
    private final Investigations investigations;
    private final AuthorityDeadlines authorities;
    private final Repeats repeats;
    private final ItemPages pages;
    private final Frames frames;

    DecisionApi(
            Items items,
            Deferrals deferrals,
            Investigations investigations,
            AuthorityDeadlines authorities,
            Repeats repeats,
            ItemPages pages,
            Frames frames) {
        this.authorities = authorities;
        this.items = items;
        this.deferrals = deferrals;
        this.investigations = investigations;
        this.repeats = repeats;
        this.pages = pages;
        this.frames = frames;
    }

    @Operation(summary = "Change the severity; its deadline follows")
    @PostMapping("/severity")
    ItemJson severity(@PathVariable long id, @RequestBody SeverityJson to, HttpServletRequest request) {
        if (to.severity() == null) {
            throw new Invalid("severity", "ui.form.required");
        }
        items.reclassify(new ItemId(id), to.severity(), said(to.reason()));
        return item(id, request);
    }

    @Operation(summary = "Ask for more time")
    @PostMapping("/time")
    ItemJson time(@PathVariable long id, @RequestBody Time time, HttpServletRequest request) {
        if (time.to() == null) {
            throw new Invalid("to", "ui.form.required");
        }
        deferrals.askTime(new ItemId(id), time.to(), said(time.reason()));
        return item(id, request);
    }

    @Operation(summary = "Grant or refuse more time: somebody who approves one level up")
    @PostMapping("/time/decision")
    ItemJson decideTime(@PathVariable long id, @RequestBody Decision decision, HttpServletRequest request) {
        deferrals.decideTime(new ItemId(id), Boolean.TRUE.equals(decision.agree()), said(decision.note()));
        return item(id, request);
    }

    @Operation(summary = "Record the deadline an authority set: nobody inside moves it, only a later decision does")
    @PostMapping("/authority")
    ItemJson authority(@PathVariable long id, @RequestBody AuthorityBody body, HttpServletRequest request) {
        if (body.day() == null) {
            throw new Invalid("day", "ui.form.required");
        }
        authorities.set(
                new ItemId(id),
                new AuthorityDeadlines.Decision(
                        said(body.authority()), said(body.reference()), body.day(), body.time(), said(body.note())));
        return item(id, request);
    }

    @Operation(summary = "Propose to withdraw an item: kind INVALID, or DUPLICATE with `of`")
    @PostMapping("/cancel")
    ItemJson cancel(@PathVariable long id, @RequestBody Withdraw withdraw, HttpServletRequest request) {
        if (said(withdraw.kind()).equals("DUPLICATE")) {
            repeats.proposeDuplicate(new ItemId(id), other(withdraw.of()), said(withdraw.reason()));
        } else {
            deferrals.proposeCancel(new ItemId(id), said(withdraw.kind()), said(withdraw.reason()));
        }
        return item(id, request);
    }

    @Operation(summary = "Withdraw or keep an item: somebody else than the proposer and the owner")
    @PostMapping("/cancel/decision")
    ItemJson decideCancel(@PathVariable long id, @RequestBody Decision decision, HttpServletRequest request) {
        deferrals.decideCancel(new ItemId(id), Boolean.TRUE.equals(decision.agree()), said(decision.note()));
        return item(id, request);
    }

    @Operation(
            summary =
                    "Say that an item is an earlier one again; from the second repeat in 24 months its severity rises")
    @PostMapping("/repeat")
    ItemJson repeat(@PathVariable long id, @RequestBody Repeat repeat, HttpServletRequest request) {
        repeats.link(new ItemId(id), other(repeat.of()));
        return item(id, request);
    }

    @Operation(summary = "Say that an item is no repeat after all")
    @PostMapping("/no-repeat")
    ItemJson noRepeat(@PathVariable long id, @RequestBody Reason reason, HttpServletRequest request) {
        repeats.unlink(new ItemId(id), said(reason.reason()));
        return item(id, request);
    }

    @Operation(summary = "Record what an investigation found")
    @PostMapping("/finding")
    ItemJson finding(@PathVariable long id, @RequestBody Finding finding, HttpServletRequest request) {
        investigations.recordFinding(new ItemId(id), said(finding.finding()));
        return item(id, request);
    }

    @Operation(summary = "Decide an investigation: with a severity it becomes an item, without it is closed")
    @PostMapping("/outcome")
    ItemJson outcome(@PathVariable long id, @RequestBody Outcome outcome, HttpServletRequest request) {
        if (outcome.severity() == null) {
            investigations.closeNoFinding(new ItemId(id), said(outcome.note()));
        } else {
            investigations.becomeItem(new ItemId(id), outcome.severity());
        }
        return item(id, request);
    }

    private ItemJson item(long id, HttpServletRequest request) {
        var t = frames.texts(request);
        return ItemJson.of(pages.page(new ItemId(id), t), t);
    }

    private static ItemId other(@Nullable Long of) {
        if (of == null) {
            throw new Invalid("of", "ui.form.required");
        }
        return new ItemId(of);
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}

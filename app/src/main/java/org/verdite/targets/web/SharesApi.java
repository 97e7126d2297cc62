package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.shared.UnitId;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Negotiation;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.ShareState;
import org.verdite.targets.Shares;
import org.verdite.targets.web.GoalsApi.BalanceJson;
import org.verdite.targets.web.GoalsApi.BecauseBody;
import org.verdite.targets.web.GoalsApi.VersionBody;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// Shares of goals as JSON: giving, negotiating, signing. Each step answers with the share as it stands then.
@RestController
@Tag(name = "targets")
class SharesApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            long goal,
            String number,
            String sentence,
            int year,
            Holder.Kind kind,
            String who,
            String where,
            @Nullable BigDecimal value,
            String measure,
            @Nullable BigDecimal offer,
            ShareState state) {}

    record Listed(List<Row> items, String next) {}

    /// @param parts how its own parts stand
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartJson(
            long id,
            Holder.Kind kind,
            String who,
            String where,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            @Nullable BigDecimal offer,
            ShareState state,
            BalanceJson balance) {}

    /// @param next what to hand over as `after` for those that follow; 0 when there are none
    /// @param twice one part stands inside another, where that counts nothing twice; left out where none does
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LevelJson(List<PartJson> items, long next, Share.@Nullable Inside twice) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaidJson(Instant at, String kind, @Nullable BigDecimal value, String reason, String who) {}

    /// @param words fingerprint of what its holder signs for, as it reads now
    /// @param signed fingerprint of what was signed for
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShareJson(
            long id,
            long goal,
            @Nullable Long parent,
            Holder.Kind kind,
            int unit,
            @Nullable Integer post,
            @Nullable Integer contractor,
            String who,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            ShareState state,
            @Nullable BigDecimal offer,
            String offerReason,
            @Nullable Instant signedAt,
            @Nullable String signed,
            String words,
            BalanceJson balance,
            List<SaidJson> said,
            int version) {}

    /// @param kind `UNIT`, `POST` or `CONTRACTOR`
    /// @param post number of the position, for a post
    record HolderBody(
            Holder.Kind kind,
            int unit,
            @Nullable Integer post,
            @Nullable Integer contractor) {}

    /// One share with its value, or several among whom what is left is shared out.
    ///
    /// @param parent the share it is part of; left out: part of the goal itself
    record GiveBody(
            @Nullable Long parent,
            @Nullable HolderBody holder,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            @Nullable List<PartBody> among) {}

    record PartBody(HolderBody holder, @Nullable BigDecimal weight) {}

    record Given(List<Long> shares) {}

    /// @param words fingerprint of the words that were read
    record AcceptBody(@Nullable Integer version, @Nullable String words) {}

    record CounterBody(
            @Nullable Integer version,
            @Nullable BigDecimal value,
            @Nullable String reason) {}

    record ChangeBody(
            @Nullable Integer version,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            @Nullable String reason) {}

    private final ShareQueries queries;
    private final GoalReading reading;
    private final Goals goals;
    private final Shares shares;
    private final Negotiation negotiation;
    private final Frames frames;

    SharesApi(
            ShareQueries queries,
            GoalReading reading,
            Goals goals,
            Shares shares,
            Negotiation negotiation,
            Frames frames) {
        this.queries = queries;
        this.reading = reading;
        this.goals = goals;
        this.shares = shares;
        this.negotiation = negotiation;
        this.frames = frames;
    }

    @Operation(summary = "Shares, newest first; view=open, mine, offers or all; year, kind and at (unit) filter")
    @GetMapping("/api/targets/shares")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.goal(),
                                r.number(),
                                r.sentence(),
                                r.dueYear(),
                                r.kind(),
                                r.who(),
                                r.where(),
                                r.value(),
                                r.measure(),
                                r.counter(),
                                r.state()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "The parts of a goal, or of one share of it (parent=), a hundred at a time")
    @GetMapping("/api/targets/goals/{id}/shares")
    public LevelJson level(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long parent,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request) {
        var goal = goals.get(new GoalId(id));
        var level = queries.level(
                goal, parent == null ? null : shares.get(new ShareId(parent)).id(), after, frames.texts(request));
        return new LevelJson(
                level.lines().stream()
                        .map(l -> new PartJson(
                                l.id(),
                                l.kind(),
                                l.who(),
                                l.where(),
                                l.value(),
                                l.weight(),
                                l.counter(),
                                l.state(),
                                BalanceJson.of(l.balance())))
                        .toList(),
                level.more() ? level.lines().getLast().id() : 0,
                level.twice());
    }

    @Operation(summary = "Give one share, or share out what is left among several")
    @PostMapping("/api/targets/goals/{id}/shares")
    public ResponseEntity<Given> give(@PathVariable long id, @RequestBody GiveBody b) {
        goals.get(new GoalId(id));
        Long parent = b.parent();
        var whole = parent == null ? null : new ShareId(parent);
        var among = b.among();
        var given = among == null
                ? List.of(shares.propose(new GoalId(id), whole, holder("holder", b.holder()), b.value(), b.weight()))
                : shares.spread(
                        new GoalId(id),
                        whole,
                        among.stream()
                                .map(p -> new Shares.Part(holder("among", p.holder()), p.weight()))
                                .toList());
        return ResponseEntity.created(URI.create("/api/targets/shares/" + given.getFirst()))
                .body(new Given(given.stream().map(ShareId::value).toList()));
    }

    private static Holder holder(String field, @Nullable HolderBody sent) {
        var b = Body.needed(field, sent);
        var unit = new UnitId(b.unit());
        return switch (b.kind()) {
            case UNIT -> Holder.unit(unit);
            case POST -> Holder.post(unit, Body.needed(field + ".post", b.post()));
            case CONTRACTOR -> Holder.contractor(unit, Body.needed(field + ".contractor", b.contractor()));
        };
    }

    @Operation(summary = "One share with all that was said of it")
    @GetMapping("/api/targets/shares/{id}")
    public ShareJson show(@PathVariable long id, HttpServletRequest request) {
        var page = reading.share(new ShareId(id), Form.empty(), false, frames.texts(request));
        Share s = page.share();
        var parent = s.parent();
        return new ShareJson(
                id,
                s.goal().value(),
                parent == null ? null : parent.value(),
                s.holder().kind(),
                s.holder().unit().value(),
                s.holder().post(),
                s.holder().contractor(),
                page.who(),
                s.value(),
                s.weight(),
                s.state(),
                s.counter(),
                s.counterReason(),
                s.acceptedAt(),
                s.fingerprint(),
                page.words(),
                BalanceJson.of(page.balance()),
                page.said().stream()
                        .map(e -> new SaidJson(e.at(), e.kind(), e.value(), e.reason(), e.who()))
                        .toList(),
                s.version());
    }

    @Operation(summary = "The holder signs for the words that were read")
    @PostMapping("/api/targets/shares/{id}/accept")
    public ShareJson accept(@PathVariable long id, @RequestBody AcceptBody b, HttpServletRequest request) {
        negotiation.accept(new ShareId(id), Body.version(b.version()), Body.text(b.words()));
        return show(id, request);
    }

    @Operation(summary = "The holder offers another value; without a value, asks to be let out of an obligation")
    @PostMapping("/api/targets/shares/{id}/counter")
    public ShareJson counter(@PathVariable long id, @RequestBody CounterBody b, HttpServletRequest request) {
        negotiation.counter(new ShareId(id), Body.version(b.version()), b.value(), Body.text(b.reason()));
        return show(id, request);
    }

    @Operation(summary = "Take the holder's offer")
    @PostMapping("/api/targets/shares/{id}/take")
    public ShareJson take(@PathVariable long id, @RequestBody VersionBody b, HttpServletRequest request) {
        negotiation.take(new ShareId(id), Body.version(b.version()));
        return show(id, request);
    }

    @Operation(summary = "Keep to the value that stands")
    @PostMapping("/api/targets/shares/{id}/decline")
    public ShareJson decline(@PathVariable long id, @RequestBody BecauseBody b, HttpServletRequest request) {
        negotiation.decline(new ShareId(id), Body.version(b.version()), Body.text(b.because()));
        return show(id, request);
    }

    @Operation(summary = "Another value or weight; its holder and those below are asked again")
    @PostMapping("/api/targets/shares/{id}/change")
    public ShareJson change(@PathVariable long id, @RequestBody ChangeBody b, HttpServletRequest request) {
        shares.change(new ShareId(id), Body.version(b.version()), b.value(), b.weight(), Body.text(b.reason()));
        return show(id, request);
    }

    @Operation(summary = "Take a share back with all its parts")
    @PostMapping("/api/targets/shares/{id}/withdraw")
    public ShareJson withdraw(@PathVariable long id, @RequestBody BecauseBody b, HttpServletRequest request) {
        shares.withdraw(new ShareId(id), Body.version(b.version()), Body.text(b.because()));
        return show(id, request);
    }
}

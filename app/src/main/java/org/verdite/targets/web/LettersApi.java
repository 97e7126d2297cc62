package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.targets.Holder;
import org.verdite.targets.Letters;
import org.verdite.targets.NewTarget;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Responsibility letters as JSON.
@RestController
@Tag(name = "targets")
class LettersApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            String number,
            int year,
            Holder.Kind kind,
            String who,
            String where,
            int shares,
            Instant issuedAt,
            @Nullable Instant signedAt) {}

    record Listed(List<Row> items, String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineJson(
            String goal,
            String sentence,
            NewTarget.Direction direction,
            @Nullable BigDecimal value,
            String measure,
            long share) {}

    /// @param current false when its holder's shares have changed since
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LetterJson(
            long id,
            String number,
            int year,
            String who,
            String where,
            String fingerprint,
            boolean current,
            String issuedBy,
            Instant issuedAt,
            @Nullable String signedBy,
            @Nullable Instant signedAt,
            @Nullable Instant supersededAt,
            List<LineJson> lines) {}

    record YearBody(@Nullable Integer year) {}

    record SignBody(@Nullable String fingerprint) {}

    record Issued(int letters) {}

    private final LetterQueries queries;
    private final Letters letters;
    private final Access access;
    private final Frames frames;

    LettersApi(LetterQueries queries, Letters letters, Access access, Frames frames) {
        this.queries = queries;
        this.letters = letters;
        this.access = access;
        this.frames = frames;
    }

    @Operation(summary = "Letters that stand, newest first; view=open, mine, signed or all, year and kind filter")
    @GetMapping("/api/targets/letters")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.year(),
                                r.kind(),
                                r.who(),
                                r.where(),
                                r.shares(),
                                r.issuedAt(),
                                r.signedAt()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Make the letters of a year that are missing or no longer true")
    @PostMapping("/api/targets/letters")
    public Issued issue(@RequestBody YearBody b) {
        if (!access.mayAnywhere(Permission.TARGETS_SHARE)) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        return new Issued(letters.issueMissing(Body.needed("year", b.year())));
    }

    @Operation(summary = "One letter with its lines")
    @GetMapping("/api/targets/letters/{id}")
    public LetterJson show(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var l = letters.get(id);
        var named = queries.named(l, t);
        return new LetterJson(
                id,
                l.number(),
                l.year(),
                named.who(),
                named.where(),
                l.fingerprint(),
                letters.current(l),
                l.issuedBy(),
                l.issuedAt(),
                l.signedBy(),
                l.signedAt(),
                l.supersededAt(),
                letters.lines(id).stream()
                        .map(x -> new LineJson(
                                x.goal(), t.of(x.sentence()), x.direction(), x.value(), x.measure(), x.share()))
                        .toList());
    }

    @Operation(summary = "The holder signs the letter that was read")
    @PostMapping("/api/targets/letters/{id}/sign")
    public LetterJson sign(@PathVariable long id, @RequestBody SignBody b, HttpServletRequest request) {
        letters.sign(id, Body.text(b.fingerprint()));
        return show(id, request);
    }
}

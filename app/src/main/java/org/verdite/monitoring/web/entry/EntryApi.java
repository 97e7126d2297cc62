package org.verdite.monitoring.web.entry;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.entry.HandEntry;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.monitoring.intake.TypedValues.Read;
import org.verdite.monitoring.web.MonthQueries;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.entry.EntryQueries.Line;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Rounds entered by hand, for programs.
@RestController
class EntryApi {

    /// @param text what is typed and not stored yet; null for nothing
    /// @param stored what a round has stored for the day, as written; null for nothing
    record Cell(
            int series,
            String point,
            String parameterCode,
            LocalText parameter,
            String fraction,
            String statistic,
            String mode,
            String unit,
            @Nullable String text,
            @Nullable String stored,
            @Nullable LocalDate lastDay,
            @Nullable String last,
            List<String> limits) {}

    record Sheet(int site, LocalDate day, boolean locked, List<Cell> cells) {}

    /// @param state GOOD, DOUBTFUL (a thousand times off the series' history), WRONG or EMPTY
    /// @param verdict 0 no limit, 1 within, 2 near the limit, 3 exceeded, 4 not judged
    record Judged(int series, String state, int verdict, String message) {}

    record Typed(@Nullable Integer series, @Nullable String text) {}

    /// @param sure values a thousand times off are meant as typed
    /// @param draft true only keeps what was typed
    record Round(
            @Nullable Integer site,
            @Nullable LocalDate day,
            @Nullable List<Typed> cells,
            @Nullable Boolean sure,
            @Nullable Boolean draft) {}

    /// @param importId the import that took the round; null when nothing was stored
    /// @param left cells that were not stored; they stay as drafts
    record Answer(@Nullable Long importId, @Nullable LoadResult result, List<Judged> left) {}

    private final EntryQueries queries;
    private final MonthQueries sites;
    private final HandEntry entry;
    private final LimitBook book;
    private final Frames frames;

    EntryApi(EntryQueries queries, MonthQueries sites, HandEntry entry, LimitBook book, Frames frames) {
        this.queries = queries;
        this.sites = sites;
        this.entry = entry;
        this.book = book;
        this.frames = frames;
    }

    @Narrowed(
            by = {"kind", "mode", "point"},
            turned = false)
    @GetMapping(path = "/api/monitoring/entry", produces = "application/json")
    @Operation(
            summary =
                    "A round's cells: the series of a site that are entered by hand, with drafts, last values and limits")
    Sheet sheet(
            @RequestParam int site, @RequestParam(required = false) @Nullable String day, HttpServletRequest request) {
        var of = sites.require(site);
        var on = day == null ? queries.today(of.zone()) : EntryController.date(day);
        var lines = queries.lines(site, on, Filters.of(request));
        var bound = book.bind(lines.stream().map(Line::series).toList());
        Texts t = frames.texts(request);
        return new Sheet(
                site,
                on,
                queries.locked(new SiteId(site), on),
                lines.stream()
                        .map(l -> new Cell(
                                l.series(),
                                l.pointCode(),
                                l.code(),
                                l.parameter(),
                                l.fraction(),
                                l.statistic(),
                                l.mode(),
                                l.unit(),
                                l.draft(),
                                l.stored().isEmpty() ? null : l.stored(),
                                l.last() == null ? null : l.last().day(),
                                l.last() == null ? null : l.last().original(),
                                bound.of(l.series()).stream()
                                        .filter(h -> h.on(on))
                                        .map(h -> h.name() + ": " + Show.bounds(t, h.line()))
                                        .toList()))
                        .toList());
    }

    @PostMapping(path = "/api/monitoring/entry", produces = "application/json")
    @Operation(
            summary =
                    "Enter a round: its good values are stored as one import, the others come back with what is wrong",
            description =
                    "text: 0.05, <0.05, 0.05L, ND 0.05; no comma. The same round twice changes nothing; another value is a"
                            + " revision; what comes for a locked month waits.")
    Answer enter(@RequestBody Round round, HttpServletRequest request) {
        if (round.site() == null || round.day() == null || round.cells() == null) {
            String missing = round.site() == null ? "site" : round.day() == null ? "day" : "cells";
            throw new Invalid(missing, "ui.form.required");
        }
        if (round.cells().size() > EntryQueries.MOST) {
            throw new Invalid("cells", "ui.form.range", 1, EntryQueries.MOST);
        }
        var site = new SiteId(sites.require(round.site()).id());
        var series = new ArrayList<Integer>();
        Texts t = frames.texts(request);
        for (Typed cell : round.cells()) {
            if (cell.series() == null) {
                throw new Invalid("cells.series", "ui.form.required");
            }
            entry.keep(cell.series(), round.day(), Objects.requireNonNullElse(cell.text(), ""), null);
            series.add(cell.series());
        }
        if (Boolean.TRUE.equals(round.draft())) {
            return new Answer(null, null, judged(entry.reads(round.day(), series), t));
        }
        var stored = entry.store(site, round.day(), series, Boolean.TRUE.equals(round.sure()));
        return new Answer(stored.intake(), stored.result(), judged(stored.left(), t));
    }

    private static List<Judged> judged(Map<Integer, Read> reads, Texts t) {
        return reads.entrySet().stream()
                .map(e -> new Judged(
                        e.getKey(),
                        e.getValue().state().name(),
                        e.getValue().verdict().code(),
                        EntryPage.words(t, e.getValue())))
                .toList();
    }
}

package org.verdite.trail.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.trail.FindingWords;
import org.verdite.trail.History;
import org.verdite.trail.RecordKey;
import org.verdite.trail.RecordSource;
import org.verdite.trail.Verifications;
import org.verdite.trail.Words;
import org.verdite.ui.Frames;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The trail's pages: everything that happened, what happened to one record, and the proof that nothing was altered.
@Controller
class TrailController {

    record Row(TrailQueries.Line line, String who, String what, List<RecordHistory.Change> changes) {}

    record EntriesPage(
            Filters filters,
            Page<Row> list,
            Map<String, String> places,
            Map<String, String> actors,
            boolean mayVerify) {}

    /// @param path the record's own page, null when it has none
    record RecordPage(String title, @Nullable String path, boolean evidence, RecordKey key, RecordHistory history) {}

    /// @param unsealed what no seal covers yet
    record VerificationPage(
            List<Verifications.Result> results, List<Found> findings, boolean more, TrailQueries.Unsealed unsealed) {}

    /// @param path the record's history
    record Found(
            String sentence,
            String check,
            String who,
            java.time.@Nullable Instant at,
            @Nullable String path) {}

    private final TrailQueries queries;
    private final History history;
    private final Verifications verifications;
    private final Words words;
    private final Frames frames;
    private final ObjectProvider<RecordSource> records;

    TrailController(
            TrailQueries queries,
            History history,
            Verifications verifications,
            Words words,
            Frames frames,
            ObjectProvider<RecordSource> records) {
        this.queries = queries;
        this.history = history;
        this.verifications = verifications;
        this.words = words;
        this.frames = frames;
        this.records = records;
    }

    @GetMapping("/trail")
    ModelAndView entries(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var page = queries.page(filters, t.zone(), 25);
        var reading = words.reading(t);
        var rows = page.rows().stream()
                .map(line -> new Row(
                        line,
                        reading.who(line.who()),
                        reading.row(line.place(), line.key()),
                        reading.changes(line.place(), line.before(), line.after())))
                .toList();
        return new ModelAndView(
                "trail/web/entries",
                "page",
                new EntriesPage(
                        filters,
                        new Page<>(rows, page.next(), page.previous()),
                        queries.places(t),
                        queries.actors(t),
                        verifications.may()));
    }

    /// What is filtered, as a table.
    @GetMapping("/trail/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), f -> queries.page(f, t.zone(), 500))
                .map(l -> row(
                        l.seq(),
                        l.at(),
                        l.who(),
                        l.request(),
                        l.operation(),
                        l.place(),
                        l.key(),
                        l.unit(),
                        l.before(),
                        l.after()));
        new Sheet(
                        "trail",
                        List.of("seq", "at", "who", "request", "operation", "place", "key", "unit", "old", "new"),
                        rows)
                .write(format, response);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        var row = new ArrayList<@Nullable Object>();
        for (Object cell : cells) {
            row.add(cell);
        }
        return row;
    }

    @GetMapping("/trail/records/{place}/{key}")
    ModelAndView record(
            @PathVariable String place,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String before,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = new RecordKey(place, key);
        var known = records.stream().flatMap(r -> r.record(row, t).stream()).findFirst();
        if (known.isEmpty() && !queries.any(place, key)) {
            throw new NotHere(place + " " + key);
        }
        var rows = new ArrayList<RecordKey>();
        rows.add(row);
        known.ifPresent(k -> rows.addAll(k.parts()));
        var shown = history.of(
                rows,
                known.map(RecordSource.Known::cut).orElse(false),
                History.Wish.of(field, asOf, before),
                request.getRequestURI(),
                t);
        return new ModelAndView(
                "trail/web/record",
                "page",
                new RecordPage(
                        known.map(RecordSource.Known::title)
                                .orElseGet(() -> words.reading(t).row(place, key)),
                        known.map(RecordSource.Known::path)
                                .filter(path -> !path.isEmpty())
                                .orElse(null),
                        known.map(RecordSource.Known::evidence).orElse(false),
                        row,
                        shown));
    }

    @GetMapping("/trail/verification")
    ModelAndView verification(HttpServletRequest request) {
        verifications.require();
        Texts t = frames.texts(request);
        return Scope.current().everything().get(() -> {
            var results = verifications.latest(10);
            var reading = words.reading(t);
            var findings = results.isEmpty()
                    ? List.<Found>of()
                    : verifications.findings(results.getFirst().id()).stream()
                            .map(f -> new Found(
                                    FindingWords.of(f, reading),
                                    t.of("trail.check." + f.check().name()),
                                    f.who() == null ? "" : reading.who(f.who()),
                                    f.at(),
                                    f.place() == null
                                                    || f.key() == null
                                                    || f.key().isEmpty()
                                            ? null
                                            : "/trail/records/" + f.place() + "/"
                                                    + org.springframework.web.util.UriUtils.encodePathSegment(
                                                            f.key(), java.nio.charset.StandardCharsets.UTF_8)))
                            .toList();
            boolean more = !results.isEmpty() && results.getFirst().findings() > findings.size();
            return new ModelAndView(
                    "trail/web/verification",
                    "page",
                    new VerificationPage(results, findings, more, queries.unsealed()));
        });
    }

    @PostMapping("/trail/verification")
    String verify() {
        return "redirect:/jobs/" + verifications.start();
    }
}

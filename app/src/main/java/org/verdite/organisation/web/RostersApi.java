package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.organisation.roster.Judged;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.organisation.roster.Roster;
import org.verdite.organisation.roster.RosterSheet;
import org.verdite.organisation.roster.Rosters;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// The organisation as a file: judged first, then taken in as a whole or not at all.
@RestController
@Tag(name = "organisation")
class RostersApi {

    private static final String BASE = "/api/organisation/rosters";

    /// @param column of the sheet; empty for the line as a whole
    /// @param value that stands in the cell
    record Told(String cell, String column, String value, String code, String message) {}

    record Line(
            RosterSheet sheet,
            String cell,
            String key,
            Verdict verdict,
            List<Judged.Change> changes,
            List<Told> problems,
            List<Told> notes) {}

    /// @param counts how many lines were judged so
    /// @param lines all but those that say what stands already
    record Answer(
            long id,
            String file,
            Roster.State state,
            Map<Verdict, Integer> counts,
            List<String> unknownHeadings,
            List<Line> lines) {}

    private final Rosters rosters;
    private final RosterPlace place;
    private final RosterController pages;
    private final Frames frames;

    RostersApi(Rosters rosters, RosterPlace place, RosterController pages, Frames frames) {
        this.rosters = rosters;
        this.place = place;
        this.pages = pages;
        this.frames = frames;
    }

    @GetMapping(BASE + "/template")
    @Operation(summary = "The empty workbook of units, sites, posts, people and appointments; in the reader's language")
    void template(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.template(request, response);
    }

    @GetMapping(BASE + "/present")
    @Operation(
            summary = "The organisation as it stands, in the shape that is read",
            description = "A workbook; with sheet (UNITS, SITES, POSTS, PEOPLE, APPOINTMENTS) one kind as CSV.")
    void present(
            @RequestParam(required = false) @Nullable String sheet,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        pages.present(sheet, request, response);
    }

    @PostMapping(path = BASE, consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = "application/json")
    @Operation(
            summary = "Bring the organisation as a file; every line is judged, nothing is changed",
            description = "A workbook, or a CSV of one kind. Lines are known by code, by the number of a person, or by"
                    + " person, post and first day. Each problem names its cell, as People!C7, its column and what stands"
                    + " there; all that is wrong with a line is told at once. A new line tells what it brings. What you"
                    + " brought before waits on until it is taken in or put aside.")
    ResponseEntity<Answer> bring(
            @RequestParam(required = false) @Nullable MultipartFile file, HttpServletRequest request)
            throws IOException {
        var roster = RosterController.bring(rosters, place.unit(), file);
        return ResponseEntity.created(URI.create(BASE + "/" + roster.id())).body(answer(roster, frames.texts(request)));
    }

    @GetMapping(BASE + "/{id}")
    @Operation(summary = "What was judged of a file that you brought")
    Answer one(@PathVariable long id, HttpServletRequest request) {
        return answer(rosters.find(id), frames.texts(request));
    }

    @PostMapping(BASE + "/{id}/take")
    @Operation(summary = "Take the file in, as a whole or not at all; refused when something else would come of it now")
    Answer take(@PathVariable long id, HttpServletRequest request) {
        rosters.find(id);
        rosters.take(id);
        return answer(rosters.find(id), frames.texts(request));
    }

    @PostMapping(BASE + "/{id}/drop")
    @Operation(summary = "Put the file aside")
    Answer drop(@PathVariable long id, HttpServletRequest request) {
        rosters.find(id);
        rosters.drop(id);
        return answer(rosters.find(id), frames.texts(request));
    }

    private static Answer answer(Roster roster, Texts t) {
        return new Answer(
                roster.id(),
                roster.name(),
                roster.state(),
                roster.counts(),
                roster.unknown(),
                roster.judged().stream()
                        .filter(j -> j.verdict() != Verdict.SAME)
                        .map(j -> new Line(
                                j.sheet(),
                                j.cell(),
                                j.key(),
                                j.verdict(),
                                j.changes(),
                                told(j.sheet(), j.problems(), t),
                                told(j.sheet(), j.notes(), t)))
                        .toList());
    }

    private static List<Told> told(RosterSheet sheet, List<Judged.Problem> problems, Texts t) {
        return problems.stream()
                .map(p -> new Told(p.cell(), p.column(), p.value(), p.key(), RosterController.says(t, sheet, p)))
                .toList();
    }
}

package org.verdite.governance.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.governance.DutyStanding;
import org.verdite.governance.LoopBoard;
import org.verdite.governance.LoopLine;
import org.verdite.governance.Waivers;
import org.verdite.governance.Years;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Phase;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Years and their close as JSON.
@RestController
@Tag(name = "governance")
class YearsApi {

    record Listed(List<Row> items, String next) {}

    record Row(int unit, String code, String name, String kind, List<YearQueries.Cell> years) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WaiverJson(
            long id,
            String why,
            LocalDate until,
            int askedBy,
            Waivers.State state,
            @Nullable Integer decidedBy) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DutyJson(
            String code,
            String name,
            boolean met,
            String words,
            @Nullable WaiverJson waiver) {}

    /// @param code of what was asked for: `GOALS`, `ITEMS`, …, or a duty's
    record LineJson(Phase phase, String code, long required, long done, long open, long late) {
        static LineJson of(LoopLine l) {
            return new LineJson(l.phase(), l.code(), l.required(), l.done(), l.open(), l.late());
        }
    }

    record BlockerJson(String kind, long id, String number, String title, Years.Why why, String owner) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClosedJson(long id, LocalDate on, Instant at, String by) {}

    /// @param items non-compliant items that were carried over, or would be
    /// @param closed when it was closed; left out while it is open
    /// @param blocked how many can't be carried over; `blockers` names the first of them
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record YearJson(
            int unit,
            int year,
            boolean over,
            int items,
            int actions,
            List<DutyJson> duties,
            List<LineJson> loop,
            int blocked,
            List<BlockerJson> blockers,
            @Nullable ClosedJson closed) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CarriedJson(
            String kind,
            long id,
            String number,
            String title,
            String where,
            String state,
            String owner,
            LocalDate due,
            @Nullable String stateNow,
            String ownerNow,
            @Nullable LocalDate dueNow) {}

    record CarriedList(List<CarriedJson> items, String next) {}

    record AskBody(
            @Nullable String duty,
            @Nullable String why,
            @Nullable LocalDate until) {}

    record DecideBody(@Nullable Boolean granted, @Nullable String why) {}

    record Asked(long id) {}

    private final YearQueries queries;
    private final Years years;
    private final LoopBoard board;
    private final Waivers waivers;
    private final Frames frames;

    YearsApi(YearQueries queries, Years years, LoopBoard board, Waivers waivers, Frames frames) {
        this.queries = queries;
        this.years = years;
        this.board = board;
        this.waivers = waivers;
        this.frames = frames;
    }

    @Operation(summary = "Units that close years, with the last five of each")
    @GetMapping("/api/governance/years")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.table(Filters.of(request), t);
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(r.unit(), r.code(), r.name(), r.kind(), r.cells()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "A unit's year: its duties, what is or was open, what keeps it from being closed")
    @GetMapping("/api/governance/years/{unit}/{year}")
    public YearJson show(@PathVariable int unit, @PathVariable int year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var closed = years.closed(new UnitId(unit), year);
        return closed.isPresent() ? closed(closed.get(), t) : open(unit, year, t);
    }

    private YearJson open(int unit, int year, Texts t) {
        var s = years.standing(new UnitId(unit), year);
        return new YearJson(
                unit,
                year,
                s.over(),
                s.items(),
                s.actions(),
                s.duties().stream().map(d -> duty(d, t)).toList(),
                s.lines().stream().map(LineJson::of).toList(),
                s.blocked(),
                s.blockers().stream()
                        .map(b -> new BlockerJson(b.kind(), b.key(), b.number(), b.title(), b.why(), b.ownerName()))
                        .toList(),
                null);
    }

    private YearJson closed(long id, Texts t) {
        var y = queries.closed(id, t);
        return new YearJson(
                y.unit(),
                y.year(),
                true,
                y.items(),
                y.actions(),
                queries.duties(id, t).stream()
                        .map(d -> new DutyJson(
                                d.code(), t.of(d.name()), !d.waived(), d.words().in(t), null))
                        .toList(),
                board.closed(id).stream().map(LineJson::of).toList(),
                0,
                List.of(),
                new ClosedJson(id, y.on(), y.at(), y.by()));
    }

    private static DutyJson duty(DutyStanding d, Texts t) {
        var w = d.waiver();
        return new DutyJson(d.code(), t.of(d.name()), d.met(), d.words().in(t), w == null ? null : waiver(w));
    }

    private static WaiverJson waiver(Waivers.Waiver w) {
        var by = w.decidedBy();
        return new WaiverJson(
                w.id(), w.why(), w.until(), w.askedBy().value(), w.state(), by == null ? null : by.value());
    }

    @Operation(summary = "What was carried over when the year was closed, as it was then and as it is now")
    @GetMapping("/api/governance/years/{unit}/{year}/carried")
    public CarriedList carried(@PathVariable int unit, @PathVariable int year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var closed =
                years.closed(new UnitId(unit), year).orElseThrow(() -> new NotHere("closed year " + unit + " " + year));
        var page = queries.carried(closed, Filters.of(request), t);
        return new CarriedList(
                page.rows().stream()
                        .map(c -> new CarriedJson(
                                c.kind(),
                                c.key(),
                                c.number(),
                                c.title(),
                                c.where(),
                                c.state(),
                                t.of(c.owner()),
                                c.due(),
                                c.stateNow(),
                                c.ownerNow(),
                                c.dueNow()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Close the year for good")
    @PostMapping("/api/governance/years/{unit}/{year}/close")
    public YearJson close(@PathVariable int unit, @PathVariable int year, HttpServletRequest request) {
        years.close(new UnitId(unit), year);
        return show(unit, year, request);
    }

    @Operation(summary = "Ask that a missing duty be let off")
    @PostMapping("/api/governance/years/{unit}/{year}/waivers")
    public Asked ask(@PathVariable int unit, @PathVariable int year, @RequestBody AskBody b) {
        waivers.requireMayAsk(new UnitId(unit));
        return new Asked(waivers.ask(
                new UnitId(unit), year, Body.text(b.duty()), Body.text(b.why()), Body.needed("until", b.until())));
    }

    @Operation(summary = "Let off or refuse, one level up; never who asked")
    @PostMapping("/api/governance/waivers/{id}")
    public WaiverJson decide(@PathVariable long id, @RequestBody DecideBody b) {
        var asked = require(id);
        waivers.decide(asked.id(), Body.needed("granted", b.granted()), Body.text(b.why()));
        return waiver(require(id));
    }

    private Waivers.Waiver require(long id) {
        return waivers.find(id).orElseThrow(() -> new NotHere("waiver " + id));
    }
}

package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.documents.EvidenceFile;
import org.verdite.targets.Forecast;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Light;
import org.verdite.targets.Reading;
import org.verdite.targets.Readings;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.targets.Standing;
import org.verdite.targets.UnitProgress;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.form.Form;

/// Progress of goals and shares as JSON, and the values that are told of them.
@RestController
@Tag(name = "targets")
class ProgressApi {

    /// @param by `MEAN` or `LINE`: how it was made, from so many `points`
    record ForecastJson(BigDecimal value, Forecast.Method by, int points) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StandingJson(
            int year,
            Light light,
            @Nullable String through,
            @Nullable BigDecimal reached,
            @Nullable BigDecimal way,
            @Nullable BigDecimal asked,
            @Nullable BigDecimal partly,
            int missing,
            @Nullable BigDecimal difference,
            int unconfirmed,
            boolean gaps,
            @Nullable ForecastJson forecast) {

        static StandingJson of(Standing s) {
            var through = s.through();
            var forecast = s.forecast();
            return new StandingJson(
                    s.year(),
                    s.light(),
                    through == null ? null : through.toString(),
                    s.reached(),
                    s.way(),
                    s.asked(),
                    s.partly(),
                    s.missing(),
                    s.difference(),
                    s.unconfirmed(),
                    s.gaps(),
                    forecast == null ? null : new ForecastJson(forecast.value(), forecast.method(), forecast.points()));
        }
    }

    record PartJson(long share, String who, StandingJson standing) {}

    /// @param files pages of the files that prove it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReadingJson(
            long id,
            String month,
            @Nullable BigDecimal value,
            @Nullable Boolean kept,
            String note,
            String evidence,
            String who,
            Instant at,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt,
            String correction,
            boolean stands,
            List<String> files,
            int version) {

        static ReadingJson of(Reading r) {
            return of(r, List.of());
        }

        static ReadingJson of(Reading r, List<EvidenceFile> files) {
            return new ReadingJson(
                    r.id(),
                    r.month().toString(),
                    r.value(),
                    r.kept(),
                    r.note(),
                    r.evidence(),
                    r.who(),
                    r.at(),
                    r.confirmed(),
                    r.confirmedAt(),
                    r.correction(),
                    r.stands(),
                    files.stream().map(EvidenceFile::path).toList(),
                    r.version());
        }
    }

    record ProgressJson(StandingJson whole, List<PartJson> parts, List<ReadingJson> readings) {}

    /// @param month the last one it tells of: `2026-10`
    /// @param replaces id of the value that is corrected; left out where none stands
    record ToldBody(
            @Nullable YearMonth month,
            @Nullable BigDecimal value,
            @Nullable Boolean kept,
            @Nullable String note,
            @Nullable String evidence,
            @Nullable Long replaces,
            @Nullable String correction) {}

    record UnitJson(int unit, String name, Map<Light, Integer> lights) {}

    record UnitsJson(int year, Map<Light, Integer> all, int uncounted, List<UnitJson> items) {}

    private final ProgressReading reading;
    private final UnitProgress units;
    private final GoalQueries queries;
    private final Goals goals;
    private final Shares shares;
    private final Readings readings;
    private final Frames frames;

    ProgressApi(
            ProgressReading reading,
            UnitProgress units,
            GoalQueries queries,
            Goals goals,
            Shares shares,
            Readings readings,
            Frames frames) {
        this.reading = reading;
        this.units = units;
        this.queries = queries;
        this.goals = goals;
        this.shares = shares;
        this.readings = readings;
        this.frames = frames;
    }

    @Operation(summary = "How far a goal, or one share of it (share=), is in a year, with its parts and what was told")
    @GetMapping("/api/targets/goals/{id}/progress")
    public ProgressJson progress(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long share,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request) {
        var page = reading.page(id, share, year, 0, after, Form.empty(), false, frames.texts(request));
        return new ProgressJson(
                StandingJson.of(page.whole()),
                page.parts().stream()
                        .map(p -> new PartJson(p.share().id(), p.share().who(), StandingJson.of(p.standing())))
                        .toList(),
                page.readings().stream()
                        .map(r -> ReadingJson.of(r, page.files().getOrDefault(r.id(), List.of())))
                        .toList());
    }

    @Operation(summary = "Tell a value of the goal itself")
    @PostMapping("/api/targets/goals/{id}/readings")
    public ReadingJson tellGoal(@PathVariable long id, @RequestBody ToldBody b) {
        var goal = goals.get(new GoalId(id));
        return ReadingJson.of(readings.get(readings.tell(
                goal.id(), null, told(b), Objects.requireNonNullElse(b.replaces(), 0L), Body.text(b.correction()))));
    }

    @Operation(summary = "Tell a value of a share, or correct one")
    @PostMapping("/api/targets/shares/{id}/readings")
    public ReadingJson tellShare(@PathVariable long id, @RequestBody ToldBody b) {
        var share = shares.get(new ShareId(id));
        return ReadingJson.of(readings.get(readings.tell(
                share.goal(),
                share.id(),
                told(b),
                Objects.requireNonNullElse(b.replaces(), 0L),
                Body.text(b.correction()))));
    }

    private static Reading.Told told(ToldBody b) {
        return new Reading.Told(
                Body.needed("month", b.month()), b.value(), b.kept(), Body.text(b.note()), Body.text(b.evidence()));
    }

    @Operation(summary = "Confirm a value that somebody else told")
    @PostMapping("/api/targets/readings/{id}/confirm")
    public ReadingJson confirm(@PathVariable long id, @RequestBody GoalsApi.VersionBody b) {
        readings.get(id);
        readings.confirm(id, Body.version(b.version()));
        return ReadingJson.of(readings.get(id));
    }

    @Operation(summary = "How the shares of a year stand, by site and light")
    @GetMapping("/api/targets/progress")
    public UnitsJson units(@RequestParam(defaultValue = "0") int year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var today = queries.today(t);
        int asked = year == 0 ? today.getYear() : year;
        var all = units.of(asked, today, t.language());
        return new UnitsJson(
                asked,
                all.sum(),
                all.uncounted(),
                all.parts().stream()
                        .map(p -> new UnitJson(p.unit(), p.name(), p.lights()))
                        .toList());
    }
}

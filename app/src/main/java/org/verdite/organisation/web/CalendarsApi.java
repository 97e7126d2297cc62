package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Calendars;
import org.verdite.organisation.Days;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;

/// Calendars of working days, and which of them a site follows.
@RestController
@Tag(name = "organisation")
class CalendarsApi {

    record NewCalendar(@Nullable String code, @Nullable LocalText name) {}

    /// @param weekdays the days that are worked, as `MONDAY`
    record WeekBody(@Nullable List<DayOfWeek> weekdays) {}

    /// @param worked false for a holiday, true for a make-up day
    record DayBody(
            @Nullable Boolean worked,
            @Nullable LocalText name,
            @Nullable String source,
            @Nullable Boolean verified) {}

    record Following(@Nullable String calendar, @Nullable LocalDate from) {}

    record CalendarJson(
            CalendarsQueries.CalendarLine calendar,
            int year,
            List<CalendarsQueries.Week> weeks,
            List<CalendarsQueries.Day> days,
            List<CalendarsQueries.Follower> sites) {}

    private final Calendars calendars;
    private final CalendarsQueries queries;
    private final SitesQueries sites;
    private final Days days;

    CalendarsApi(Calendars calendars, CalendarsQueries queries, SitesQueries sites, Days days) {
        this.calendars = calendars;
        this.queries = queries;
        this.sites = sites;
        this.days = days;
    }

    @GetMapping("/api/organisation/calendars")
    @Operation(summary = "Calendars of working days")
    ApiList<CalendarsQueries.CalendarLine> list() {
        return ApiList.all(queries.calendars());
    }

    @PostMapping("/api/organisation/calendars")
    @Operation(summary = "Add a calendar; it works Monday to Friday until something else is said")
    ResponseEntity<CalendarJson> add(@RequestBody NewCalendar body) {
        String code = Need.of("code", body.code());
        calendars.add(code, Need.of("name", body.name()));
        return ResponseEntity.created(URI.create("/api/organisation/calendars/" + code))
                .body(one(code, null));
    }

    @GetMapping("/api/organisation/calendars/{code}")
    @Operation(summary = "One calendar: its weeks, the days of a year that differ, the sites that follow it")
    CalendarJson one(@PathVariable String code, @RequestParam(required = false) @Nullable Integer year) {
        int shown = year == null ? days.today().getYear() : year;
        return new CalendarJson(
                queries.require(code), shown, queries.weeks(code), queries.days(code, shown), queries.followers(code));
    }

    @PutMapping("/api/organisation/calendars/{code}/weeks/{from}")
    @Operation(summary = "The weekdays that are worked from a day on")
    CalendarJson week(@PathVariable String code, @PathVariable LocalDate from, @RequestBody WeekBody body) {
        queries.require(code);
        Set<DayOfWeek> worked = EnumSet.noneOf(DayOfWeek.class);
        worked.addAll(Need.of("weekdays", body.weekdays()));
        calendars.week(code, from, worked);
        return one(code, null);
    }

    @PutMapping("/api/organisation/calendars/{code}/days/{day}")
    @Operation(summary = "Say of one day whether it is worked: worked false for a holiday, true for a make-up day")
    CalendarJson day(@PathVariable String code, @PathVariable LocalDate day, @RequestBody DayBody body) {
        queries.require(code);
        calendars.day(
                code,
                day,
                Need.of("worked", body.worked()),
                Need.of("name", body.name()),
                Need.or(body.source(), ""),
                Boolean.TRUE.equals(body.verified()));
        return one(code, day.getYear());
    }

    @DeleteMapping("/api/organisation/calendars/{code}/days/{day}")
    @Operation(summary = "Take back what was said of one day: its week holds again")
    CalendarJson ordinary(@PathVariable String code, @PathVariable LocalDate day) {
        queries.require(code);
        calendars.ordinary(code, day);
        return one(code, day.getYear());
    }

    @PutMapping("/api/organisation/sites/{id}/calendar")
    @Operation(summary = "The calendar a site follows from a day on")
    CalendarJson follow(@PathVariable int id, @RequestBody Following body) {
        sites.require(id);
        String code = Need.of("calendar", body.calendar());
        calendars.follow(new SiteId(id), code, Need.of("from", body.from()));
        return one(code, null);
    }
}

package org.verdite.organisation.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// Calendars of working days as they are known now.
@Component
@Transactional(readOnly = true)
class CalendarsQueries {

    /// @param sites how many of those the reader sees follow it today
    record CalendarLine(String code, LocalText name, int days, int sites, int version) {}

    record Week(LocalDate from, List<DayOfWeek> weekdays) {}

    record Day(LocalDate day, boolean worked, LocalText name, String source, boolean verified) {}

    record Follower(int site, String code, LocalText name, LocalDate from) {}

    private final JdbcClient jdbc;

    CalendarsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String SELECT = """
            select c.code, c.name, c.version,
              (select count(*) from organisation.calendar_day d where d.calendar = c.code and d.superseded_at is null) as days,
              (select count(*) from organisation.site s where c.code = (select x.calendar from organisation.site_calendar x
                where x.site_id = s.id and x.superseded_at is null and x.valid_from <= verdite.now()::date
                order by x.valid_from desc limit 1)) as sites
            from organisation.calendar c""";

    List<CalendarLine> calendars() {
        return jdbc.sql(SELECT + " order by c.code limit 200")
                .query((rs, _) -> new CalendarLine(
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getInt("days"),
                        rs.getInt("sites"),
                        rs.getInt("version")))
                .list();
    }

    CalendarLine require(String code) {
        return calendars().stream()
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotHere("calendar " + code));
    }

    /// Newest first; Monday to Friday before the first.
    List<Week> weeks(String calendar) {
        return jdbc.sql("""
                        select valid_from, weekdays from organisation.working_week
                        where calendar = :calendar and superseded_at is null order by valid_from desc limit 50""")
                .param("calendar", calendar)
                .query((rs, _) -> new Week(
                        rs.getObject(1, LocalDate.class),
                        Arrays.stream((Integer[]) rs.getArray(2).getArray())
                                .map(DayOfWeek::of)
                                .toList()))
                .list();
    }

    List<Day> days(String calendar, int year) {
        return jdbc.sql("""
                        select day, worked, name, source, verified from organisation.calendar_day
                        where calendar = :calendar and superseded_at is null and extract(year from day) = :year order by day""")
                .param("calendar", calendar)
                .param("year", year)
                .query((rs, _) -> new Day(
                        rs.getObject("day", LocalDate.class),
                        rs.getBoolean("worked"),
                        Json.text(rs.getString("name")),
                        rs.getString("source"),
                        rs.getBoolean("verified")))
                .list();
    }

    /// Sites the reader sees that follow it, or will.
    List<Follower> followers(String calendar) {
        return jdbc.sql("""
                        select s.id, s.code, s.name, x.valid_from from organisation.site_calendar x
                        join organisation.site s on s.id = x.site_id
                        where x.calendar = :calendar and x.superseded_at is null
                          and not exists (select from organisation.site_calendar y where y.site_id = x.site_id and y.superseded_at is null
                            and y.valid_from > x.valid_from and y.valid_from <= verdite.now()::date)
                        order by s.code limit 500""")
                .param("calendar", calendar)
                .query((rs, _) -> new Follower(
                        rs.getInt("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class)))
                .list();
    }
}

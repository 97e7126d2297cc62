package org.verdite.organisation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Which days are worked: a week, and single days that differ from it (holidays, make-up days). Calendars belong to the
/// whole group; a site follows one from a day on, and one that follows none works Monday to Friday.
@Component
public class Calendars {

    /// The furthest working day that is looked for.
    public static final int MOST_DAYS = 3650;

    private final JdbcClient jdbc;
    private final Access access;
    private final Sites sites;

    Calendars(JdbcClient jdbc, Access access, Sites sites) {
        this.jdbc = jdbc;
        this.access = access;
        this.sites = sites;
    }

    @Transactional
    public void add(String code, LocalText name) {
        requireGroup();
        Rules.unitCode(code);
        Rules.name("name", name);
        Rules.saying(
                "code",
                () -> jdbc.sql("insert into organisation.calendar (code, name) values (:code, cast(:name as jsonb))")
                        .param("code", code)
                        .param("name", name.json())
                        .update());
    }

    /// From that day on these days of the week are worked; what was said for the same first day is superseded.
    @Transactional
    public void week(String calendar, LocalDate from, Set<DayOfWeek> worked) {
        requireGroup();
        known(calendar);
        Rules.calendarDay("from", from);
        if (worked.isEmpty()) {
            throw new Invalid("weekdays", "organisation.invalid.weekdays");
        }
        jdbc.sql("""
                        update organisation.working_week set superseded_at = verdite.now()
                        where calendar = :calendar and valid_from = :from and superseded_at is null""").param("calendar", calendar).param("from", from).update();
        jdbc.sql("""
                        insert into organisation.working_week (calendar, valid_from, weekdays) values (:calendar, :from, :weekdays)""")
                .param("calendar", calendar)
                .param("from", from)
                .param(
                        "weekdays",
                        worked.stream().map(DayOfWeek::getValue).sorted().toArray(Integer[]::new))
                .update();
    }

    /// Says of one day whether it is worked, whatever its week says; what was said of it before is superseded.
    ///
    /// @param source where it stands written
    /// @param verified true when somebody compared it with that source
    @Transactional
    public void day(String calendar, LocalDate day, boolean worked, LocalText name, String source, boolean verified) {
        requireGroup();
        known(calendar);
        Rules.calendarDay("day", day);
        Rules.name("name", name);
        supersede(calendar, day);
        jdbc.sql("""
                        insert into organisation.calendar_day (calendar, day, worked, name, source, verified)
                        values (:calendar, :day, :worked, cast(:name as jsonb), :source, :verified)""")
                .param("calendar", calendar)
                .param("day", day)
                .param("worked", worked)
                .param("name", name.json())
                .param("source", Rules.text("source", source.strip(), 300))
                .param("verified", verified)
                .update();
    }

    /// The day is as its week says again.
    ///
    /// @throws NotHere when nothing was said of it
    @Transactional
    public void ordinary(String calendar, LocalDate day) {
        requireGroup();
        known(calendar);
        if (supersede(calendar, day) == 0) {
            throw new NotHere("day " + day + " of calendar " + calendar);
        }
    }

    private int supersede(String calendar, LocalDate day) {
        return jdbc.sql("""
                        update organisation.calendar_day set superseded_at = verdite.now()
                        where calendar = :calendar and day = :day and superseded_at is null""").param("calendar", calendar).param("day", day).update();
    }

    /// From that day on the site follows the calendar. Deadlines that were given before stay.
    @Transactional
    public void follow(SiteId site, String calendar, LocalDate from) {
        var unit = sites.unitOf(site);
        access.require(Permission.ORGANISATION_EDIT, unit);
        known(calendar);
        Rules.calendarDay("from", from);
        jdbc.sql("""
                        update organisation.site_calendar set superseded_at = verdite.now()
                        where site_id = :site and valid_from = :from and superseded_at is null""").param("site", site.value()).param("from", from).update();
        jdbc.sql("""
                        insert into organisation.site_calendar (site_id, unit_id, calendar, valid_from)
                        values (:site, :unit, :calendar, :from)""")
                .param("site", site.value())
                .param("unit", unit.value())
                .param("calendar", calendar)
                .param("from", from)
                .update();
    }

    /// The n-th working day after a day, by the calendar that the unit's site follows on that day.
    ///
    /// @param days 1 to {@link #MOST_DAYS}
    @Transactional(readOnly = true)
    public LocalDate workingDay(UnitId unit, LocalDate after, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(days + " working days");
        }
        return jdbc.sql("select organisation.pub_working_day(:unit, :after, :days)")
                .param("unit", unit.value())
                .param("after", after)
                .param("days", days)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .optional()
                .orElseGet(() -> after.plusDays(days));
    }

    private void known(String calendar) {
        boolean here = jdbc.sql("select exists (select from organisation.calendar where code = :code)")
                .param("code", calendar)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!here) {
            throw new NotHere("calendar " + calendar);
        }
    }

    private void requireGroup() {
        if (!Scope.current().seesEverything() || !access.mayAtTop(Permission.ORGANISATION_EDIT)) {
            throw new NotPermitted(Permission.ORGANISATION_EDIT.name());
        }
    }
}

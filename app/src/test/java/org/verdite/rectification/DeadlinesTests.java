package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Calendars;
import org.verdite.organisation.Sites;
import org.verdite.rectification.AuthorityDeadlines.Decision;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// When a correction is due, by the clock and the calendar of its site, and who may move that.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
@TestPropertySource(properties = "verdite.tests=apart")
class DeadlinesTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId LIMA = ZoneId.of("America/Lima");

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Deferrals deferrals;

    @Autowired
    AuthorityDeadlines authorities;

    @Autowired
    SeverityRules rules;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Calendars calendars;

    @Autowired
    Sites sites;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    /// The day before China's National Day, 17:00 in Beijing.
    @BeforeEach
    void before_the_holiday_week() {
        g.clock.to("2026-09-30T09:00:00Z");
        system(() -> {
            if (!known("DEADLINES")) {
                calendars.add("DEADLINES", LocalText.of("en", "A holiday week"));
                for (int day = 1; day <= 7; day++) {
                    calendars.day(
                            "DEADLINES",
                            LocalDate.of(2026, 10, day),
                            false,
                            LocalText.of("en", "National Day"),
                            "",
                            false);
                }
                calendars.day(
                        "DEADLINES", LocalDate.of(2026, 10, 10), true, LocalText.of("en", "Make-up day"), "", false);
                calendars.follow(sites.byCode("RG-S1"), "DEADLINES", LocalDate.of(2026, 1, 1));
            }
            return true;
        });
    }

    @AfterEach
    void as_shipped() {
        rule(Severity.CRITICAL, 3, Counting.CALENDAR_DAYS, 2);
        rule(Severity.MINOR, 30, Counting.CALENDAR_DAYS, 2);
    }

    private <T> T system(Supplier<T> work) {
        return Scope.system("test").get(() -> within.execute(_ -> work.get()));
    }

    private boolean known(String calendar) {
        return jdbc.sql("select exists (select from organisation.calendar where code = :code)")
                .param("code", calendar)
                .query(Boolean.class)
                .single();
    }

    private void rule(Severity severity, int amount, Counting counting, int extensions) {
        system(() -> {
            var before = rules.of(severity);
            rules.change(new SeverityRule(severity, amount, counting, extensions, before.workflow(), before.version()));
            return true;
        });
    }

    private ItemId open(Severity severity, UnitId unit, Person owner) {
        return owner.scope()
                .get(() -> items.open(new NewItem(
                        unit,
                        "Copper above permit at plant outfall DW001",
                        "",
                        severity,
                        "WATER",
                        null,
                        owner.id(),
                        LocalDate.parse("2026-09-30"),
                        false)));
    }

    private Instant due(ItemId id) {
        return system(() -> jdbc.sql("select due_at from rectification.item where id = :id")
                .param("id", id.value())
                .query((rs, _) -> rs.getTimestamp(1).toInstant())
                .single());
    }

    private LocalDate day(ItemId id) {
        return system(() -> jdbc.sql("select deadline from rectification.item where id = :id")
                .param("id", id.value())
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .single());
    }

    private static void as(Person person, Runnable work) {
        person.scope().run(work);
    }

    private static void refused(Person person, String key, Runnable work) {
        assertThatThrownBy(() -> as(person, work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    private static Decision decision(String reference, String day, @Nullable LocalTime time) {
        return new Decision("Municipal ecology bureau", reference, LocalDate.parse(day), time, "");
    }

    @Test
    void calendar_days_stay_on_a_holiday_and_end_at_24_hours_at_the_site() {
        var id = open(Severity.CRITICAL, g.section, g.lin);
        assertThat(day(id)).isEqualTo(LocalDate.parse("2026-10-03"));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-03T16:00:00Z"));
    }

    @Test
    void the_same_instant_is_another_day_at_a_site_in_another_zone() {
        g.clock.to("2026-10-01T03:00:00Z");
        var id = open(Severity.CRITICAL, g.ridge, g.rosa);
        assertThat(day(id)).as("in Lima it is still 30 September").isEqualTo(LocalDate.parse("2026-10-03"));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-04T05:00:00Z"));
    }

    @Test
    void working_days_skip_the_holiday_week_and_count_the_make_up_day_only_where_it_is_followed() {
        rule(Severity.CRITICAL, 3, Counting.WORKING_DAYS, 2);
        assertThat(day(open(Severity.CRITICAL, g.section, g.lin)))
                .as("8, 9 and the make-up Saturday 10 October")
                .isEqualTo(LocalDate.parse("2026-10-10"));
        assertThat(day(open(Severity.CRITICAL, g.ridge, g.rosa)))
                .as("in Lima nobody follows that calendar")
                .isEqualTo(LocalDate.parse("2026-10-05"));
    }

    @Test
    void a_week_of_its_own_holds_from_its_day_on() {
        system(() -> {
            calendars.add("SUNDAYS", LocalText.of("en", "Sunday to Thursday"));
            calendars.week(
                    "SUNDAYS",
                    LocalDate.of(2026, 10, 1),
                    java.util.EnumSet.complementOf(
                            java.util.EnumSet.of(java.time.DayOfWeek.FRIDAY, java.time.DayOfWeek.SATURDAY)));
            calendars.follow(sites.byCode("RG-S2"), "SUNDAYS", LocalDate.of(2026, 1, 1));
            return true;
        });
        try {
            rule(Severity.CRITICAL, 3, Counting.WORKING_DAYS, 2);
            assertThat(day(open(Severity.CRITICAL, g.ridge, g.rosa)))
                    .as("Thursday 1, Sunday 4, Monday 5 October")
                    .isEqualTo(LocalDate.parse("2026-10-05"));
            assertThatThrownBy(() -> as(g.rosa, () -> calendars.ordinary("SUNDAYS", LocalDate.of(2026, 10, 2))))
                    .isInstanceOf(NotPermitted.class);
        } finally {
            system(() -> {
                calendars.add("PLAIN", LocalText.of("en", "Monday to Friday"));
                calendars.follow(sites.byCode("RG-S2"), "PLAIN", LocalDate.of(2026, 1, 1));
                return true;
            });
        }
    }

    @Test
    void hours_end_at_an_instant_and_midnight_belongs_to_the_day_that_ends() {
        rule(Severity.CRITICAL, 48, Counting.HOURS, 2);
        var id = open(Severity.CRITICAL, g.section, g.lin);
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-02T09:00:00Z"));
        assertThat(day(id)).isEqualTo(LocalDate.parse("2026-10-02"));
        rule(Severity.CRITICAL, 55, Counting.HOURS, 2);
        var midnight = open(Severity.CRITICAL, g.section, g.lin);
        assertThat(due(midnight)).isEqualTo(Instant.parse("2026-10-02T16:00:00Z"));
        assertThat(day(midnight)).isEqualTo(LocalDate.parse("2026-10-02"));
    }

    @Test
    void the_last_day_is_in_time_until_it_ends_at_the_site_and_summer_time_does_not_move_it() {
        var deadline = Deadline.endOf(LocalDate.parse("2026-12-03"), SHANGHAI);
        assertThat(deadline.missed(Instant.parse("2026-12-03T15:59:59Z"))).isFalse();
        assertThat(deadline.missed(Instant.parse("2026-12-03T16:00:00Z"))).isTrue();
        assertThat(Deadline.endOf(LocalDate.parse("2026-12-03"), LIMA).missed(Instant.parse("2026-12-04T04:59:59Z")))
                .isFalse();
        var london = ZoneId.of("Europe/London");
        assertThat(deadlines.of(Counting.CALENDAR_DAYS, 3, g.section, Instant.parse("2026-03-28T23:30:00Z"), london))
                .isEqualTo(Deadline.endOf(LocalDate.parse("2026-03-31"), london));
    }

    @Test
    void an_authority_s_deadline_overrides_and_nobody_inside_moves_it() {
        var id = open(Severity.CRITICAL, g.section, g.lin);
        as(g.lin, () -> deferrals.askTime(id, LocalDate.parse("2026-10-09"), "The spare part is late."));
        as(g.zhou, () -> authorities.set(id, decision("No. 12 of 2026", "2026-10-02", null)));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-02T16:00:00Z"));
        refused(g.director, "authorityDeadline", () -> deferrals.decideTime(id, true, ""));
        as(g.director, () -> deferrals.decideTime(id, false, "The bureau decided."));
        refused(g.lin, "authorityDeadline", () -> deferrals.askTime(id, LocalDate.parse("2026-10-09"), "Once more."));
        as(g.zhou, () -> items.reclassify(id, Severity.MINOR, "It is small."));
        assertThat(due(id)).as("another severity leaves it alone").isEqualTo(Instant.parse("2026-10-02T16:00:00Z"));
    }

    @Test
    void only_a_later_decision_of_an_authority_takes_its_place_and_both_are_kept() {
        var id = open(Severity.CRITICAL, g.section, g.lin);
        as(g.zhou, () -> authorities.set(id, decision("No. 12 of 2026", "2026-10-02", null)));
        as(g.zhou, () -> authorities.set(id, decision("No. 12 of 2026", "2026-10-02", null)));
        as(g.zhou, () -> authorities.set(id, decision("No. 15 of 2026", "2026-10-08", LocalTime.of(17, 0))));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-08T09:00:00Z"));
        assertThat(system(() -> jdbc.sql(
                                "select reference from rectification.item_authority where item_id = :id order by id")
                        .param("id", id.value())
                        .query(String.class)
                        .list()))
                .containsExactly("No. 12 of 2026", "No. 15 of 2026");
    }

    @Test
    void who_carries_the_correction_records_no_authority_s_deadline() {
        var id = open(Severity.CRITICAL, g.section, g.zhou);
        refused(g.zhou, "ownerSetsDeadline", () -> authorities.set(id, decision("1", "2026-12-01", null)));
    }

    @Test
    void the_database_moves_no_deadline_of_an_authority_and_takes_it_from_nobody() {
        var id = open(Severity.CRITICAL, g.section, g.lin);
        as(g.zhou, () -> authorities.set(id, decision("No. 12 of 2026", "2026-10-02", null)));
        for (String change : new String[] {
            "deadline = deadline + 7",
            "deadline = deadline + 7, severity = 'LOW'",
            "authority_id = null",
            "authority_id = null, deadline = deadline + 7"
        }) {
            assertThatThrownBy(
                            () -> system(() -> jdbc.sql("update rectification.item set " + change + " where id = :id")
                                    .param("id", id.value())
                                    .update()))
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("authority");
        }
    }

    @Test
    void more_time_is_given_as_often_as_the_severity_allows_and_no_more() {
        rule(Severity.MINOR, 30, Counting.CALENDAR_DAYS, 1);
        var id = open(Severity.MINOR, g.valley, g.lin);
        as(g.lin, () -> deferrals.askTime(id, LocalDate.parse("2026-11-09"), "The pump comes later."));
        refused(g.zhou, "oneLevelUp", () -> deferrals.decideTime(id, true, ""));
        as(g.director, () -> deferrals.decideTime(id, true, ""));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-11-09T16:00:00Z"));
        refused(g.lin, "extensions", () -> deferrals.askTime(id, LocalDate.parse("2026-12-09"), "Still not."));
        system(() -> jdbc.sql("""
                        insert into rectification.item_extension (item_id, unit_id, from_deadline, to_deadline, reason)
                        select id, unit_id, deadline, deadline + 30, 'beside the verbs' from rectification.item where id = :id""").param("id", id.value()).update());
        assertThatThrownBy(
                        () -> system(() -> jdbc.sql("""
                                update rectification.item_extension set granted = true, decided_at = verdite.now()
                                where item_id = :id and granted is null""").param("id", id.value()).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("as often as the severity allows");
    }

    @Test
    void only_who_administers_the_whole_group_changes_the_rules() {
        var before = system(() -> rules.of(Severity.MAJOR));
        assertThatThrownBy(() -> as(
                        g.director,
                        () -> rules.change(new SeverityRule(
                                Severity.MAJOR, 99, Counting.HOURS, 2, Workflow.PLAN, before.version()))))
                .isInstanceOf(NotPermitted.class);
    }
}

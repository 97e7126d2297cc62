package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.Statements;
import org.verdite.monitoring.Exceedances;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A file is loaded, and whoever is in charge hears of what it shows: from real files through the import's own door.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class ExceedanceAlarmsTests {

    private static final MappingSpec MAPPING = new MappingSpec(
            new MappingSpec.Source("Our laboratory", ""),
            Map.of("point", "Place", "date", "Day", "parameter", "What", "value", "Result", "unit", "Unit"),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            null,
            null,
            "DAY_MEAN",
            "LABORATORY",
            null,
            true);

    @Autowired
    SmallGroup g;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    @Autowired
    Exceedances exceedances;

    @Autowired
    MockMvcTester mvc;

    private static int number;
    private Lab lab;

    /// A laboratory's outfall below the valley, with a permit of 0.30 mg/L of copper; later than the machine's own day.
    @BeforeEach
    void an_outfall_with_a_permit() {
        // a minute later each time, for the tree of units is read again by the clock
        g.clock.to(Instant.parse("2031-05-10T01:00:00Z")
                .plusSeconds(60L * ++number)
                .toString());
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        Scope.system("test")
                .run(() -> lab.within.executeWithoutResult(_ -> {
                    jdbc.sql(
                                    "insert into organisation.edge (unit_id, parent_id, valid_from) values (:unit, :top, date '2020-01-01')")
                            .param("unit", lab.unit)
                            .param("top", g.valley.value())
                            .update();
                    jdbc.sql("""
                            insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                            values (:unit, :facility, :site, 'W1', '{"_":"en","en":"Plant outfall","zh":"总排口"}', 'OUTFALL', 'Asia/Shanghai')""")
                            .param("unit", lab.unit)
                            .param("facility", lab.facility)
                            .param("site", lab.site)
                            .update();
                    long set = limits.addSet(NewLimitSet.permit(
                            new UnitId(lab.unit),
                            "P-" + lab.code,
                            LocalText.of("en", "Discharge permit"),
                            "Bureau",
                            new SiteId(lab.site),
                            LocalDate.of(2020, 1, 1),
                            ""));
                    limits.addLimit(NewLimit.permitMaximum(
                            set,
                            "w20122",
                            LocalText.of("en", "Total copper"),
                            "DAY_MEAN",
                            new BigDecimal("0.30"),
                            "mg/L",
                            "W1",
                            "4.2",
                            LocalDate.of(2020, 1, 1)));
                }));
    }

    /// "2031-05-08", "0.34", …
    private long load(String... dayAndValue) {
        var file = new StringBuilder("Place,Day,What,Result,Unit\n");
        for (int i = 0; i < dayAndValue.length; i += 2) {
            file.append("%s/W1,%s,Total copper,%s,mg/L\n".formatted(lab.code, dayAndValue[i], dayAndValue[i + 1]));
        }
        long id = lab.send(file.toString());
        lab.tried(id, MAPPING);
        lab.run(() -> intake.load(id));
        return id;
    }

    private record Told(String kind, String state, String message, String key, String href, int people) {}

    private List<Told> told() {
        return lab.run(() -> lab.within.execute(_ -> jdbc.sql("""
                        select n.kind, n.state, verdite.text(n.message, 'en') as message, n.key, n.origin_href,
                          (select count(*) from notices.recipient r where r.notice_id = n.id) as people
                        from notices.notice n where n.unit_id = :unit order by n.id""")
                .param("unit", lab.unit)
                .query((rs, _) -> new Told(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getInt(6)))
                .list()));
    }

    private int episode() {
        return lab.id("select max(id) from monitoring.exceedance where unit_id = " + lab.unit);
    }

    private void acknowledge(int episode) {
        Scope.system("test").run(() -> exceedances.acknowledge(episode));
    }

    @Test
    void a_broken_limit_of_this_week_alarms_the_officer() {
        load("2031-05-07", "0.2", "2031-05-08", "0.34");
        assertThat(told()).singleElement().satisfies(n -> {
            assertThat(n.kind()).isEqualTo("ALARM");
            assertThat(n.message())
                    .isEqualTo(
                            "Limit exceeded: Total copper at Plant outfall, 0.34\u202fmg/L measured, 0.30\u202fmg/L allowed");
            assertThat(n.href()).isEqualTo("/monitoring/exceedances/" + episode());
            assertThat(n.people())
                    .as("the valley's officers, for nobody is nearer")
                    .isEqualTo(2);
        });
        assertThat(g.lin.scope()
                        .get(() -> mvc.get()
                                .uri("/notices")
                                .header("Accept-Language", "zh-CN")
                                .exchange()))
                .bodyText()
                .contains("超标：总排口 总铜 实测 0.34");
    }

    @Test
    void a_value_of_march_known_in_may_informs_today_and_does_not_alarm_as_if_now() {
        load("2031-03-12", "0.84");
        assertThat(told()).singleElement().satisfies(n -> {
            assertThat(n.kind()).isEqualTo("INFORM");
            assertThat(n.href()).isEqualTo("/monitoring/exceedances/" + episode());
        });
        assertThat(g.lin.scope().get(() -> mvc.get().uri("/notices").exchange()))
                .bodyText()
                .contains("12 Mar 2031", "known 58 days later");
    }

    @Test
    void ten_years_of_history_are_one_notice_and_what_is_of_today_still_alarms() {
        var values = new String[1200];
        var day = LocalDate.of(2021, 1, 1);
        for (int i = 0; i < values.length; i += 2) {
            values[i] = day.plusDays(i * 3L).toString();
            values[i + 1] = i % 4 == 0 ? "0.5" : "0.1";
        }
        values[values.length - 2] = "2031-05-09";
        values[values.length - 1] = "0.9";
        long id = load(values);
        var all = told();
        assertThat(all).hasSize(2);
        assertThat(all).extracting(Told::kind).containsExactlyInAnyOrder("ALARM", "INFORM");
        var late =
                all.stream().filter(n -> n.kind().equals("INFORM")).findFirst().orElseThrow();
        long found = lab.count("select count(*) from monitoring.exceedance where unit_id = " + lab.unit);
        assertThat(late.message()).startsWith((found - 1) + " exceedances of earlier days were found in");
        assertThat(late.key()).isEqualTo("monitoring:late:" + id + ":" + lab.unit);
        assertThat(g.zhou.scope().get(() -> mvc.get().uri(late.href()).exchange()))
                .hasStatusOk()
                .bodyText()
                .contains("Total copper");
    }

    @Test
    void the_same_file_twice_tells_nothing_new() {
        load("2031-05-08", "0.34");
        load("2031-05-08", "0.34");
        assertThat(told()).hasSize(1);
    }

    @Test
    void an_acknowledged_exceedance_settles_its_notice_and_one_that_grows_worse_tells_again() {
        load("2031-05-07", "0.34");
        acknowledge(episode());
        assertThat(told()).singleElement().extracting(Told::state).isEqualTo("SETTLED");
        load("2031-05-08", "0.33");
        assertThat(told()).as("one more day at no higher value").hasSize(1);
        load("2031-05-09", "3.4");
        assertThat(told()).hasSize(2).last().satisfies(n -> {
            assertThat(n.state()).isEqualTo("OPEN");
            assertThat(n.message()).startsWith("Asks again. Limit exceeded").contains("3.4");
            assertThat(n.key()).endsWith(":" + episode() + ":2");
        });
    }

    @Test
    void while_nobody_has_moved_a_growing_episode_is_not_told_twice() {
        load("2031-05-07", "0.34");
        load("2031-05-08", "0.9");
        assertThat(told()).hasSize(1);
    }

    @Test
    void values_corrected_to_within_withdraw_the_notice_and_exceeding_again_tells_anew() {
        load("2031-05-07", "0.34");
        load("2031-05-07", "0.24");
        assertThat(told()).singleElement().extracting(Told::state).isEqualTo("WITHDRAWN");
        load("2031-05-07", "0.44");
        assertThat(told()).extracting(Told::state).containsExactly("WITHDRAWN", "OPEN");
    }

    @Test
    void late_data_that_joins_two_episodes_withdraws_the_notice_of_the_younger() {
        load("2031-05-05", "0.34", "2031-05-06", "0.1", "2031-05-07", "0.36");
        assertThat(told()).hasSize(2);
        load("2031-05-06", "0.35");
        assertThat(told()).extracting(Told::state).containsExactlyInAnyOrder("OPEN", "WITHDRAWN");
    }

    @Test
    void a_load_of_thousands_costs_a_bounded_number_of_statements() {
        var few = statements("2026-01-01", 8);
        var many = statements("2021-01-01", 800);
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(12);
    }

    private int statements(String from, int values) {
        var rows = new String[values * 2];
        for (int i = 0; i < values; i++) {
            rows[2 * i] = LocalDate.parse(from).plusDays(i).toString();
            rows[2 * i + 1] = i % 2 == 0 ? "0.5" : "0.1";
        }
        Statements.restart();
        load(rows);
        return (int) Statements.seen().stream()
                .filter(sql ->
                        sql.contains("notices.") || sql.contains("exceedance_told") || sql.contains("watch_over"))
                .count();
    }
}

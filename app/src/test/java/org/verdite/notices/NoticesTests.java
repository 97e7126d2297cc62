package org.verdite.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Somebody is told, then the next above, until somebody moves; on the database, with the clock in the test's hand.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class NoticesTests {

    private static final LocalText PUMP = LocalText.of("The dosing pump stands still", "加药泵停运", "en");
    private static final LocalText WHY = LocalText.of("The pump runs again", "加药泵已恢复运行", "en");
    private static int number;

    @Autowired
    SmallGroup g;

    @Autowired
    Notices notices;

    @Autowired
    Escalation escalation;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    /// Later than any day the machine's own clock shows.
    @BeforeEach
    void on_a_monday_morning() {
        g.clock.to("2031-03-03T01:00:00Z");
    }

    private static String key() {
        return "tests:pump:" + ++number;
    }

    private NewNotice alarm(UnitId unit, String key) {
        return NewNotice.alarm(
                unit,
                PUMP,
                new Origin("organisation", "unit", unit.toString(), "Pump 7", "/organisation/units/" + unit),
                g.clock.instant(),
                false,
                g.clock.instant(),
                key);
    }

    private long told(UnitId unit, String key) {
        Scope.system("test").run(() -> notices.tell(alarm(unit, key)));
        return id(key);
    }

    private <T> T seeing(java.util.function.Supplier<T> work) {
        return Scope.system("test").get(() -> within.execute(_ -> work.get()));
    }

    private long id(String key) {
        return seeing(() -> jdbc.sql("select id from notices.notice where key = :key")
                .param("key", key)
                .query(Long.class)
                .single());
    }

    /// "1 OFFICER Lin Qiao" in the order in which they were told.
    private List<String> ladder(long id) {
        return seeing(() -> jdbc.sql("""
                        select rung || ' ' || duty || coalesce(' ' || verdite.text(organisation.pub_person_name(person_id), 'en'), '')
                        from notices.told where notice_id = :id order by rung, duty = 'NOBODY' desc, 1""").param("id", id).query(String.class).list());
    }

    private void later(String hours) {
        g.clock.to(Instant.parse("2031-03-03T01:00:00Z")
                .plus(Duration.parse("PT" + hours))
                .toString());
        escalation.climb();
    }

    private int unread(SmallGroup.Person person) {
        return person.scope().get(() -> {
            var bell = beans.getBean(org.verdite.ui.Bell.class);
            return bell.unread();
        });
    }

    @Autowired
    org.springframework.beans.factory.BeanFactory beans;

    @Test
    void the_officer_is_told_at_once_and_a_section_without_one_passes_it_on_and_says_so() {
        int before = unread(g.lin);
        long id = told(g.section, key());
        assertThat(ladder(id)).containsExactly("1 NOBODY", "1 OFFICER Lin Qiao", "1 OFFICER Xu Lan");
        assertThat(unread(g.lin)).isEqualTo(before + 1);
    }

    @Test
    void told_twice_under_one_key_it_is_one_notice() {
        String key = key();
        long id = told(g.valley, key);
        assertThat(told(g.valley, key)).isEqualTo(id);
        assertThat(ladder(id)).hasSize(2);
    }

    @Test
    void while_nobody_moves_the_next_above_is_told_by_time() {
        long id = told(g.valley, key());
        later("7H");
        assertThat(ladder(id)).hasSize(2);
        later("8H");
        assertThat(ladder(id)).hasSize(3).last().isEqualTo("2 MANAGER Zhou Min");
        later("23H");
        assertThat(ladder(id)).hasSize(3);
        later("24H");
        assertThat(ladder(id))
                .as("there is no subsidiary, so the group is told at once")
                .hasSize(4);
        assertThat(ladder(id)).last().isEqualTo("4 DIRECTOR Tang Wei");
        later("400H");
        assertThat(ladder(id)).hasSize(4);
    }

    @Test
    void after_a_week_without_a_server_each_rung_is_told_once() {
        long id = told(g.valley, key());
        later("168H");
        escalation.climb();
        assertThat(ladder(id))
                .containsExactly("1 OFFICER Lin Qiao", "1 OFFICER Xu Lan", "2 MANAGER Zhou Min", "4 DIRECTOR Tang Wei");
        assertThat(seeing(() -> jdbc.sql("select due_at from notices.told where notice_id = :id and rung = 2")
                        .param("id", id)
                        .query((rs, _) -> rs.getTimestamp(1).toInstant())
                        .single()))
                .as("when it was due stays readable")
                .isEqualTo(Instant.parse("2031-03-03T09:00:00Z"));
    }

    @Test
    void who_takes_note_stops_the_ladder_and_a_second_one_is_told_so() {
        long id = told(g.valley, key());
        g.lin.scope().run(() -> notices.note(new NoticeId(id)));
        later("100H");
        assertThat(ladder(id)).hasSize(2);
        assertThatThrownBy(() -> g.xu.scope().run(() -> notices.note(new NoticeId(id))))
                .isInstanceOf(Refused.class)
                .extracting("key")
                .isEqualTo("notices.refused.note.NOTED");
    }

    @Test
    void what_was_settled_or_withdrawn_climbs_no_further() {
        String settled = key();
        String withdrawn = key();
        long one = told(g.valley, settled);
        long other = told(g.valley, withdrawn);
        Scope.system("test").run(() -> {
            notices.settle(settled, WHY);
            notices.withdraw(List.of(withdrawn), WHY);
        });
        later("100H");
        assertThat(ladder(one)).hasSize(2);
        assertThat(ladder(other)).hasSize(2);
        assertThatThrownBy(() -> g.lin.scope().run(() -> notices.note(new NoticeId(one))))
                .extracting("key")
                .isEqualTo("notices.refused.note.SETTLED");
        assertThatThrownBy(() ->
                        seeing(() -> jdbc.sql("update notices.notice set state = 'OPEN', over_at = null where id = :id")
                                .param("id", other)
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void information_is_told_once_and_asks_nobody_further() {
        String key = key();
        Scope.system("test")
                .run(() -> notices.tell(NewNotice.inform(
                        g.valley,
                        PUMP,
                        new Origin("organisation", "unit", "1", "Pump 7", "/organisation/units/1"),
                        Instant.parse("2031-01-02T00:00:00Z"),
                        true,
                        g.clock.instant(),
                        key)));
        long id = id(key);
        later("900H");
        assertThat(ladder(id)).hasSize(2);
        assertThat(page("/notices/" + id, g.lin))
                .bodyText()
                .contains("known 59 days later", "for information", "2 Jan 2031");
    }

    @Test
    void nobody_outside_sees_it_and_who_was_not_told_and_handles_nothing_here_cant_take_note() {
        long id = told(g.valley, key());
        assertThatThrownBy(() -> g.rosa.scope().run(() -> notices.note(new NoticeId(id))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.wu.scope().run(() -> notices.note(new NoticeId(id))))
                .as("an inspector sees it")
                .isInstanceOf(NotPermitted.class);
        assertThat(page("/notices/" + id, g.rosa)).hasStatus(404);
    }

    @Test
    void who_was_told_can_be_added_to_but_never_changed() {
        long id = told(g.valley, key());
        assertThatThrownBy(() -> seeing(() -> jdbc.sql("update notices.told set duty = 'MANAGER' where notice_id = :id")
                        .param("id", id)
                        .update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> seeing(() -> jdbc.sql("delete from notices.told where notice_id = :id")
                        .param("id", id)
                        .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void where_nobody_is_appointed_that_is_said_and_looked_for_again() {
        String key = key();
        var orphan = new UnitId(seeing(() -> jdbc.sql("""
                        insert into organisation.unit (code, name, kind, opened)
                        values ('ORPHAN', '{"_":"en","en":"Orphan"}', 'SITE', date '2020-01-01') returning id""").query(Integer.class).single()));
        long id = told(orphan, key);
        assertThat(ladder(id)).containsExactly("1 NOBODY");
        later("25H");
        later("50H");
        assertThat(ladder(id)).as("said once").containsExactly("1 NOBODY");
        seeing(() -> jdbc.sql(
                        "insert into organisation.edge (unit_id, parent_id, valid_from) values (:unit, :top, date '2020-01-01')")
                .param("unit", orphan.value())
                .param("top", g.group.value())
                .update());
        later("80H");
        assertThat(ladder(id)).containsExactly("1 NOBODY", "1 NOBODY", "1 DIRECTOR Tang Wei");
    }

    @Test
    void many_things_are_told_in_a_bounded_number_of_statements() {
        var many = new ArrayList<NewNotice>();
        for (int i = 0; i < 500; i++) {
            many.add(alarm(i % 2 == 0 ? g.valley : g.ridge, key()));
        }
        Statements.restart();
        Scope.system("test").run(() -> notices.tell(many));
        assertThat(Statements.seen().stream().filter(sql -> sql.contains("notices.") || sql.contains("organisation.")))
                .hasSizeLessThanOrEqualTo(5);
        Scope.system("test")
                .run(() -> notices.settle(many.stream().map(NewNotice::key).toList(), WHY));
        g.lin.scope().run(() -> notices.readAll());
        assertThat(unread(g.lin)).isZero();
    }

    @Test
    void the_pages_ring_list_tell_the_ladder_and_take_note() {
        long id = told(g.section, key());
        assertThat(page("/notices?room=organisation", g.lin))
                .hasStatusOk()
                .bodyText()
                .contains("The dosing pump stands still", "waits for somebody");
        assertThat(page("/notices?view=all&kind=ALARM&room=organisation", g.wu))
                .bodyText()
                .contains("The dosing pump stands still");
        assertThat(page("/notices?view=all", g.rosa)).bodyText().doesNotContain("/notices/" + id + "\"");
        var page = page("/notices/" + id, g.lin);
        assertThat(page)
                .bodyText()
                .contains(
                        "Nobody to tell at Water section",
                        "Lin Qiao",
                        "environmental officer",
                        "If nobody takes note, Zhou Min will be told on 3 Mar 2031, 17:00");
        assertThat(page("/notices/" + id, g.lin))
                .as("read by opening it")
                .bodyText()
                .contains("read 3 Mar 2031");
        assertThat(chinese("/notices/" + id, g.lin)).bodyText().contains("加药泵停运", "若仍无人知悉");
        assertThat(g.lin.scope()
                        .get(() -> mvc.post()
                                .uri("/notices/" + id + "/note")
                                .with(SecurityMockMvcRequestPostProcessors.csrf())
                                .exchange()))
                .hasStatus(302);
        assertThat(page("/notices/" + id, g.zhou)).bodyText().contains("note taken", "took note");
        assertThat(page("/notices/export?format=csv&view=mine&room=organisation", g.lin))
                .bodyText()
                .contains("Water section", "note taken");
    }

    @Test
    void programs_read_and_take_note_as_people_do() {
        long id = told(g.valley, key());
        assertThat(page("/api/notices?view=mine&room=organisation", g.lin))
                .bodyJson()
                .extractingPath("$.items[0].message")
                .isEqualTo("The dosing pump stands still");
        assertThat(page("/api/notices/" + id, g.lin))
                .bodyJson()
                .extractingPath("$.then.people[0]")
                .isEqualTo("Zhou Min");
        var noted = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/api/notices/" + id + "/note")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
        assertThat(noted)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.notice.state")
                .isEqualTo("NOTED");
    }

    private MvcTestResult page(String path, SmallGroup.Person reader) {
        return reader.scope().get(() -> mvc.get().uri(path).exchange());
    }

    private MvcTestResult chinese(String path, SmallGroup.Person reader) {
        return reader.scope()
                .get(() ->
                        mvc.get().uri(path).header("Accept-Language", "zh-CN").exchange());
    }
}

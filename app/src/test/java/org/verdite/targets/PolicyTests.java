package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Grants;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.organisation.Role;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.targets.policy.Acknowledgements;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.PolicyId;
import org.verdite.targets.policy.PolicyState;
import org.verdite.targets.policy.Served;

/// A policy from its draft to the last person who has to read it.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class PolicyTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2020-01-01");
    private static final LocalDate DAY = LocalDate.parse("2026-11-18");

    @Autowired
    SmallGroup g;

    @Autowired
    Policies policies;

    @Autowired
    Acknowledgements acknowledgements;

    @Autowired
    Served served;

    @Autowired
    Goals goals;

    @Autowired
    Units units;

    @Autowired
    People people;

    @Autowired
    Posts posts;

    @Autowired
    Accounts accounts;

    @Autowired
    Grants grants;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private UnitId mine;
    private Person second;
    private Person worker;

    /// A mine of its own for each test, with a worker who holds a post below it and somebody else who may approve.
    @BeforeEach
    void aMine() {
        g.clock.to("2026-11-18T01:14:00Z");
        String code = "PT-" + NUMBER.incrementAndGet();
        Scope.system("test").run(() -> {
            mine = units.open(new NewUnit(code, LocalText.of("en", code), "SITE", g.group, START));
            var section = units.open(new NewUnit(code + "-S", LocalText.of("en", code + "-S"), "SECTION", mine, START));
            posts.establish(new NewPosition(code + "-W", section, "STAFF", LocalText.of("en", "Driver"), null));
            worker = person(code + "-w", section, Role.OFFICER, section);
            posts.appoint(worker.id(), code + "-W", START, null, false);
            second = person(code + "-d", g.group, Role.DIRECTOR, g.group);
        });
    }

    private Person person(String code, UnitId home, Role role, UnitId at) {
        var id = people.add(new NewPerson(home, code, LocalText.of("Person " + code, "人 " + code, "en"), ""));
        int account = accounts.create(code, "a long pass phrase " + code, id, false);
        accounts.grant(account, role, at, START, null);
        return new Person(id, account, grants);
    }

    private static LocalText both(String words) {
        return LocalText.of(words, words + "（中）", "en");
    }

    private PolicyId draft(String words) {
        return g.director
                .scope()
                .get(() -> policies.draft(mine, both("Policy <i>of</i> the mine"), both(words), Set.of("AIR", "FOOD")));
    }

    private PolicyId submitted(String words) {
        var id = draft(words);
        g.director.scope().run(() -> {
            policies.commit(id, both("No dust beyond the fence"), Set.of("AIR"));
            policies.submit(id, policies.get(id).version());
        });
        return id;
    }

    private PolicyId approved(String words, LocalDate from) {
        var id = submitted(words);
        second.scope().run(() -> policies.approve(id, policies.get(id).version(), from));
        return id;
    }

    private String print(PolicyId id) {
        return second.scope().get(() -> policies.get(id)).fingerprint();
    }

    private String page(Person who, String path) {
        var answer = who.scope()
                .get(() -> mvc.get()
                        .uri(path)
                        .with(SecurityMockMvcRequestPostProcessors.user("test"))
                        .exchange());
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private void sql(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    @Test
    void a_policy_is_approved_by_somebody_else_as_it_was_submitted_and_never_changed() {
        var bare = draft("We protect the air");
        assertThatThrownBy(() -> g.director
                        .scope()
                        .run(() -> policies.submit(bare, policies.get(bare).version())))
                .hasMessage("targets.refused.noCommitments");
        g.director.scope().run(() -> policies.withdraw(bare, policies.get(bare).version(), "Begun anew"));
        var id = submitted("We protect the air");
        assertThatThrownBy(() -> g.director
                        .scope()
                        .run(() -> policies.approve(id, policies.get(id).version(), DAY)))
                .isInstanceOf(Refused.class)
                .hasMessage("targets.refused.ownPolicy");
        assertThatThrownBy(() ->
                        sql("update targets.policy set words = '{\"_\":\"en\",\"en\":\"Less\"}' where id = " + id))
                .as("nor behind the verb's back")
                .isInstanceOf(DataAccessException.class);
        second.scope().run(() -> policies.approve(id, policies.get(id).version(), DAY));
        assertThat(second.scope().get(() -> policies.get(id)).state()).isEqualTo(PolicyState.APPROVED);
        assertThatThrownBy(() -> sql("update targets.policy set in_force_from = '2026-01-01' where id = " + id))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql("delete from targets.commitment where policy_id = " + id))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void an_external_auditor_is_neither_asked_nor_counted_whatever_post_they_hold() {
        var auditor = auditor();
        var id = approved("We protect the air", DAY);
        String read = print(id);
        assertThat(second.scope().get(() -> acknowledgements.counts(id)).values())
                .as("the driver alone")
                .singleElement()
                .satisfies(c -> assertThat(c.active()).isEqualTo(1));
        assertThat(page(auditor, "/desk")).doesNotContain("/targets/policies/" + id);
        assertThat(page(auditor, "/targets/policies/" + id)).doesNotContain("/acknowledge");
        assertThatThrownBy(() -> auditor.scope().run(() -> acknowledgements.acknowledge(id, "en", read)))
                .isInstanceOf(NotPermitted.class);
        worker.scope().run(() -> acknowledgements.acknowledge(id, "en", read));
    }

    /// With a post at the mine, as an auditor of a contractor has one.
    private Person auditor() {
        String code = "PT-A" + NUMBER.incrementAndGet();
        return Scope.system("test").get(() -> {
            posts.establish(new NewPosition(code, mine, "STAFF", LocalText.of("en", "Auditor"), null));
            var made = person(code.toLowerCase(java.util.Locale.ROOT), mine, Role.AUDITOR, mine);
            posts.appoint(made.id(), code, START, null, false);
            return made;
        });
    }

    @Test
    void everybody_below_is_asked_and_a_text_that_was_replaced_a_second_before_is_refused() {
        var first = approved("We protect the air", DAY);
        String path = "/targets/policies/" + first;
        assertThat(page(worker, "/desk")).contains(path);
        assertThat(page(g.rosa, "/desk")).doesNotContain(path);
        assertThat(page(worker, path))
                .contains("Policy &lt;i&gt;of&lt;/i&gt; the mine")
                .contains(path + "/acknowledge");
        String read = print(first);
        var next = approved("We protect the air and the trees", DAY.plusDays(1));
        g.clock.plusDays(1);
        assertThatThrownBy(() -> worker.scope().run(() -> acknowledgements.acknowledge(first, "en", read)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> worker.scope().run(() -> acknowledgements.acknowledge(next, "en", read)))
                .as("the fingerprint of the other text")
                .isInstanceOf(Conflict.class);
        worker.scope().run(() -> acknowledgements.acknowledge(next, "zh", print(next)));
        assertThat(page(worker, "/desk")).doesNotContain("/targets/policies/" + next);
        assertThatThrownBy(() -> worker.scope().run(() -> acknowledgements.acknowledge(next, "en", print(next))))
                .hasMessage("targets.refused.acknowledged");
        assertThatThrownBy(() -> second.scope().run(() -> acknowledgements.acknowledge(next, "en", print(next))))
                .as("who holds no post there")
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void the_share_that_acknowledged_it_is_counted_and_the_others_are_named() {
        var id = approved("We protect the air", DAY);
        var before = g.director.scope().get(() -> acknowledgements.counts(id));
        assertThat(before).containsOnlyKeys(Coverage.People.EMPLOYEES);
        assertThat(before.get(Coverage.People.EMPLOYEES)).isEqualTo(new Coverage.Count(1, 0));
        String path = "/targets/policies/" + id + "/people";
        assertThat(page(g.director, path)).contains("Person PT-");
        worker.scope().run(() -> acknowledgements.acknowledge(id, "en", print(id)));
        assertThat(g.director.scope().get(() -> acknowledgements.counts(id)))
                .containsEntry(Coverage.People.EMPLOYEES, new Coverage.Count(1, 1));
        assertThat(page(g.director, path)).doesNotContain("Person PT-").contains("Nobody is left");
        assertThat(page(g.director, path + "?view=all")).contains("Person PT-");
    }

    @Test
    void a_goal_leads_to_a_commitment_and_the_next_version_still_shows_it() {
        var id = approved("We protect the air", DAY);
        var goal = g.director
                .scope()
                .get(() -> goals.draft(new NewGoal(
                        mine,
                        Horizon.ANNUAL,
                        LocalText.of("en", "Half the dust"),
                        Set.of("AIR"),
                        "",
                        "t",
                        NewTarget.Direction.AT_MOST,
                        Method.SUM,
                        "",
                        2025,
                        BigDecimal.TEN,
                        2027,
                        BigDecimal.ONE,
                        List.of(),
                        g.director.id(),
                        null,
                        "",
                        "Only here",
                        "Costs nothing")));
        long commitment = g.director
                .scope()
                .get(() -> policies.commitments(id))
                .getFirst()
                .id();
        g.director.scope().run(() -> served.serve(goal, commitment));
        assertThat(page(g.director, "/targets/goals/" + goal)).contains("No dust beyond the fence");
        assertThat(page(g.director, "/targets/policies/" + id)).contains("/targets/goals/" + goal);
        var next = g.director
                .scope()
                .get(() -> policies.draft(mine, both("Policy"), both("We protect more"), Set.of("AIR")));
        assertThat(g.director.scope().get(() -> policies.commitments(next)))
                .extracting(c -> c.code())
                .containsExactly("C1");
        assertThat(g.director.scope().get(() -> served.by(next)))
                .extracting(Served.Serving::code)
                .containsExactly("C1");
    }
}

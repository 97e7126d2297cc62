package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Delegations;
import org.verdite.organisation.Delegations.Handing;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Tasks handed over by name, from day to day: who does them then, what it means for verification, and what happens
/// when somebody leaves.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
@TestPropertySource(properties = "verdite.tests=apart")
class StandingInTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Delegations delegations;

    @Autowired
    Items items;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Accounts accounts;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @AfterEach
    void nobody_stands_in_for_anybody() {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                update organisation.appointment set superseded_at = verdite.now() where for_id is not null and superseded_at is null""").update()));
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private int post(String code) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("select id from organisation.position where code = :code")
                        .param("code", code)
                        .query((rs, _) -> rs.getInt(1))
                        .single()));
    }

    private Handing handing(@Nullable PersonId holder, PersonId to, String from, String until) {
        return new Handing(
                post("RG-P-OFFICER"), holder, to, LocalDate.parse(from), LocalDate.parse(until), "Annual leave");
    }

    private static void refused(Person who, String key, Runnable work) {
        assertThatThrownBy(() -> who.scope().run(work))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.refused." + key);
    }

    private ItemId major(String title, Person owner) {
        return g.lin.scope()
                .get(() ->
                        items.open(NewItem.of(g.section, title, Severity.MAJOR, "WATER", LocalDate.parse("2026-11-18"))
                                .carriedBy(owner.id())));
    }

    @Test
    void the_delegate_acts_for_the_owner_on_those_days_and_never_verifies_that_correction() {
        g.clock.to("2026-11-18T01:14:00Z");
        var id = major("Copper above permit while Lin is away", g.lin);
        g.lin.scope().run(() -> delegations.hand(handing(null, g.xu.id(), "2026-11-19", "2026-11-21")));
        assertThat(get(g.xu, "/desk")).doesNotContain("Copper above permit while Lin is away");
        g.clock.to("2026-11-20T02:00:00Z");
        assertThat(get(g.xu, "/desk"))
                .contains("Plan: Copper above permit while Lin is away", "for Lin Qiao", "You stand in for Lin Qiao");
        assertThat(get(g.lin, "/desk")).contains("Xu Lan stands in for you", "Annual leave");
        assertThat(get(g.zhou, "/rectification/items/" + id)).contains("stands in for the owner until 21 Nov 2026");
        g.xu.scope().run(() -> corrections.recordCause(id, List.of("The strainer was blocked."), "EQP.1"));
        assertThat(get(g.zhou, "/rectification/items/" + id)).contains("Xu Lan for Lin Qiao recorded the cause");
        assertThat(get(g.zhou, "/trail/records/rectification.item/" + id)).contains("Xu Lan");
        g.clock.to("2026-12-20T02:00:00Z");
        assertThat(get(g.xu, "/desk")).doesNotContain("You stand in for Lin Qiao");
        assertThat(g.zhou.scope().<Optional<Bar>>get(() -> verification.bar(id, g.xu.id())))
                .as("also afterwards")
                .contains(Bar.SUBSTITUTE);
        // who stood in and did nothing is barred as well
        var untouched = major("Copper above permit and nobody did anything", g.lin);
        assertThat(g.zhou.scope().<Optional<Bar>>get(() -> verification.bar(untouched, g.xu.id())))
                .as("opened after the days of the delegation")
                .isEmpty();
    }

    @Test
    void what_can_not_be_handed_over_is_refused_in_words() {
        g.clock.to("2026-11-18T01:14:00Z");
        refused(g.xu, "notHeld", () -> delegations.hand(handing(null, g.wu.id(), "2026-11-19", "2026-11-21")));
        assertThatThrownBy(() -> g.xu.scope()
                        .run(() -> delegations.hand(handing(g.lin.id(), g.wu.id(), "2026-11-19", "2026-11-21"))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> g.rosa.scope()
                        .run(() -> delegations.hand(handing(null, g.rosa.id(), "2026-11-19", "2026-11-21"))))
                .isInstanceOf(NotHere.class);
        invalid("from", handing(null, g.xu.id(), "2026-11-17", "2026-11-21"));
        invalid("until", handing(null, g.xu.id(), "2026-11-21", "2026-11-20"));
        invalid("until", handing(null, g.xu.id(), "2026-11-21", "2028-11-20"));
        invalid("to", handing(null, g.lin.id(), "2026-11-19", "2026-11-21"));
        invalid(
                "reason",
                new Handing(
                        post("RG-P-OFFICER"),
                        null,
                        g.xu.id(),
                        LocalDate.parse("2026-11-19"),
                        LocalDate.parse("2026-11-20"),
                        " "));
        g.lin.scope().run(() -> delegations.hand(handing(null, g.xu.id(), "2026-11-19", "2026-11-21")));
        refused(g.lin, "delegatedBefore", () -> delegations.hand(handing(null, g.wu.id(), "2026-11-21", "2026-11-23")));
        refused(
                g.xu,
                "delegationOfDelegation",
                () -> delegations.hand(handing(null, g.wu.id(), "2026-11-20", "2026-11-20")));
        refused(
                g.zhou,
                "delegateAway",
                () -> delegations.hand(new Handing(
                        post("RG-P-MANAGER"),
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-11-20"),
                        LocalDate.parse("2026-11-22"),
                        "Travel")));
        g.zhou.scope()
                .run(() -> delegations.hand(new Handing(
                        post("RG-P-MANAGER"),
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-12-01"),
                        LocalDate.parse("2026-12-05"),
                        "Travel")));
        refused(g.lin, "standsIn", () -> delegations.hand(handing(null, g.xu.id(), "2026-12-02", "2026-12-03")));
        // the next day is free: both ends count, and no more
        g.lin.scope().run(() -> delegations.hand(handing(null, g.wu.id(), "2026-11-22", "2026-11-23")));
    }

    private void invalid(String field, Handing h) {
        assertThatThrownBy(() -> g.lin.scope().run(() -> delegations.hand(h)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo(field));
    }

    @Test
    void the_database_keeps_a_chain_of_delegations_from_whoever_writes_it() {
        g.clock.to("2026-11-18T01:14:00Z");
        g.lin.scope().run(() -> delegations.hand(handing(null, g.xu.id(), "2026-11-19", "2026-11-21")));
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to, for_id, reason)
                select unit_id, :wu, position_id, true, '2026-11-20', '2026-11-21', :xu, 'On' from organisation.appointment
                where for_id = :lin and superseded_at is null""")
                                .param("wu", g.wu.id().value())
                                .param("xu", g.xu.id().value())
                                .param("lin", g.lin.id().value())
                                .update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("is not handed on");
    }

    @Test
    void a_manager_hands_over_for_somebody_who_fell_ill_and_it_ends_earlier() {
        g.clock.to("2026-11-18T01:14:00Z");
        long id =
                g.zhou.scope().get(() -> delegations.hand(handing(g.lin.id(), g.xu.id(), "2026-11-18", "2026-11-30")));
        assertThat(get(g.zhou, "/organisation/delegations")).contains("Lin Qiao", "Xu Lan", "handed over by Zhou Min");
        assertThatThrownBy(() -> g.xu.scope().run(() -> delegations.end(id, LocalDate.parse("2026-11-19"))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> g.lin.scope().run(() -> delegations.end(id, LocalDate.parse("2026-12-24"))))
                .isInstanceOf(Invalid.class);
        g.clock.to("2026-11-21T02:00:00Z");
        g.lin.scope().run(() -> delegations.end(id, LocalDate.parse("2026-11-20")));
        assertThat(get(g.xu, "/desk")).doesNotContain("You stand in for");
        assertThat(get(g.lin, "/organisation/delegations?view=all")).contains("Annual leave");
        assertThatThrownBy(() -> g.lin.scope().run(() -> delegations.end(id, LocalDate.parse("2026-11-20"))))
                .isInstanceOf(NotHere.class);
        var sent = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/organisation/delegations")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .param("post", post("RG-P-OFFICER") + "." + g.lin.id())
                        .param("to", g.lin.id().toString())
                        .param("from", "2026-11-22")
                        .param("until", "2026-11-23")
                        .param("reason", "Travel")
                        .exchange());
        assertThat(sent).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains("stand in for themselves");
    }

    @Test
    void what_somebody_who_left_owns_waits_on_the_desk_above_to_be_given_to_others() {
        g.clock.to("2026-11-18T01:14:00Z");
        var id = major("Copper above permit and Wu left", g.wu);
        assertThat(get(g.zhou, "/desk")).doesNotContain("whose owner has left");
        Scope.system("test").run(() -> accounts.disable(g.wu.account(), true));
        try {
            assertThat(get(g.zhou, "/desk")).contains("items whose owner has left");
            assertThat(get(g.zhou, "/rectification?view=left")).contains("Copper above permit and Wu left");
            assertThat(get(g.zhou, "/rectification/assign?view=left")).contains("Copper above permit and Wu left");
            assertThat(get(g.lin, "/desk"))
                    .as("only who approves gives them to others")
                    .doesNotContain("has left");
            refused(
                    g.lin,
                    "delegateGone",
                    () -> delegations.hand(handing(null, g.wu.id(), "2026-11-19", "2026-11-20")));
            var sent = g.zhou.scope()
                    .get(() -> mvc.post()
                            .uri("/rectification/assign?view=left")
                            .with(SecurityMockMvcRequestPostProcessors.csrf())
                            .param("item", id.toString())
                            .param("owner", g.xu.id().toString())
                            .exchange());
            assertThat(sent).hasStatusOk();
            assertThat(get(g.zhou, "/rectification?view=left")).doesNotContain("Copper above permit and Wu left");
        } finally {
            Scope.system("test").run(() -> accounts.disable(g.wu.account(), false));
        }
    }

    @Test
    void a_delegate_who_leaves_is_told_to_the_holder() {
        g.clock.to("2026-11-18T01:14:00Z");
        g.lin.scope().run(() -> delegations.hand(handing(null, g.xu.id(), "2026-11-18", "2026-11-30")));
        Scope.system("test").run(() -> accounts.disable(g.xu.account(), true));
        try {
            assertThat(get(g.lin, "/desk")).contains("Hand over again: Xu Lan has left");
            assertThat(get(g.lin, "/organisation/delegations")).contains("has left; hand it to somebody else");
        } finally {
            Scope.system("test").run(() -> accounts.disable(g.xu.account(), false));
        }
    }

    private String get(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).header("Accept-Language", "en").exchange();
            assertThat(result).as(path).hasStatusOk();
            try {
                return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
            } catch (java.io.UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}

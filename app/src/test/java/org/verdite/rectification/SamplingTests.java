package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Corrections on the spot: which are verified, decided by nobody's choice, and what becomes of the others.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class SamplingTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Sampling sampling;

    @Autowired
    SampleRules rules;

    @Autowired
    Repeats repeats;

    @Autowired
    Evidence evidence;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @AfterEach
    void the_rule_as_it_is_shipped() {
        rule(25, 2, 7, 30);
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private void rule(int share, int least, int wait, int raised) {
        Scope.system("test")
                .run(() -> rules.change(new SampleRule(
                        Severity.MINOR,
                        share,
                        least,
                        wait,
                        raised,
                        rules.of(Severity.MINOR).version())));
    }

    private ItemId minor(Severity severity) {
        var today = LocalDate.ofInstant(g.clock.instant(), ZoneId.of("Asia/Shanghai"));
        return g.lin.scope()
                .get(() -> items.open(
                        NewItem.of(g.section, "Drum without a label " + UUID.randomUUID(), severity, "WASTE", today)
                                .carriedBy(g.lin.id())));
    }

    private void prove(ItemId id, String bytes) {
        g.lin.scope()
                .run(() -> evidence.keep(
                        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)),
                        "label.txt",
                        "text/plain",
                        g.section,
                        new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                        "The label"));
    }

    private ItemId corrected() {
        var id = minor(Severity.MINOR);
        correct(id);
        return id;
    }

    private void correct(ItemId id) {
        prove(id, UUID.randomUUID().toString());
        g.lin.scope().run(() -> corrections.correctOnTheSpot(id, "Labelled."));
    }

    private Map<String, Object> sample(ItemId id) {
        return Scope.system("test")
                .get(() -> within.execute(
                        _ -> jdbc.sql("select * from rectification.sample where item_id = :id order by id desc limit 1")
                                .param("id", id.value())
                                .query()
                                .singleRow()));
    }

    private String why(ItemId id) {
        return String.valueOf(sample(id).get("why"));
    }

    private String state(ItemId id) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("select state from rectification.item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    private void close() {
        Scope.system("rectification").run(sampling::close);
    }

    private static void refused(Person who, String key, Runnable work) {
        assertThatThrownBy(() -> who.scope().run(work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    @Test
    void the_first_of_a_month_are_drawn_the_rest_by_a_lot_that_everybody_draws_again_when_the_month_is_over()
            throws Exception {
        g.clock.to("2031-03-05T01:00:00Z");
        var ids = new ArrayList<ItemId>();
        for (int i = 0; i < 12; i++) {
            ids.add(corrected());
        }
        assertThat(why(ids.get(0))).isEqualTo("LEAST");
        assertThat(why(ids.get(1))).isEqualTo("LEAST");
        assertThat(ids.subList(2, 12)).extracting(this::why).isSubsetOf("LOT", "NOT_DRAWN");
        var running = lot("2031-03-01");
        assertThat(running.get("lot")).as("nobody can know a draw before").isNull();
        assertThatThrownBy(() -> g.lin.scope()
                        .run(() ->
                                within.executeWithoutResult(_ -> jdbc.sql("select lot from rectification.sample_bytes")
                                        .query()
                                        .listOfRows())))
                .isInstanceOf(DataAccessException.class);
        g.clock.to("2031-04-02T00:00:00Z");
        byte[] lot = HexFormat.of().parseHex(String.valueOf(lot("2031-03-01").get("lot")));
        var sha = MessageDigest.getInstance("SHA-256");
        assertThat(HexFormat.of().formatHex(sha.digest(lot))).isEqualTo(running.get("fingerprint"));
        for (var id : ids) {
            sha.update(lot);
            byte[] hash = sha.digest(id.toString().getBytes(StandardCharsets.UTF_8));
            long first = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(hash).getInt());
            assertThat(sample(id).get("lot_value")).isEqualTo((int) (first % 10_000));
        }
        for (var id : ids.subList(2, 12)) {
            boolean below = (int) sample(id).get("lot_value") < 2500;
            assertThat(why(id)).isEqualTo(below ? "LOT" : "NOT_DRAWN");
        }
    }

    private Map<String, Object> lot(String month) {
        return g.lin.scope()
                .get(() -> within.execute(
                        _ -> jdbc.sql("select month, fingerprint, lot from rectification.lots() where month = :month")
                                .param("month", LocalDate.parse(month))
                                .query()
                                .singleRow()));
    }

    @Test
    void what_was_not_drawn_is_closed_by_the_clock_after_its_days_and_by_nobody_else() {
        g.clock.to("2031-05-05T01:00:00Z");
        rule(0, 0, 7, 30);
        var id = corrected();
        assertThat(why(id)).isEqualTo("NOT_DRAWN");
        refused(g.lin, "CLOSE_UNSAMPLED.person", sampling::close);
        close();
        assertThat(state(id)).as("before its days").isEqualTo("CORRECTED");
        impossible(g.lin, "closed by the clock", """
                update rectification.item set state = 'CLOSED_UNSAMPLED', closed_at = verdite.now(), closed_on = '2031-05-20' where id = :id""", id);
        impossible(
                g.lin,
                "closes on the day that was said",
                "update rectification.item set close_on = '2031-05-05' where id = :id",
                id);
        g.clock.plusDays(7);
        impossible(g.lin, "closed by the clock", """
                update rectification.item set state = 'CLOSED_UNSAMPLED', closed_at = verdite.now(), closed_on = '2031-05-20' where id = :id""", id);
        close();
        assertThat(state(id)).isEqualTo("CLOSED_UNSAMPLED");
        assertThat(get(g.lin, "/rectification/items/" + id)).contains("Closed, not sampled", "Not drawn:");
        refused(g.he, "VERIFY", () -> verification.verify(id, "", null));
        refused(g.he, "DRAW", () -> sampling.draw(id, "I doubt it."));
    }

    private void impossible(Person who, String because, String sql, ItemId id) {
        assertThatThrownBy(() -> who.scope()
                        .run(() -> within.executeWithoutResult(
                                _ -> jdbc.sql(sql).param("id", id.value()).update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(because);
    }

    @Test
    void repeats_and_doubt_are_drawn_whatever_the_lot_says() {
        g.clock.to("2031-06-05T01:00:00Z");
        rule(0, 0, 7, 0);
        var first = corrected();
        assertThat(why(first)).isEqualTo("NOT_DRAWN");
        var again = minor(Severity.MINOR);
        g.lin.scope().run(() -> repeats.link(again, first));
        correct(again);
        assertThat(why(again)).isEqualTo("REPEAT");

        var one = minor(Severity.MINOR);
        prove(one, "the same photo");
        g.lin.scope().run(() -> corrections.correctOnTheSpot(one, "Labelled."));
        var other = minor(Severity.MINOR);
        prove(other, "the same photo");
        g.lin.scope().run(() -> corrections.correctOnTheSpot(other, "Labelled too."));
        assertThat(why(other)).isEqualTo("SAME_PROOF");

        var lowered = minor(Severity.MAJOR);
        g.zhou.scope().run(() -> items.reclassify(lowered, Severity.MINOR, "A label only."));
        correct(lowered);
        assertThat(why(lowered)).isEqualTo("RECLASSIFIED");

        var late = minor(Severity.MINOR);
        g.clock.plusDays(31);
        correct(late);
        assertThat(why(late)).isEqualTo("LATE");
        g.he.scope().run(() -> verification.reject(late, "Still none."));
        g.clock.plusDays(1);
        correct(late);
        assertThat(why(late)).isEqualTo("SENT_BACK");
    }

    @Test
    void a_drawn_one_that_fails_draws_what_its_unit_reported_lately_and_what_it_reports_for_a_time() {
        g.clock.to("2031-09-05T01:00:00Z");
        rule(0, 0, 20, 30);
        var waiting = corrected();
        var failing = corrected();
        assertThatThrownBy(() -> g.lin.scope().run(() -> sampling.draw(failing, "Mine is fine.")))
                .as("the owner decides nothing here")
                .isInstanceOf(NotPermitted.class);
        g.he.scope().run(() -> sampling.draw(failing, "The photo shows another drum."));
        refused(g.he, "drawn", () -> sampling.draw(failing, "Again."));
        assertThat(why(failing)).isEqualTo("BY_HAND");
        g.he.scope().run(() -> verification.reject(failing, "No label on it."));
        assertThat(why(waiting)).isEqualTo("UNIT_FAILED");
        assertThat(sample(waiting).get("drawn")).isEqualTo(true);
        g.clock.plusDays(25);
        close();
        assertThat(state(waiting))
                .as("what is drawn is not closed by the clock")
                .isEqualTo("CORRECTED");
        assertThat(why(corrected())).isEqualTo("UNIT_FAILED");
        g.clock.plusDays(10);
        assertThat(why(corrected())).isEqualTo("NOT_DRAWN");
        assertThat(get(g.lin, "/rectification?view=all&sample=failed&sampled=2031-09"))
                .contains(number(failing));
        assertThat(get(g.lin, "/rectification/figures?opened=2031")).contains("Sampled verification");
        assertThat(get(g.lin, "/api/rectification/figures?opened=2031")).contains("\"failed\":");
        assertThat(get(g.lin, "/rectification/items/" + waiting)).contains("another of its unit failed");
    }

    private String number(ItemId id) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("select number from rectification.item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    @Test
    void nothing_waits_on_a_desk_and_nothing_is_late_of_what_was_not_drawn_and_a_verifier_may_look_all_the_same() {
        g.clock.to("2031-11-05T01:00:00Z");
        rule(0, 0, 60, 30);
        var id = corrected();
        g.clock.plusDays(40);
        assertThat(get(g.lin, "/rectification?view=overdue")).doesNotContain(number(id));
        assertThat(get(g.he, "/rectification/verification")).doesNotContain(number(id));
        g.he.scope().run(() -> verification.verify(id, "Seen by chance.", null));
        assertThat(state(id)).isEqualTo("VERIFIED");
    }

    @Test
    void the_rule_is_changed_by_who_administers_the_whole_group_and_each_decision_keeps_its_own() {
        var before = g.lin.scope().get(() -> rules.of(Severity.MINOR));
        var other = new SampleRule(Severity.MINOR, 50, 1, 3, 10, before.version());
        assertThatThrownBy(() -> g.director.scope().run(() -> rules.change(other)))
                .isInstanceOf(NotPermitted.class);
        Scope.system("test").run(() -> rules.change(other));
        assertThatThrownBy(() -> Scope.system("test").run(() -> rules.change(other)))
                .isInstanceOf(Conflict.class);
        g.clock.to("2032-01-05T01:00:00Z");
        var row = sample(corrected());
        assertThat(List.of(row.get("share"), row.get("least"))).isEqualTo(List.of(50, 1));
        assertThat(get(g.lin, "/rectification/sampling")).contains("Sampled verification", "50 %");
        assertThat(get(g.lin, "/api/rectification/sampling")).contains("\"fingerprint\"");
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

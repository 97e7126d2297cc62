package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class RepeatsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Clause CLAUSE = new Clause("GB 18597", "2023", "6.2");

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Repeats repeats;

    @Autowired
    Likeness likeness;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Evidence evidence;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private static <T> T by(Person person, Supplier<T> work) {
        return person.scope().get(work);
    }

    private ItemId minor(String title) {
        return open(title, Severity.MINOR, null);
    }

    private ItemId open(String title, Severity severity, @Nullable Clause clause) {
        var today = LocalDate.ofInstant(g.clock.instant(), java.time.ZoneId.of("Asia/Shanghai"));
        var item = NewItem.of(g.section, title, severity, "SOIL", today).carriedBy(g.lin.id());
        return by(g.lin, () -> items.open(clause == null ? item : item.against(clause)));
    }

    private String stored(ItemId id, String column) {
        return String.valueOf(Scope.system("test")
                .<Object>get(() -> within.execute(_ -> jdbc.sql(
                                "select coalesce(" + column + "::text, '-') from rectification.item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single())));
    }

    private ItemId verified(ItemId id) {
        g.lin.scope().run(() -> {
            evidence.keep(
                    new ByteArrayInputStream(new byte[] {1, 2, (byte) NUMBER.incrementAndGet()}),
                    "after.txt",
                    "text/plain",
                    g.section,
                    new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                    "after");
            corrections.correctOnTheSpot(id, "Done.");
        });
        g.he.scope().run(() -> verification.verify(id, "", null));
        return id;
    }

    @Test
    void what_is_alike_in_words_or_of_the_same_clause_is_proposed_to_who_may_see_it() {
        var drums = minor("Lube drums without a lid behind the mill");
        var other = open("Skip lid missing behind the crusher house", Severity.MINOR, CLAUSE);
        assertThat(by(g.xu, () -> likeness.of(g.valley, "Drums of lube behind the mill without lid", null)))
                .first()
                .satisfies(like -> {
                    assertThat(like.id()).isEqualTo(drums);
                    assertThat(like.percent()).isGreaterThan(60);
                });
        assertThat(by(g.lin, () -> likeness.of(g.section, "Lid of the skip is gone", CLAUSE)))
                .anySatisfy(like -> assertThat(like.id()).isEqualTo(other));
        assertThat(by(g.rosa, () -> likeness.of(g.section, "Lube drums without a lid behind the mill", null)))
                .isEmpty();
        assertThat(by(g.lin, () -> likeness.of(drums)))
                .noneMatch(like -> like.id().equals(drums));
    }

    @Test
    void a_repeat_is_linked_to_an_earlier_item_by_a_person_and_never_in_a_circle() {
        var first = minor("Bund valve open at tank 4");
        var again = minor("Bund valve at tank 4 open");
        assertThat(by(g.xu, () -> repeats.link(again, first))).isFalse();
        assertThat(stored(again, "repeat_of")).isEqualTo(first.toString());
        assertThat(stored(again, "repeat_by")).isEqualTo(g.xu.id().toString());
        for (var wrong : new ItemId[] {first, again}) {
            assertThatThrownBy(() -> by(g.xu, () -> repeats.link(first, wrong)))
                    .isInstanceOf(Refused.class)
                    .hasMessage("rectification.refused.repeatLater");
        }
        assertThatThrownBy(() -> g.lin.scope().run(() -> repeats.unlink(again, "Another valve.")))
                .hasMessageContaining("ITEM_APPROVE");
        g.zhou.scope().run(() -> repeats.unlink(again, "Another valve."));
        assertThat(stored(again, "repeat_of")).isEqualTo("-");
    }

    @Test
    void the_second_repeat_within_24_months_is_raised_by_one_severity_and_an_approver_may_say_no() {
        var first = minor("Sump pump float stuck at pad 9");
        var second = minor("Sump pump float stuck at pad 9");
        assertThat(by(g.lin, () -> repeats.link(second, first))).isFalse();
        var third = minor("Sump pump float stuck at pad 9");
        assertThat(by(g.lin, () -> repeats.link(third, second))).isTrue();
        assertThat(stored(third, "severity || ' ' || workflow || ' ' || raised_from || ' ' || deadline"))
                .isEqualTo("MAJOR PLAN MINOR 2026-12-03");
        assertThat(page(g.zhou, third)).contains("Raised from “Minor” to “Major”.");
        g.zhou.scope().run(() -> items.reclassify(third, Severity.MINOR, "A spare float is on site now."));
        assertThat(stored(third, "severity")).isEqualTo("MINOR");
        assertThat(page(g.zhou, third)).doesNotContain("Raised from “Minor”");
        g.clock.to("2029-01-18T01:14:00Z");
        var late = minor("Sump pump float stuck at pad 9");
        assertThat(by(g.lin, () -> repeats.link(late, third)))
                .as("the first within 24 months")
                .isFalse();
    }

    @Test
    void a_repeat_speaks_against_the_effect_of_the_correction_before_it() {
        var id = verified(minor("Oil on the weighbridge drain"));
        g.clock.to("2027-03-01T01:14:00Z");
        var again = minor("Oil on the weighbridge drain");
        by(g.lin, () -> repeats.link(again, id));
        assertThatThrownBy(() -> g.he.scope().run(() -> verification.closeEffective(id, "No complaint since.")))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused.repeated");
        assertThat(by(g.he, () -> verification.findIneffective(id, "It came again.")))
                .as("the repeat goes on as the successor")
                .isEqualTo(again);
        assertThat(stored(id, "state || ' ' || succeeded_by")).isEqualTo("INEFFECTIVE " + again);
        assertThat(page(g.he, again)).contains("Succeeds", "Repeats", "Not effective");
        assertThat(page(g.he, id)).contains("Goes on as", "Came again");
    }

    @Test
    void a_duplicate_names_the_item_it_tells_again() {
        var first = minor("Label gone on reagent tote");
        var twice = minor("Reagent tote label gone");
        var wrong =
                post(g.lin, "/rectification/items/" + twice + "/cancel", "kind", "DUPLICATE", "reason", "Same tote.");
        assertThat(wrong).hasStatus(422);
        var unknown = post(
                g.lin,
                "/rectification/items/" + twice + "/cancel",
                "kind",
                "DUPLICATE",
                "reason",
                "Same tote.",
                "of",
                "NC-1999-0001");
        assertThat(unknown).hasStatus(422).bodyText().contains("NC-1999-0001");
        assertThat(post(
                        g.lin,
                        "/rectification/items/" + twice + "/cancel",
                        "kind",
                        "DUPLICATE",
                        "reason",
                        "Same tote.",
                        "of",
                        stored(first, "number")))
                .hasStatus(302);
        assertThat(stored(twice, "duplicate_of")).isEqualTo(first.toString());
        assertThat(page(g.zhou, twice)).contains("Duplicate of");
    }

    @Test
    void the_form_shows_what_looks_alike_before_it_opens_and_opens_as_a_repeat() {
        var first = minor("Hose bib leaking at the truck wash");
        String[] typed = {
            "title",
            "Truck wash hose bib leaking",
            "severity",
            "MINOR",
            "medium",
            "WATER",
            "at",
            g.section.toString(),
            "discovered",
            "2026-11-18"
        };
        assertThat(post(g.lin, "/rectification/items", typed))
                .hasStatus(422)
                .bodyText()
                .contains("look alike", "Hose bib leaking at the truck wash", "name=\"seen\" value=\"true\"");
        var all = new String[typed.length + 4];
        System.arraycopy(typed, 0, all, 0, typed.length);
        System.arraycopy(new String[] {"seen", "true", "repeatOf", first.toString()}, 0, all, typed.length, 4);
        var opened = post(g.lin, "/rectification/items", all);
        assertThat(opened).hasStatus(302);
        String path = String.valueOf(opened.getResponse().getRedirectedUrl());
        assertThat(stored(new ItemId(Long.parseLong(path.substring(path.lastIndexOf('/') + 1))), "repeat_of"))
                .isEqualTo(first.toString());
        var like = by(
                g.lin,
                () -> mvc.get()
                        .uri("/api/rectification/items/like?unit={u}&title={t}", g.section, "Truck wash hose bib leaks")
                        .with(user("test"))
                        .exchange());
        assertThat(like).hasStatusOk().bodyText().contains("Hose bib leaking at the truck wash", "alikePercent");
    }

    private String page(Person who, ItemId id) {
        return by(who, () -> {
            var result = mvc.get()
                    .uri("/rectification/items/" + id)
                    .with(user("test"))
                    .exchange();
            assertThat(result).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        });
    }

    private MvcTestResult post(Person who, String path, String... params) {
        return by(who, () -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i < params.length; i += 2) {
                request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }
}

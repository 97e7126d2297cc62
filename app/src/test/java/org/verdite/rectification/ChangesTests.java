package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Changes.Proposal;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ChangesTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Evidence evidence;

    @Autowired
    Changes changes;

    @Autowired
    Goals goals;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private ItemId closed(String title) {
        var id = g.lin.scope()
                .get(() ->
                        items.open(NewItem.of(g.section, title, Severity.LOW, "ECOLOGY", LocalDate.parse("2026-11-18"))
                                .carriedBy(g.lin.id())));
        g.lin.scope().run(() -> {
            evidence.keep(
                    new ByteArrayInputStream(title.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    "after.txt",
                    "text/plain",
                    g.section,
                    new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                    "after");
            corrections.correctOnTheSpot(id, "Done.");
        });
        g.he.scope().run(() -> verification.verify(id, "", LocalDate.parse("2026-11-18")));
        g.he.scope().run(() -> verification.closeEffective(id, "Stays so."));
        return id;
    }

    private Proposal proposal(String page) {
        return new Proposal(ChangeKind.CRITERION, "Ask for the fence in the monthly round", "", page, g.xu.id());
    }

    private static void refused(Person who, String key, Runnable work) {
        assertThatThrownBy(() -> who.scope().run(work)).hasMessage("rectification.refused." + key);
    }

    @Test
    void a_closed_item_proposes_a_change_somebody_else_decides_it_and_it_counts_once_made() {
        var id = closed("Silt fence down at the east dump");
        long change = g.lin.scope().get(() -> changes.propose(id, proposal("/inspections/editions/1")));
        assertThat(g.lin.scope().<Long>get(() -> changes.propose(id, proposal("/inspections/editions/1"))))
                .as("the same words are one")
                .isEqualTo(change);
        assertThat(get(g.zhou, "/desk")).contains("Decide: change Ask for the fence in the monthly round");
        assertThat(get(g.xu, "/desk")).doesNotContain("Ask for the fence in the monthly round");
        refused(g.zhou, "changeNotAccepted", () -> changes.made(change, "Done."));
        assertThatThrownBy(() -> g.lin.scope().run(() -> changes.decide(change, true, "")))
                .hasMessageContaining("ITEM_APPROVE");
        assertThatThrownBy(() -> g.rosa.scope().run(() -> changes.decide(change, true, "")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.zhou.scope().run(() -> changes.decide(change, false, "")))
                .isInstanceOf(Invalid.class);
        g.zhou.scope().run(() -> changes.decide(change, true, ""));
        assertThat(get(g.zhou, "/desk")).doesNotContain("Decide: change Ask for the fence");
        assertThat(get(g.xu, "/desk")).contains("Make the change: Ask for the fence in the monthly round");
        refused(g.director, "changeDecided", () -> changes.decide(change, false, "No."));
        assertThat(figures(g.lin)).contains("\"name\":\"In all\",\"closed\":");
        int before = changed();
        g.xu.scope().run(() -> changes.made(change, "Added as E-031."));
        assertThat(changed()).isEqualTo(before + 1);
        var list = get(g.lin, "/rectification?view=all&stage=effective&closed=2026&changed=yes");
        assertThat(list).contains("Silt fence down at the east dump");
        assertThat(get(g.lin, "/rectification/items/" + id)).contains("What it taught", "made");
        assertThat(get(g.lin, "/rectification/changes")).contains("Ask for the fence in the monthly round");
        assertThat(get(g.zhou, "/rectification/changes/" + change)).contains("Added as E-031.");
    }

    @Test
    void a_goal_shows_what_a_closed_item_asks_of_it() {
        var goal = goal("Less dust");
        var other = goal("Less noise");
        var id = closed("Silt fence down at the north dump");
        var asked = new Changes.Proposal(
                ChangeKind.TARGET, "Ask for half the dust", "", "/targets/goals/" + goal, g.lin.id());
        g.lin.scope().run(() -> changes.propose(id, asked));
        assertThat(get(g.director, "/targets/goals/" + goal))
                .contains("What closed items ask of it")
                .contains("Ask for half the dust")
                .contains("/rectification/items/" + id);
        assertThat(get(g.director, "/targets/goals/" + other)).doesNotContain("Ask for half the dust");
    }

    private GoalId goal(String sentence) {
        return g.director
                .scope()
                .get(() -> goals.draft(new NewGoal(
                        g.group,
                        Horizon.LONG,
                        LocalText.of("en", sentence),
                        Set.of("AIR"),
                        "",
                        "t",
                        NewTarget.Direction.AT_MOST,
                        Method.SUM,
                        "",
                        2024,
                        null,
                        2030,
                        BigDecimal.TEN,
                        List.of(),
                        g.director.id(),
                        null,
                        "",
                        "",
                        "")));
    }

    @Test
    void who_proposed_a_change_or_sees_to_it_does_not_decide_it_and_an_open_item_proposes_none() {
        var id = closed("Silt fence down at the west dump");
        long change = g.director.scope().get(() -> changes.propose(id, proposal("")));
        refused(g.director, "changeOwn", () -> changes.decide(change, true, ""));
        assertThatThrownBy(() -> g.lin.scope().run(() -> changes.propose(id, proposal("https://elsewhere"))))
                .isInstanceOf(Invalid.class);
        var open = g.lin.scope()
                .get(() -> items.open(NewItem.of(
                        g.section,
                        "Silt fence down at the pit",
                        Severity.LOW,
                        "ECOLOGY",
                        LocalDate.parse("2026-11-18"))));
        refused(g.lin, "changeOfOpen", () -> changes.propose(open, proposal("")));
        var api = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/api/rectification/items/" + id + "/changes")
                        .with(user("test"))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"kind\":\"TARGET\",\"title\":\"Raise the goal\",\"changes\":\"/targets/12\",\"owner\":%s}"
                                        .formatted(g.xu.id()))
                        .exchange());
        assertThat(api).hasStatus(201).bodyText().contains("\"state\":\"PROPOSED\"", "\"changes\":\"/targets/12\"");
    }

    private int changed() {
        String figures = figures(g.lin);
        var all = java.util.regex.Pattern.compile(
                        "\"key\":\"ALL\",\"name\":\"In all\",\"closed\":\\d+,\"changed\":(\\d+)")
                .matcher(figures);
        assertThat(all.find()).as(figures).isTrue();
        return Integer.parseInt(all.group(1));
    }

    private String figures(Person who) {
        return get(who, "/api/rectification/figures?opened=2026");
    }

    private String get(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).with(user("test")).exchange();
            assertThat(result).as(path).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        });
    }
}

package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.jayway.jsonpath.JsonPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.Statements;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Each subsidiary has its environmental organisation, each site and section somebody who looks after it.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class StaffingTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    @Autowired
    SmallGroup g;

    @Autowired
    Units units;

    @Autowired
    Posts posts;

    @Autowired
    People people;

    @Autowired
    MockMvcTester mvc;

    private String tag = "";
    private UnitId mine = new UnitId(1);
    /// Those of this test, so that its list is not a page of many.
    private final List<UnitId> own = new ArrayList<>();

    @BeforeEach
    void a_subsidiary_with_a_mine_and_a_section() {
        g.clock.to("2026-11-18T01:14:00Z");
        tag = "ST" + NUMBER.incrementAndGet();
        own.clear();
        Scope.system("test").run(() -> {
            var sub = unit("-SUB", "SUBSIDIARY", g.group);
            unit("-DEP", "DEPARTMENT", sub);
            mine = unit("-MINE", "SITE", sub);
            unit("-SEC", "SECTION", mine);
        });
    }

    private UnitId unit(String code, String kind, UnitId under) {
        var id = units.open(new NewUnit(tag + code, LocalText.of("en", tag + code), kind, under, FIRST));
        own.add(id);
        if (kind.equals("SECTION") || kind.equals("DEPARTMENT")) {
            posts.establish(new NewPosition(
                    tag + "-P" + code,
                    id,
                    kind.equals("SECTION") ? "ENVIRONMENT_PART_TIME" : "ENVIRONMENT_FULL_TIME",
                    LocalText.of("en", "Officer of " + tag + code),
                    null));
        }
        return id;
    }

    private PersonId appointed(String post, String from, @org.jspecify.annotations.Nullable String to) {
        return Scope.system("test").get(() -> {
            var id = people.add(new NewPerson(
                    mine, tag + "-" + NUMBER.incrementAndGet(), LocalText.of("en", "Somebody of " + tag), ""));
            people.appoint(id, tag + "-P" + post, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
            return id;
        });
    }

    private String cover(String unit, String day) {
        var answer = g.director
                .scope()
                .narrowedTo(own.stream().mapToInt(UnitId::value).toArray())
                .get(() -> mvc.get()
                        .uri("/api/organisation/staffing?on=" + day)
                        .with(user("test"))
                        .exchange());
        assertThat(answer).hasStatusOk();
        try {
            String body = answer.getResponse().getContentAsString();
            List<Map<String, Object>> rows = JsonPath.read(body, "$.items[?(@.code == '" + tag + unit + "')]");
            var row = rows.getFirst();
            return row.get("cover") + " " + row.getOrDefault("since", row.getOrDefault("until", ""));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_gap_appears_on_the_day_an_appointment_ends_and_its_end_is_told_before() {
        assertThat(cover("-SEC", "2026-11-18")).isEqualTo("GAP ");
        appointed("-SEC", "2026-03-01", "2026-12-31");
        assertThat(cover("-SEC", "2026-02-28")).as("before anybody came").isEqualTo("GAP ");
        assertThat(cover("-SEC", "2026-06-01")).as("long before").isEqualTo("MET 2026-12-30");
        assertThat(cover("-SEC", "2026-11-18")).isEqualTo("SOON 2026-12-30");
        assertThat(cover("-MINE", "2026-12-30"))
                .as("a site has those of its sections")
                .isEqualTo("SOON 2026-12-30");
        assertThat(cover("-SEC", "2026-12-31")).isEqualTo("GAP 2026-12-31");
        assertThat(cover("-MINE", "2027-02-01")).isEqualTo("GAP 2026-12-31");
        appointed("-SEC", "2026-12-31", null);
        assertThat(cover("-SEC", "2026-11-18")).as("a successor is appointed").isEqualTo("MET ");
        assertThat(cover("-SEC", "2026-12-31")).isEqualTo("MET ");
    }

    @Test
    void a_subsidiary_needs_an_organisation_of_its_own() {
        appointed("-SEC", "2026-03-01", null);
        assertThat(cover("-SUB", "2026-11-18"))
                .as("its mine's officer is the mine's")
                .isEqualTo("GAP ");
        appointed("-DEP", "2026-03-01", null);
        assertThat(cover("-SUB", "2026-11-18")).isEqualTo("MET ");
    }

    @Test
    void the_line_shows_vacant_posts_and_a_day_that_is_none_is_refused() {
        appointed("-SEC", "2026-03-01", null);
        var page = g.director
                .scope()
                .get(() -> mvc.get()
                        .uri("/organisation/staffing/line")
                        .locale(Locale.ENGLISH)
                        .with(user("test"))
                        .exchange());
        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().contains("Officer of " + tag + "-SEC", "Somebody of " + tag, "vacant");
        for (String wrong : List.of("on=tomorrow", "kind=GROUP", "state=OPEN")) {
            assertThat(g.director
                            .scope()
                            .get(() -> mvc.get()
                                    .uri("/organisation/staffing?" + wrong)
                                    .with(user("test"))
                                    .exchange()))
                    .as(wrong)
                    .hasStatus(422);
        }
    }

    @Test
    void somebody_below_sees_their_part_only() {
        var page = g.lin.scope()
                .get(() -> mvc.get()
                        .uri("/api/organisation/staffing")
                        .with(user("test"))
                        .exchange());
        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().contains("RG-WATER").doesNotContain(tag + "-SEC", "RG-RIDGE");
    }

    @Test
    void the_figures_and_the_rows_of_a_page_are_asked_together() {
        g.zhou.scope().run(() -> {
            for (String path : List.of("/organisation/staffing", "/api/organisation/staffing")) {
                Statements.restart();
                assertThat(mvc.get().uri(path).with(user("test"))).as(path).hasStatusOk();
                assertThat(Statements.seen().stream().filter(sql -> sql.contains("organisation.staffing(")))
                        .as(path)
                        .hasSize(1);
            }
        });
    }
}

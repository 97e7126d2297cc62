package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.time.LocalDate;
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
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// What a post asks of who holds it is shown, runs out, and is missing (ISO 14001, 7.2).
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class CompetencesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

    @Autowired
    SmallGroup g;

    @Autowired
    Competences competences;

    @Autowired
    Posts posts;

    @Autowired
    People people;

    @Autowired
    MockMvcTester mvc;

    private String code = "";
    private int competence;
    private int post;
    private PersonId somebody = new PersonId(1);

    @BeforeEach
    void somebody_with_a_post_that_asks_for_something() {
        g.clock.to("2026-11-18T01:14:00Z");
        code = "K-" + NUMBER.incrementAndGet();
        Scope.system("test").run(() -> {
            competence = competences.add(code, LocalText.of("en", "Handling of reagents " + code), 12);
            post = posts.establish(new NewPosition("CT-" + code, g.section, "STAFF", LocalText.of("en", code), null));
            somebody = people.add(new NewPerson(g.section, "CT-" + code, LocalText.of("en", "Hu " + code), ""));
            people.appoint(somebody, "CT-" + code, LocalDate.parse("2026-01-01"), null);
            competences.require(competence, post);
        });
    }

    private static void as(Person person, Runnable step) {
        person.scope().run(step);
    }

    private String standing(Person reader) {
        var answer = reader.scope()
                .get(() -> mvc.get()
                        .uri("/api/organisation/competence?competence=" + competence)
                        .with(user("test"))
                        .exchange());
        assertThat(answer).hasStatusOk();
        try {
            List<Map<String, Object>> rows = JsonPath.read(answer.getResponse().getContentAsString(), "$.items");
            return rows.isEmpty()
                    ? "nothing"
                    : rows.getFirst().get("standing") + " " + rows.getFirst().getOrDefault("until", "");
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private long shown(String on, @org.jspecify.annotations.Nullable String until) {
        return g.zhou.scope()
                .get(() -> competences.shown(
                        somebody,
                        competence,
                        LocalDate.parse(on),
                        until == null ? null : LocalDate.parse(until),
                        "Training centre",
                        "No. 1"));
    }

    @Test
    void what_was_shown_counts_as_long_as_the_catalogue_or_its_certificate_says() {
        assertThat(standing(g.zhou)).isEqualTo("MISSING ");
        shown("2025-11-18", null);
        assertThat(standing(g.zhou)).as("twelve months ago").isEqualTo("EXPIRED 2026-11-17");
        shown("2025-12-18", null);
        assertThat(standing(g.zhou)).isEqualTo("SOON 2026-12-17");
        long longer = shown("2026-02-01", "2028-02-01");
        assertThat(standing(g.zhou)).isEqualTo("MET 2028-01-31");
        as(g.zhou, () -> competences.withdraw(longer, "It was another Hu"));
        assertThat(standing(g.zhou)).as("what was wrong counts no more").isEqualTo("SOON 2026-12-17");
        as(
                g.zhou,
                () -> assertThatThrownBy(() -> competences.withdraw(longer, "Again"))
                        .isInstanceOf(Refused.class));
        var page = g.zhou.scope()
                .get(() -> mvc.get()
                        .uri("/organisation/people/" + somebody + "/training")
                        .locale(Locale.ENGLISH)
                        .with(user("test"))
                        .exchange());
        assertThat(page).bodyText().contains("It was another Hu", "Training centre");
    }

    @Test
    void from_the_day_a_post_asks_no_more_nobody_lacks_it() {
        int more = g.zhou.scope().get(() -> {
            int other =
                    Scope.system("test").get(() -> competences.add(code + "-B", LocalText.of("en", code + " b"), null));
            return competences.require(other, post);
        });
        as(g.zhou, () -> competences.release(more));
        as(
                g.zhou,
                () -> assertThatThrownBy(() -> competences.require(competence, post))
                        .as("twice")
                        .isInstanceOf(Invalid.class));
        assertThat(standing(g.zhou)).isEqualTo("MISSING ");
        assertThat(standing(g.rosa)).as("another mine").isEqualTo("nothing");
    }

    @Test
    void the_catalogue_is_the_groups_and_a_record_is_made_by_who_keeps_the_people() {
        as(
                g.zhou,
                () -> assertThatThrownBy(() -> competences.add("MINE-ONLY", LocalText.of("en", "x"), null))
                        .isInstanceOf(NotPermitted.class));
        as(
                g.zhou,
                () -> assertThatThrownBy(() -> competences.require(competence, "STAFF"))
                        .isInstanceOf(NotPermitted.class));
        as(
                g.he,
                () -> assertThatThrownBy(() -> competences.shown(somebody, competence, TODAY, null, "", ""))
                        .isInstanceOf(NotPermitted.class));
        as(
                g.zhou,
                () -> assertThatThrownBy(() -> competences.shown(somebody, competence, TODAY.plusDays(1), null, "", ""))
                        .as("tomorrow")
                        .isInstanceOf(Invalid.class));
        as(
                g.zhou,
                () -> assertThatThrownBy(
                                () -> competences.shown(somebody, competence, TODAY, TODAY.minusDays(1), "", ""))
                        .as("over before it began")
                        .isInstanceOf(Invalid.class));
    }

    @Test
    void the_matrix_has_a_column_for_each_and_a_dash_where_it_is_not_asked() {
        shown("2026-11-01", null);
        var page = g.zhou.scope()
                .get(() -> mvc.get()
                        .uri("/organisation/competence/matrix")
                        .locale(Locale.ENGLISH)
                        .with(user("test"))
                        .exchange());
        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().contains("Handling of reagents " + code, "Hu " + code, "Shown", "–");
    }

    @Test
    void the_figures_and_the_rows_of_a_page_are_asked_together() {
        g.zhou.scope().run(() -> {
            for (String path : List.of(
                    "/organisation/competence", "/organisation/competence/matrix", "/api/organisation/competence")) {
                Statements.restart();
                assertThat(mvc.get().uri(path).with(user("test"))).as(path).hasStatusOk();
                assertThat(Statements.seen().stream().filter(sql -> sql.contains("organisation.competences(")))
                        .as(path)
                        .hasSize(1);
            }
        });
    }
}

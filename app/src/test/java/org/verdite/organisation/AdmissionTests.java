package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What stands against the admission of a contractor to a site, and what it costs to ask.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class AdmissionTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate FIRST = LocalDate.parse("2027-01-01");
    private static final LocalDate UNTIL = LocalDate.parse("2028-01-01");

    @Autowired
    SmallGroup g;

    @Autowired
    Units units;

    @Autowired
    Sites sites;

    @Autowired
    People people;

    @Autowired
    Posts posts;

    @Autowired
    Contractors contractors;

    @Autowired
    Competences competences;

    @Autowired
    Admissions admissions;

    @Autowired
    MockMvcTester mvc;

    private UnitId mine = new UnitId(1);
    private SiteId site = new SiteId(1);
    private String tag = "";

    @BeforeEach
    void a_mine() {
        g.clock.to("2026-11-18T01:14:00Z");
        tag = "AD" + NUMBER.incrementAndGet();
        Scope.system("test").run(() -> {
            mine = units.open(new NewUnit(
                    tag, LocalText.of("en", "Mine " + tag), "SITE", g.group, LocalDate.parse("2020-01-01")));
            site = sites.add(new NewSite(
                    mine,
                    tag,
                    LocalText.of("en", "Mine " + tag),
                    "MINE",
                    "CN",
                    "",
                    ZoneId.of("Asia/Shanghai"),
                    new BigDecimal("25"),
                    new BigDecimal("102"),
                    null,
                    "",
                    null,
                    null,
                    null));
        });
    }

    private int company() {
        return Scope.system("test").get(() -> {
            int id = contractors.add(
                    mine, tag + "-" + NUMBER.incrementAndGet(), LocalText.of("en", "Diggers of " + tag), "CN");
            contractors.contract(id, mine, "K-1", "Earthworks", LocalDate.parse("2026-01-01"), null);
            return id;
        });
    }

    /// Somebody of a contractor in a post that asks for something.
    private PersonId worker(int company, UnitId at, int asked) {
        return Scope.system("test").get(() -> {
            String code = tag + "-" + NUMBER.incrementAndGet();
            int post = posts.establish(new NewPosition(code, at, "STAFF", LocalText.of("en", "Digger"), null));
            competences.require(asked, post);
            var person = people.add(new NewPerson(at, code, LocalText.of("en", "Digger " + code), ""));
            contractors.worker(person, company, LocalDate.parse("2026-01-01"), null);
            people.appoint(person, code, LocalDate.parse("2026-01-01"), null);
            return person;
        });
    }

    private int competence() {
        return Scope.system("test")
                .get(() -> competences.add(tag + "-" + NUMBER.incrementAndGet(), LocalText.of("en", "Slopes"), null));
    }

    private Admission asked(int company) {
        return g.director.scope().get(() -> admissions.ask(company, site, FIRST, UNTIL, ""));
    }

    private List<String> training(Admission admission) {
        return g.director.scope().get(() -> admissions.against(admission)).stream()
                .filter(r -> r.what().equals("training"))
                .map(r -> r.args().get(1) + " " + r.path())
                .toList();
    }

    private void shown(PersonId person, int competence, String until) {
        Scope.system("test")
                .run(() -> competences.shown(
                        person, competence, LocalDate.parse("2026-11-01"), LocalDate.parse(until), "Gate", ""));
    }

    @Test
    void what_the_posts_of_a_contractors_people_ask_for_must_have_been_shown_on_the_first_day() {
        int company = company();
        int slopes = competence();
        var admission = asked(company);
        assertThat(training(admission)).as("nobody of it holds a post there").isEmpty();
        var one = worker(company, mine, slopes);
        var other = worker(company, mine, slopes);
        worker(company, g.ridge, slopes);
        worker(company(), mine, slopes);
        String list = " /organisation/competence?competence=" + slopes + "&unit=" + mine;
        assertThat(training(admission))
                .as("those elsewhere and those of others don’t count")
                .containsExactly(2 + list);
        shown(one, slopes, "2027-01-02");
        assertThat(training(admission)).containsExactly(1 + list);
        shown(other, slopes, "2027-01-01");
        assertThat(training(admission)).as("over on the first day").containsExactly(1 + list);
        assertThatThrownBy(() -> g.zhou.scope().run(() -> admissions.admit(admission.id(), admission.version())))
                .as("who does not see the mine")
                .isInstanceOf(org.verdite.shared.NotHere.class);
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                Invalid.class,
                () -> Scope.system("test").run(() -> admissions.admit(admission.id(), admission.version())));
        assertThat(refused.problems()).extracting(Invalid.Problem::key).contains("organisation.admission.bar.training");
        assertThat(g.director
                        .scope()
                        .get(() -> mvc.get()
                                .uri("/organisation/admissions/" + admission.id())
                                .locale(java.util.Locale.ENGLISH)
                                .with(user("test"))
                                .exchange()))
                .hasStatusOk()
                .bodyText()
                .contains("One of its people at the site has not shown “Slopes”");
        shown(other, slopes, "2027-06-01");
        assertThat(training(admission)).isEmpty();
    }

    @Test
    void what_runs_out_while_somebody_is_admitted_is_told_on_its_day() {
        int company = company();
        int slopes = competence();
        var admission = asked(company);
        shown(worker(company, mine, slopes), slopes, "2027-03-01");
        assertThat(training(admission)).isEmpty();
        g.clock.to("2027-03-01T01:00:00Z");
        assertThat(training(admission)).hasSize(1);
    }

    @Test
    void a_first_day_more_than_a_year_back_is_refused() {
        int company = company();
        var day = LocalDate.parse("2025-11-17");
        var late = org.assertj.core.api.Assertions.catchThrowableOfType(
                Invalid.class,
                () -> g.director.scope().run(() -> admissions.ask(company, site, day, day.plusYears(1), "")));
        assertThat(late.problems())
                .extracting(p -> p.field() + " " + p.key())
                .containsExactly("from organisation.admission.longAgo");
        assertThat(g.director
                        .scope()
                        .get(() -> admissions.ask(company, site, day.plusDays(1), day.plusYears(1), ""))
                        .from())
                .isEqualTo(day.plusDays(1));
    }

    @Test
    void a_list_of_admissions_asks_no_more_statements_than_one() {
        asked(company());
        int before = statements();
        for (int i = 0; i < 6; i++) {
            asked(company());
        }
        assertThat(statements()).isEqualTo(before);
    }

    private int statements() {
        return g.director.scope().get(() -> {
            mvc.get().uri("/organisation/admissions").with(user("test")).exchange();
            Statements.restart();
            assertThat(mvc.get()
                            .uri("/organisation/admissions")
                            .with(user("test"))
                            .exchange())
                    .hasStatusOk();
            return Statements.seen().size();
        });
    }
}

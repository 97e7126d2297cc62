package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.documents.EvidenceId;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// People from outside see their engagement and nothing else: its inspections, and what is released to them on their
/// list of requests, until its last day.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class EngagementTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "a long enough password";

    /// Somebody from outside, with an account and no role.
    private record Outsider(PersonId id, int account, String login) {
        Scope scope() {
            return new Scope("account:" + account, account, id.value(), new int[0], "test", false);
        }
    }

    @Autowired
    SmallGroup g;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Checklists checklists;

    @Autowired
    Criteria criteria;

    @Autowired
    Inspections inspections;

    @Autowired
    Observations observations;

    @Autowired
    Photos photos;

    @Autowired
    Team team;

    @Autowired
    Engagements engagements;

    @Autowired
    EvidenceRoom room;

    @Autowired
    Items items;

    @Autowired
    Frames frames;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private Outsider auditor = new Outsider(new PersonId(1), 0, "");
    private EngagementId engagement = new EngagementId(0);
    private InspectionId audit = new InspectionId(0);
    private InspectionId other = new InspectionId(0);

    @BeforeEach
    void anAuditByAThirdParty() {
        g.clock.to("2026-11-18T01:14:00Z");
        auditor = outsider();
        int list = list();
        audit = as(g.director, () -> inspections.plan(planned(list, auditor.id()), null));
        other = as(g.director, () -> inspections.plan(planned(list, g.he.id()), null));
        engagement = as(g.director, () -> engagements.begin(engagement("2026-11-16", "2026-11-30")));
        does(g.director, () -> {
            engagements.invite(engagement, auditor.id());
            engagements.include(engagement, audit);
        });
    }

    private NewEngagement engagement(String from, String to) {
        return new NewEngagement(
                g.valley, "Surveillance audit", "Blue River", "", LocalDate.parse(from), LocalDate.parse(to));
    }

    private Outsider outsider() {
        int n = NUMBER.incrementAndGet();
        return Scope.system("test").get(() -> {
            var id = people.add(new NewPerson(g.group, "OUT-" + n, LocalText.of("en", "Auditor " + n), ""));
            String login = "auditor-" + n;
            return new Outsider(id, accounts.create(login, PASSWORD, id, false), login);
        });
    }

    private int list() {
        return as(g.director, () -> {
            int edition = checklists.begin(new NewChecklist(
                    g.group, "OUT-" + NUMBER.incrementAndGet(), LocalText.of("en", "Order"), null, false));
            criteria.put(
                    edition,
                    NewCriterion.of(
                                    "E-01",
                                    new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                    LocalText.of("en", "Is it kept?"))
                            .medium("WASTE")
                            .done(),
                    0);
            checklists.publish(edition, 1, "");
            return within.execute(_ -> jdbc.sql("select checklist_id from inspections.edition where id = :id")
                    .param("id", edition)
                    .query((rs, _) -> rs.getInt(1))
                    .single());
        });
    }

    private NewInspection planned(int list, PersonId leader) {
        return new NewInspection(
                g.valley,
                InspectionKind.THIRD_PARTY,
                "Third-party visit",
                "",
                "Blue River",
                list,
                LocalDate.parse("2026-11-18"),
                LocalDate.parse("2026-11-20"),
                leader,
                List.of(),
                null);
    }

    private static <T> T as(Person person, Supplier<T> work) {
        return person.scope().get(work::get);
    }

    private static void does(Person person, Runnable work) {
        person.scope().run(work::run);
    }

    private static <T> T as(Outsider person, Supplier<T> work) {
        return person.scope().get(work::get);
    }

    private int rows(Outsider who, String sql) {
        return as(
                who,
                () -> within.execute(
                        _ -> jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    private int asked(String sql, Object... params) {
        return as(
                g.director,
                () -> within.execute(_ -> jdbc.sql(sql)
                        .params(params)
                        .query((rs, _) -> rs.getInt(1))
                        .single()));
    }

    private Texts english() {
        return frames.texts(java.util.Locale.ENGLISH, java.time.ZoneOffset.UTC);
    }

    private void open() {
        as(auditor, () -> {
            team.declare(audit, "None");
            inspections.open(audit, inspections.get(audit).version(), "");
            return 0;
        });
    }

    private static byte[] picture() {
        byte[] picture = new byte[3000];
        picture[0] = (byte) 0xff;
        picture[1] = (byte) 0xd8;
        picture[2] = (byte) 0xff;
        return picture;
    }

    private Photo photo() {
        return as(
                auditor,
                () -> photos.keep(
                        audit,
                        new NewPhoto(
                                UUID.randomUUID(),
                                "E-01",
                                "a.jpg",
                                "",
                                false,
                                "",
                                Told.Where.NOWHERE,
                                g.clock.instant(),
                                g.clock.instant()),
                        new ByteArrayInputStream(picture()),
                        null));
    }

    @Test
    void a_guest_sees_their_inspection_and_no_other_row_of_any_kind() {
        assertThat(as(auditor, () -> inspections.get(audit).title())).isEqualTo("Third-party visit");
        assertThatThrownBy(() -> as(auditor, () -> inspections.get(other))).isInstanceOf(NotHere.class);
        assertThat(rows(auditor, "select count(*) from inspections.inspection")).isEqualTo(1);
        assertThat(rows(auditor, "select count(*) from inspections.criterion")).isEqualTo(1);
        assertThat(rows(auditor, "select count(*) from organisation.unit")).isZero();
        assertThat(rows(auditor, "select count(*) from organisation.person")).isZero();
        assertThat(rows(auditor, "select count(*) from rectification.item")).isZero();
        assertThat(rows(auditor, "select count(*) from documents.evidence")).isZero();
    }

    @Test
    void after_the_last_day_there_nothing_is_seen_any_more() {
        g.clock.to("2026-11-30T15:59:00Z");
        assertThat(rows(auditor, "select count(*) from inspections.engagement")).isEqualTo(1);
        g.clock.to("2026-11-30T16:01:00Z");
        assertThat(rows(auditor, "select count(*) from inspections.engagement"))
                .as("1 December in Shanghai")
                .isZero();
        assertThatThrownBy(() -> as(auditor, () -> inspections.get(audit))).isInstanceOf(NotHere.class);
        does(
                g.director,
                () -> engagements.move(engagement, 1, LocalDate.parse("2026-11-16"), LocalDate.parse("2026-12-15")));
        assertThat(rows(auditor, "select count(*) from inspections.engagement")).isEqualTo(1);
    }

    @Test
    void who_is_dismissed_and_whose_engagement_is_ended_sees_nothing_from_that_moment() {
        var second = outsider();
        does(g.director, () -> engagements.invite(engagement, second.id()));
        assertThat(rows(second, "select count(*) from inspections.inspection")).isEqualTo(1);
        does(g.director, () -> engagements.dismiss(engagement, second.id()));
        assertThat(rows(second, "select count(*) from inspections.inspection")).isZero();
        does(g.director, () -> engagements.end(engagement, 1, "Contract ended"));
        assertThat(rows(auditor, "select count(*) from inspections.inspection")).isZero();
        assertThatThrownBy(() -> does(g.director, () -> engagements.invite(engagement, second.id())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_guest_in_the_team_answers_and_keeps_pictures_where_they_have_no_role() throws IOException {
        open();
        as(
                auditor,
                () -> observations.tell(
                        audit,
                        new Told(
                                UUID.randomUUID(),
                                "E-01",
                                Said.DOES_NOT,
                                null,
                                "",
                                Told.Where.NOWHERE,
                                null,
                                java.util.Set.of(),
                                g.clock.instant(),
                                g.clock.instant())));
        var kept = photo();
        assertThat(kept.who()).as("the picture is theirs").startsWith("Auditor");
        var content = as(auditor, () -> photos.content(audit, kept.id()));
        assertThat(Files.readAllBytes(content.path())).isEqualTo(picture());
        assertThat(rows(auditor, "select count(*) from documents.evidence"))
                .as("the file as such stays out of their sight")
                .isZero();
        assertThatThrownBy(() -> as(outsider(), () -> photos.content(audit, kept.id())))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> photos.keep(
                                audit,
                                new NewPhoto(
                                        UUID.randomUUID(),
                                        "E-01",
                                        "a.jpg",
                                        "",
                                        false,
                                        "",
                                        Told.Where.NOWHERE,
                                        g.clock.instant(),
                                        g.clock.instant()),
                                new ByteArrayInputStream(picture()),
                                null)))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void a_released_record_is_a_copy_of_that_day_and_each_opening_is_noted() throws IOException {
        var item = as(
                g.zhou,
                () -> items.open(
                        NewItem.of(
                                g.valley, "Oil on the ground", Severity.MAJOR, "WASTE", LocalDate.parse("2026-11-17")),
                        UUID.randomUUID().toString()));
        String number = as(
                g.zhou,
                () -> within.execute(_ -> jdbc.sql("select number from rectification.item where id = :id")
                        .param("id", item.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
        long request = as(auditor, () -> room.ask(engagement, "The item about oil", null));
        long release = as(g.director, () -> room.releaseRecord(request, number, "As it is today", english()));
        var first = as(auditor, () -> room.open(release));
        try (var document = org.apache.pdfbox.Loader.loadPDF(first.path().toFile())) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("Oil on the ground", number, "as it stood");
        }
        does(g.zhou, () -> items.edit(item, 1, "Oil in the river", "", "WATER"));
        var again = as(auditor, () -> room.open(release));
        assertThat(again.file().sha256()).isEqualTo(first.file().sha256());
        assertThat(rows(auditor, "select count(*) from inspections.reading"))
                .as("who opened what is for the inspected")
                .isZero();
        assertThat(asked(
                        "select count(*) from inspections.reading where release_id = ? and person_id = ?",
                        release,
                        auditor.id().value()))
                .isEqualTo(2);
        assertThatThrownBy(() -> as(outsider(), () -> room.open(release))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_copy_that_is_taken_back_is_gone_for_the_guest_and_stays_on_record() {
        long request = as(auditor, () -> room.ask(engagement, "The waste permit", null));
        long release = as(
                g.director,
                () -> room.releaseFile(
                        request, new ByteArrayInputStream("a;b".getBytes(StandardCharsets.UTF_8)), "permit.csv", ""));
        as(auditor, () -> room.open(release));
        does(g.director, () -> room.takeBack(release, "Wrong file"));
        assertThatThrownBy(() -> as(auditor, () -> room.open(release))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> does(g.director, () -> room.takeBack(release, "Again")))
                .isInstanceOf(Refused.class);
        assertThat(asked("select count(*) from inspections.reading where release_id = ?", release))
                .isEqualTo(1);
    }

    @Test
    void a_guest_releases_nothing_and_decides_nothing() {
        long request = as(auditor, () -> room.ask(engagement, "Everything", null));
        assertThatThrownBy(() -> as(auditor, () -> room.releaseRecord(request, "NC-2026-0001", "", english())))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> as(auditor, () -> {
                    engagements.invite(engagement, auditor.id());
                    return 0;
                }))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> as(auditor, () -> engagements.begin(engagement("2026-11-16", "2026-11-30"))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(g.zhou, () -> room.ask(new EngagementId(engagement.value() + 999), "x", null)))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(g.rosa, () -> room.engagementOf(request))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(
                        auditor,
                        () -> within.execute(_ -> jdbc.sql(
                                        "insert into inspections.reading (release_id, engagement_id, unit_id, person_id) values (1, 1, 1, 1)")
                                .update())))
                .isInstanceOf(DataAccessException.class);
        int changed = as(
                auditor,
                () -> within.execute(
                        _ -> jdbc.sql("update inspections.release set withdrawn_at = now(), withdrawn_because = 'x'")
                                .update()));
        assertThat(changed).isZero();
    }

    @Test
    void what_is_asked_outside_of_the_days_or_answered_twice_is_refused() {
        assertThatThrownBy(() -> as(auditor, () -> room.ask(engagement, " ", null)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as(auditor, () -> room.ask(engagement, "x", LocalDate.parse("2027-01-01"))))
                .isInstanceOf(Invalid.class);
        long request = as(auditor, () -> room.ask(engagement, "The log", LocalDate.parse("2026-11-20")));
        assertThatThrownBy(() -> as(g.director, () -> room.releaseKept(request, new EvidenceId(999_999), "")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as(g.director, () -> room.releaseRecord(request, "NC-1999-0001", "", english())))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> does(g.director, () -> room.decline(request, 7, "Not ours")))
                .isInstanceOf(Conflict.class);
        does(g.director, () -> room.decline(request, 1, "Not ours"));
        assertThatThrownBy(() -> does(g.director, () -> room.decline(request, 2, "Not ours")))
                .isInstanceOf(Refused.class);
        g.clock.to("2026-12-18T01:14:00Z");
        assertThatThrownBy(() -> as(g.director, () -> room.ask(engagement, "Too late", null)))
                .isInstanceOf(Refused.class);
    }

    private MockHttpSession signIn(Outsider who) {
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", who.login())
                .param("password", PASSWORD)
                .exchange();
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(false));
    }

    private MvcTestResult get(MockHttpSession session, String path) {
        return mvc.get().uri(path).session(session).exchange();
    }

    private static String text(MvcTestResult result) throws IOException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void a_signed_in_guest_reaches_their_engagement_and_no_other_page() throws IOException {
        open();
        var kept = photo();
        var session = signIn(auditor);
        assertThat(get(session, "/")).hasStatus3xxRedirection().hasRedirectedUrl("/inspections/engagements");
        for (String path : List.of(
                "/inspections",
                "/inspections/engagements",
                "/inspections/engagements/" + engagement,
                "/inspections/visits/" + audit,
                "/inspections/visits/" + audit + "/field",
                "/inspections/visits/" + audit + "/findings",
                "/inspections/visits/" + audit + "/report",
                "/inspections/visits/" + audit + "/photos/" + kept.id(),
                "/api/inspections/visits/" + audit,
                "/api/inspections/engagements/" + engagement,
                "/desk",
                "/menu")) {
            assertThat(get(session, path)).as(path).hasStatusOk();
        }
        for (String path : List.of(
                "/inspections/visits/" + other,
                "/inspections/checklists",
                "/inspections/programmes",
                "/monitoring/exceedances",
                "/rectification",
                "/organisation",
                "/organisation/people",
                "/obligations",
                "/documents",
                "/search?q=a",
                "/units",
                "/trail",
                "/api/organisation/people",
                "/api/rectification/items",
                "/api/docs")) {
            assertThat(get(session, path)).as(path).hasStatus(404);
        }
        assertThat(text(get(session, "/menu")))
                .contains("/inspections/engagements")
                .doesNotContain("/monitoring");
    }

    @Test
    void the_page_of_a_full_engagement_asks_a_bounded_number_of_statements() throws IOException {
        for (int i = 0; i < 30; i++) {
            int n = i;
            long request = as(auditor, () -> room.ask(engagement, "Request <i>" + n, null));
            as(
                    g.director,
                    () -> room.releaseFile(
                            request,
                            new ByteArrayInputStream(("a;" + n).getBytes(StandardCharsets.UTF_8)),
                            "f.csv",
                            ""));
        }
        var page =
                as(
                        g.director,
                        () -> mvc.get()
                                .uri("/inspections/engagements/" + engagement)
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.user("test"))
                                .exchange());
        Statements.restart();
        assertThat(as(
                        g.director,
                        () -> mvc.get()
                                .uri("/inspections/engagements/" + engagement)
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.user("test"))
                                .exchange()))
                .hasStatusOk();
        assertThat(Statements.seen()).hasSizeLessThan(30);
        assertThat(text(page)).contains("Request &lt;i&gt;29").doesNotContain("Request <i>");
    }
}

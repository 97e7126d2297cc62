package org.verdite.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;

/// Notices by mail, to a real server.
@SpringBootTest(
        properties = {"verdite.mail.from=verdite@example.org", "verdite.mail.address=https://verdite.example.org/"})
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class NoticeMailTests {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        SERVER.start();
        int port = SERVER.getSmtp().getPort();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> port);
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Autowired
    SmallGroup g;

    @Autowired
    Notices notices;

    @Autowired
    NoticeMail mail;

    @Autowired
    Preferences preferences;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void lin_reads_mail() {
        g.clock.to("2031-03-03T01:00:00Z");
        seeing(
                "update organisation.person set email = 'lin@example.org', name = '{\"_\":\"zh\",\"zh\":\"林桥\",\"en\":\"Lin Qiao\"}' where id = "
                        + g.lin.id());
    }

    private void seeing(String sql) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }

    private void tell(String key) {
        Scope.system("test")
                .run(() -> notices.tell(NewNotice.alarm(
                        g.valley,
                        LocalText.of("Copper 0.47 mg/L\nBcc: x@example.org", "总铜 0.47 mg/L", "en"),
                        new Origin("organisation", "unit", "1", "EX-2031-0001", "/organisation/units/1"),
                        g.clock.instant(),
                        false,
                        g.clock.instant(),
                        key)));
    }

    private String state(String key) {
        return Objects.requireNonNull(Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("""
                        select r.mail || ' ' || r.mail_problem || ' ' || r.mail_tries from notices.recipient r
                        join notices.notice n on n.id = r.notice_id where n.key = :key and r.person_id = :lin""")
                        .param("key", key)
                        .param("lin", g.lin.id().value())
                        .query(String.class)
                        .single())));
    }

    private List<String> subjects() {
        return Arrays.stream(SERVER.getReceivedMessages())
                .map(m -> {
                    try {
                        return m.getSubject();
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void each_person_gets_one_mail_first_in_the_language_of_their_name() throws Exception {
        int before = SERVER.getReceivedMessages().length;
        tell("tests:mail:1");
        mail.send();
        mail.send();
        assertThat(subjects()).hasSize(before + 1).last().isEqualTo("警报：总铜 0.47 mg/L");
        var letter = SERVER.getReceivedMessages()[before];
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(letter.getAllRecipients()[0]).hasToString("lin@example.org");
        assertThat(letter.getContent().toString())
                .contains(
                        "请在 Verdite 中确认知悉", "Please take note", "https://verdite.example.org/notices/", "EX-2031-0001");
        assertThat(state("tests:mail:1")).isEqualTo("SENT  1");
    }

    private void wishes(Preferences.Mail how, String language, @Nullable String from, @Nullable String to) {
        g.lin.scope()
                .run(() -> preferences.change(new Preferences.Preference(
                        how,
                        LocalTime.of(7, 0),
                        language,
                        from == null ? null : LocalTime.parse(from),
                        to == null ? null : LocalTime.parse(to),
                        ZoneId.of("Asia/Shanghai"),
                        preferences.mine().version())));
    }

    @Test
    void a_day_s_mails_come_in_one_and_in_the_language_that_was_asked_for() throws Exception {
        wishes(Preferences.Mail.DIGEST, "en", null, null);
        try {
            int before = SERVER.getReceivedMessages().length;
            tell("tests:mail:digest:1");
            tell("tests:mail:digest:2");
            mail.send();
            assertThat(subjects()).as("it is 09:00 at Lin's").hasSize(before);
            g.clock.to("2031-03-03T23:00:00Z");
            mail.send();
            mail.send();
            assertThat(subjects()).hasSize(before + 1).last().isEqualTo("2 notices");
            assertThat(SERVER.getReceivedMessages()[before].getContent().toString())
                    .contains("Copper 0.47 mg/L")
                    .doesNotContain("总铜");
            assertThat(state("tests:mail:digest:2")).isEqualTo("SENT  1");
        } finally {
            wishes(Preferences.Mail.AT_ONCE, "", null, null);
        }
    }

    @Test
    void within_quiet_hours_no_mail_goes_out_and_it_comes_when_they_end() {
        wishes(Preferences.Mail.AT_ONCE, "", "22:00", "06:30");
        try {
            int before = SERVER.getReceivedMessages().length;
            g.clock.to("2031-03-03T15:00:00Z");
            tell("tests:mail:quiet");
            mail.send();
            g.clock.to("2031-03-03T22:29:00Z");
            mail.send();
            assertThat(subjects()).as("06:29 at Lin's").hasSize(before);
            g.clock.to("2031-03-03T22:30:00Z");
            mail.send();
            assertThat(subjects()).hasSize(before + 1);
        } finally {
            wishes(Preferences.Mail.AT_ONCE, "", null, null);
        }
    }

    @Test
    void who_wants_none_gets_none_and_is_told_in_the_application() {
        wishes(Preferences.Mail.NONE, "", null, null);
        try {
            tell("tests:mail:none");
            assertThat(state("tests:mail:none")).isEqualTo("NONE  0");
        } finally {
            wishes(Preferences.Mail.AT_ONCE, "", null, null);
        }
    }

    @Test
    void a_mail_server_that_is_down_for_a_day_loses_nothing() {
        SERVER.stop();
        try {
            tell("tests:mail:down");
            for (int hour = 0; hour < 24; hour++) {
                mail.send();
                g.clock.to(g.clock.instant().plusSeconds(3600).toString());
            }
            assertThat(state("tests:mail:down")).startsWith("WAITING CONNECTION");
        } finally {
            SERVER.start();
            sender.setPort(SERVER.getSmtp().getPort());
        }
        g.clock.to(g.clock.instant().plusSeconds(24 * 3600).toString());
        mail.send();
        assertThat(state("tests:mail:down")).startsWith("SENT");
    }

    @Test
    void what_could_not_be_delivered_is_tried_again_and_shown() {
        tell("tests:mail:2");
        int port = SERVER.getSmtp().getPort();
        SERVER.stop();
        try {
            mail.send();
            assertThat(state("tests:mail:2")).isEqualTo("WAITING CONNECTION 1");
            mail.send();
            assertThat(state("tests:mail:2")).as("not before its time").isEqualTo("WAITING CONNECTION 1");
            long id = Objects.requireNonNull(Scope.system("test")
                    .get(() -> within.execute(_ -> jdbc.sql("select id from notices.notice where key = 'tests:mail:2'")
                            .query(Long.class)
                            .single())));
            assertThat(g.lin.scope().get(() -> mvc.get().uri("/notices/" + id).exchange()))
                    .bodyText()
                    .contains("mail waits", "the mail server did not answer, after one try");
            for (int i = 0; i < 6; i++) {
                g.clock.plusDays(2);
                mail.send();
            }
            assertThat(state("tests:mail:2")).isEqualTo("FAILED CONNECTION 6");
        } finally {
            SERVER.start();
            assertThat(port).isPositive();
        }
    }

    @Test
    void of_what_is_over_by_then_nobody_is_mailed() {
        int before = SERVER.getReceivedMessages().length;
        tell("tests:mail:3");
        Scope.system("test").run(() -> notices.settle("tests:mail:3", LocalText.of("Within again", "已恢复达标", "en")));
        mail.send();
        assertThat(SERVER.getReceivedMessages()).hasSize(before);
    }

    @Test
    void a_mail_that_was_being_sent_when_the_server_died_is_not_sent_twice() {
        int before = SERVER.getReceivedMessages().length;
        tell("tests:mail:4");
        seeing(
                "update notices.recipient set mail = 'SENDING', mail_tries = 1, mail_next_at = timestamptz '2031-03-03 00:00Z'"
                        + " where notice_id = (select id from notices.notice where key = 'tests:mail:4') and mail = 'WAITING'");
        mail.send();
        assertThat(state("tests:mail:4")).isEqualTo("FAILED INTERRUPTED 1");
        assertThat(SERVER.getReceivedMessages()).hasSize(before);
    }
}

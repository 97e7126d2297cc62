package org.verdite.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.verdite.trail.proof.Heads;

/// The day's head leaves the machine by a directory and by mail.
class HeadsOutsideTests {

    private static final Instant AT = Instant.parse("2026-03-02T00:05:00Z");
    private static final String HASH = "ab".repeat(32);
    private static final HeadReceiver.Head HEAD =
            new HeadReceiver.Head(812, AT, HASH, Heads.line(812, 1, 99, 3, AT, HASH));

    @TempDir
    Path share;

    @Test
    void a_directory_gets_one_line_a_head_and_is_never_made() throws Exception {
        var receiver = new HeadsDirectory(share);
        receiver.receive(HEAD);
        receiver.receive(HEAD);
        receiver.receive(new HeadReceiver.Head(813, AT, HASH, Heads.line(813, 1, 100, 1, AT, HASH)));
        assertThat(Files.readAllLines(share.resolve(HeadsDirectory.FILE)))
                .containsExactly("812 1 99 3 " + AT + " " + HASH, "813 1 100 1 " + AT + " " + HASH);
        Path gone = share.resolve("not-mounted");
        assertThatThrownBy(() -> new HeadsDirectory(gone).receive(HEAD)).hasMessageContaining("is not there");
        assertThat(gone).doesNotExist();
    }

    @Test
    void the_environment_says_where_heads_go() {
        var runner = new ApplicationContextRunner()
                .withUserConfiguration(HeadsDirectory.class)
                .withInitializer(c -> c.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment-test", Map.of("VERDITE_TRAIL_HEADS_DIRECTORY", share.toString()))));
        runner.run(c -> assertThat(c).hasSingleBean(HeadReceiver.class));
        new ApplicationContextRunner()
                .withUserConfiguration(HeadsDirectory.class, HeadsMail.class)
                .run(c -> assertThat(c).doesNotHaveBean(HeadReceiver.class));
    }

    @Test
    void a_mail_carries_the_line_that_verification_reads() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(server.getSmtp().getPort());
            sender.setDefaultEncoding("UTF-8");
            receiver(sender).receive(HEAD);
            assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).contains("812").contains(HASH.substring(0, 12));
            assertThat(mail.getAllRecipients()[0]).hasToString("archive@example.org");
            assertThat(mail.getContent().toString()).contains(HEAD.line()).contains("最新链头");
            assertThat(GreenMailUtil.getHeaders(mail)).contains("verdite@example.org");
        } finally {
            server.stop();
        }
    }

    @Test
    void without_a_server_the_mail_says_what_to_set() {
        assertThatThrownBy(() -> receiver(null).receive(HEAD)).hasMessageContaining("spring.mail.host");
    }

    private static HeadsMail receiver(@org.jspecify.annotations.Nullable JavaMailSender sender) {
        var beans = new StaticListableBeanFactory();
        if (sender != null) {
            beans.addBean("mail", sender);
        }
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/trail");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new HeadsMail(
                beans.getBeanProvider(JavaMailSender.class),
                messages,
                new String[] {"archive@example.org"},
                "verdite@example.org");
    }
}

package org.verdite.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Programs outside hear of notices: signed, tried again, never twice for nothing, and nowhere they must not be.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
@TestPropertySource(properties = {"verdite.tests=apart", "verdite.webhooks.allow=127.0.0.1"})
class WebhookTests {

    private record Heard(String signature, String delivery, String body) {}

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    Notices notices;

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookCalls calls;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private HttpServer server;
    private int hook;
    private String secret = "";

    @BeforeEach
    void a_program_that_listens() throws IOException {
        g.clock.to("2031-03-03T01:00:00Z");
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            heard.add(new Heard(
                    exchange.getRequestHeaders().getFirst("Verdite-Signature"),
                    exchange.getRequestHeaders().getFirst("Verdite-Delivery"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/other");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        var made = system(() -> webhooks.add(g.valley, "Control room", url(), false));
        hook = made.id();
        secret = made.secret();
    }

    @AfterEach
    void it_ends() {
        system(() -> {
            webhooks.end(hook);
            return true;
        });
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private <T> T system(Supplier<T> work) {
        return Scope.system("test").get(() -> within.execute(_ -> work.get()));
    }

    private void tell(UnitId unit) {
        Scope.system("test")
                .run(() -> notices.tell(NewNotice.alarm(
                        unit,
                        LocalText.of("The dosing pump stands still", "加药泵停运", "en"),
                        new Origin("organisation", "unit", unit.toString(), "Pump 7", "/organisation/units/" + unit),
                        g.clock.instant(),
                        false,
                        g.clock.instant(),
                        "tests:hook:" + NUMBER.incrementAndGet())));
    }

    private String delivery() {
        return system(() ->
                jdbc.sql("""
                        select state || ' ' || tries || ' ' || problem from notices.delivery where webhook_id = :id order by id desc limit 1""").param("id", hook).query(String.class).single().strip());
    }

    @Test
    void a_notice_of_a_unit_below_is_sent_once_and_signed() {
        tell(g.section);
        tell(g.ridge);
        calls.call();
        calls.call();
        assertThat(heard).hasSize(1);
        var call = heard.getFirst();
        long second = g.clock.instant().getEpochSecond();
        assertThat(call.signature())
                .isEqualTo("t=" + second + ",v1=" + WebhookCalls.signature(secret, second, call.body()));
        assertThat(call.body()).contains("The dosing pump stands still", "加药泵停运", "\"ALARM\"", "RG-WATER");
        assertThat(delivery()).isEqualTo("SENT 1");
    }

    @Test
    void the_signature_is_hmac_sha256_as_others_compute_it() {
        // openssl dgst -sha256 -hmac key over "1.{}"
        assertThat(WebhookCalls.signature("key", 1, "{}"))
                .isEqualTo("1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
    }

    @Test
    void a_program_that_is_down_for_a_day_loses_nothing() {
        answer = 503;
        tell(g.valley);
        for (int hours = 0; hours < 24; hours++) {
            calls.call();
            g.clock.to(g.clock.instant().plusSeconds(3600).toString());
        }
        assertThat(delivery()).startsWith("WAITING").endsWith("REFUSED");
        int tries = heard.size();
        assertThat(tries).as("with growing pauses").isBetween(5, 8);
        answer = 200;
        g.clock.to(g.clock.instant().plusSeconds(24 * 3600).toString());
        calls.call();
        assertThat(heard).hasSize(tries + 1);
        assertThat(heard.stream().map(Heard::delivery).distinct()).hasSize(1);
        assertThat(delivery()).startsWith("SENT");
    }

    @Test
    void a_redirect_is_not_followed() {
        answer = 302;
        tell(g.valley);
        calls.call();
        assertThat(heard).hasSize(1);
        assertThat(delivery()).isEqualTo("WAITING 1 REDIRECT");
    }

    @Test
    void one_that_a_server_claimed_and_never_came_back_from_is_sent_by_the_next() {
        tell(g.valley);
        system(() -> jdbc.sql("update notices.delivery set state = 'SENDING', next_at = :at where webhook_id = :id")
                .param("at", java.sql.Timestamp.from(g.clock.instant().plusSeconds(900)))
                .param("id", hook)
                .update());
        calls.call();
        assertThat(heard).isEmpty();
        g.clock.to(g.clock.instant().plusSeconds(901).toString());
        calls.call();
        assertThat(heard).hasSize(1);
    }

    @Test
    void an_ended_webhook_hears_nothing_more() {
        tell(g.valley);
        system(() -> {
            webhooks.end(hook);
            return true;
        });
        tell(g.valley);
        calls.call();
        assertThat(heard).isEmpty();
        assertThat(delivery()).isEqualTo("FAILED 0 ENDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/hook",
                "https://10.0.0.7/hook",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://localhost/hook",
                "https://user:word@example.org/",
                "ftp://127.0.0.1/",
                "not an address"
            })
    void an_address_without_encryption_or_within_the_own_network_is_refused(String url) {
        assertThatThrownBy(() -> system(() -> webhooks.add(g.valley, "Inside", url, false)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void addresses_that_only_look_public_are_known() throws IOException {
        for (String hidden :
                List.of("100.64.1.1", "0.0.0.0", "240.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "198.18.0.1")) {
            assertThat(WebhookAddress.reserved(InetAddress.getByName(hidden)))
                    .as(hidden)
                    .isTrue();
        }
        assertThat(WebhookAddress.reserved(InetAddress.getByName("8.8.8.8"))).isFalse();
    }

    @Test
    void only_who_administers_the_unit_adds_one_and_nobody_reads_a_secret_again() {
        assertThatThrownBy(() -> g.lin.scope().run(() -> webhooks.add(g.valley, "Mine", url() + "/2", false)))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> g.lin.scope()
                        .run(() -> within.executeWithoutResult(_ -> jdbc.sql("select secret from notices.webhook")
                                .query(String.class)
                                .list())))
                .isInstanceOf(DataAccessException.class);
        tell(g.valley);
        for (String path : List.of(
                "/notices/webhooks",
                "/notices/webhooks/" + hook,
                "/api/notices/webhooks",
                "/api/notices/webhooks/" + hook + "/deliveries",
                "/trail/records/notices.webhook/" + hook)) {
            var page = Scope.system("test")
                    .get(() -> mvc.get().uri(path).exchange().getResponse());
            assertThat(page.getStatus()).as(path).isEqualTo(200);
            assertThat(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8))
                    .doesNotContain(secret);
        }
    }
}

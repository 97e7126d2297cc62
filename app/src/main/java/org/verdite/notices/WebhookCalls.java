package org.verdite.notices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// Calls webhooks with what was told. Signed with HMAC-SHA256 over the second of sending, a dot and the body; tried
/// again with growing pauses for more than a day, also after a crash in between, so that the receiver may get one
/// twice and knows it by `Verdite-Delivery`. Redirects are not followed.
@Component
class WebhookCalls {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCalls.class);
    private static final int AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOST = Duration.ofMinutes(15);

    /// After each failure; after the last it is given up.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private record Call(long id, int webhook, boolean ended, String url, String secret, int tries, String body) {
        /// Never in a log.
        @Override
        public String toString() {
            return "delivery " + id;
        }
    }

    private final JdbcClient jdbc;
    private final WebhookAddress address;
    private final Clock clock;
    private final TransactionTemplate each;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookCalls(JdbcClient jdbc, WebhookAddress address, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.address = address;
        this.clock = clock;
        this.each = new TransactionTemplate(transactions);
    }

    void call() {
        Scope.system("notices").run(() -> {
            Set<Integer> silent = new HashSet<>();
            List<Call> calls;
            do {
                calls = each.execute(_ -> claim(silent));
                for (Call call : calls) {
                    if (silent.contains(call.webhook())) {
                        // it does not answer: nobody waits for it again in this run
                        postpone(call);
                    } else if (!call(call)) {
                        silent.add(call.webhook());
                    }
                }
            } while (calls.size() == AT_ONCE);
        });
    }

    /// What is due, and what a server claimed that never came back.
    private List<Call> claim(Set<Integer> silent) {
        var now = clock.instant();
        return jdbc.sql("""
                        with due as (
                          select d.id from notices.delivery d
                          where d.state in ('WAITING', 'SENDING') and d.next_at <= :now and d.webhook_id <> all(:silent)
                          order by d.next_at, d.id limit :most for update skip locked
                        ), claimed as (
                          update notices.delivery d set state = 'SENDING', tries = tries + 1, next_at = :lost
                          from due where d.id = due.id returning d.id, d.webhook_id, d.notice_id, d.tries
                        )
                        select c.id, c.webhook_id, c.tries, w.url, w.secret, w.ended_at is not null as ended,
                          n.id as notice, n.kind, n.state, n.message, n.origin_room, n.origin_kind, n.origin_id, n.origin_title, n.origin_href,
                          n.happened_at, n.known_at, n.told_at, u.code
                        from claimed c join notices.webhook w on w.id = c.webhook_id join notices.notice n on n.id = c.notice_id
                        join organisation.pub_unit u on u.id = n.unit_id order by c.id""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lost", now.plus(LOST).atOffset(ZoneOffset.UTC))
                .param("silent", silent.toArray(Integer[]::new))
                .param("most", AT_ONCE)
                .query((rs, _) -> {
                    var message = Json.text(rs.getString("message")).texts();
                    var body = new LinkedHashMap<String, Object>();
                    body.put("id", rs.getLong("notice"));
                    body.put("kind", rs.getString("kind"));
                    body.put("state", rs.getString("state"));
                    body.put("unit", rs.getString("code"));
                    body.put("message", message);
                    body.put("room", rs.getString("origin_room"));
                    body.put("record", rs.getString("origin_kind"));
                    body.put("key", rs.getString("origin_id"));
                    body.put("title", rs.getString("origin_title"));
                    body.put("page", rs.getString("origin_href"));
                    body.put(
                            "happenedAt",
                            rs.getTimestamp("happened_at").toInstant().toString());
                    body.put("knownAt", rs.getTimestamp("known_at").toInstant().toString());
                    body.put("toldAt", rs.getTimestamp("told_at").toInstant().toString());
                    return new Call(
                            rs.getLong("id"),
                            rs.getInt("webhook_id"),
                            rs.getBoolean("ended"),
                            rs.getString("url"),
                            rs.getString("secret"),
                            rs.getInt("tries"),
                            Json.mapper().writeValueAsString(body));
                })
                .list();
    }

    /// False when nothing answered.
    private boolean call(Call call) {
        if (call.ended()) {
            keep(call, "FAILED", "ENDED", null, null);
            return true;
        }
        if (address.fault(call.url()) != null) {
            failed(call, "ADDRESS", null);
            return true;
        }
        try {
            int status = client.send(request(call), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 200 && status < 300) {
                keep(call, "SENT", "", status, null);
            } else {
                failed(call, status >= 300 && status < 400 ? "REDIRECT" : "REFUSED", status);
            }
            return true;
        } catch (IOException e) {
            failed(call, "CONNECTION", null);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(call, "CONNECTION", null);
            return false;
        }
    }

    /// Not tried at all.
    private void postpone(Call call) {
        each.executeWithoutResult(_ -> jdbc.sql("""
                        update notices.delivery set state = 'WAITING', tries = tries - 1, next_at = cast(:next as timestamptz)
                        where id = :id and state = 'SENDING'""")
                .param("next", clock.instant().plus(PAUSES.getFirst()).atOffset(ZoneOffset.UTC))
                .param("id", call.id())
                .update());
    }

    private HttpRequest request(Call call) {
        long second = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(URI.create(call.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Verdite")
                .header("Verdite-Delivery", Long.toString(call.id()))
                .header("Verdite-Signature", "t=" + second + ",v1=" + signature(call.secret(), second, call.body()))
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
    }

    /// The signature as hexadecimal digits.
    static String signature(String secret, long second, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((second + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void failed(Call call, String problem, @Nullable Integer status) {
        LOG.warn("Delivery {} to webhook {} failed, try {}: {}", call.id(), call.webhook(), call.tries(), problem);
        boolean again = call.tries() <= PAUSES.size();
        keep(
                call,
                again ? "WAITING" : "FAILED",
                problem,
                status,
                again ? clock.instant().plus(PAUSES.get(call.tries() - 1)) : null);
    }

    private void keep(Call call, String state, String problem, @Nullable Integer status, @Nullable Instant next) {
        each.executeWithoutResult(_ -> jdbc.sql("""
                        update notices.delivery set state = :state, problem = :problem, status = cast(:status as int),
                          next_at = cast(:next as timestamptz), at = verdite.now() where id = :id and state = 'SENDING'""")
                .param("state", state)
                .param("problem", problem)
                .param("status", status)
                .param("next", next == null ? null : next.atOffset(ZoneOffset.UTC))
                .param("id", call.id())
                .update());
    }
}

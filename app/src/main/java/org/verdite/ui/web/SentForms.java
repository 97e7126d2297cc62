package org.verdite.ui.web;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Which forms were sent, and where they led. Each step is a transaction of its own: what is remembered must be seen by
/// the same form sent at the same moment.
@Component
class SentForms {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param who the actor, so that nobody learns of another's forms
    /// @param key that the form or the call carries
    /// @param digest of all that was sent: a form that was changed and sent again is another one
    record Sent(String who, String key, byte[] digest) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    SentForms(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
    }

    enum Taken {
        /// Nobody sent it before; it is taken up now.
        FIRST,
        AGAIN,
        /// The key came with something else before.
        ELSE
    }

    /// @param one true when a key belongs to one thing only; a form may be changed and sent again under its key
    Taken take(Sent sent, boolean one) {
        return Objects.requireNonNull(apart.execute(_ -> {
            jdbc.sql("delete from ui.sent where at < verdite.now() - interval '1 day'")
                    .update();
            if (one && usedElsewhere(sent)) {
                return Taken.ELSE;
            }
            int stored = jdbc.sql("""
                            insert into ui.sent (who, key, digest) values (:who, :key, :digest) on conflict do nothing""")
                    .param("who", sent.who())
                    .param("key", sent.key())
                    .param("digest", sent.digest())
                    .update();
            return stored == 1 ? Taken.FIRST : Taken.AGAIN;
        }));
    }

    private boolean usedElsewhere(Sent sent) {
        // two calls that bring one key at the same moment look one after the other
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 11))")
                .param("what", sent.who() + " " + sent.key())
                .query((_, _) -> 1)
                .single();
        return jdbc.sql("""
                        select exists (select from ui.sent where who = :who and key = :key and digest <> :digest)""")
                .param("who", sent.who())
                .param("key", sent.key())
                .param("digest", sent.digest())
                .query(Boolean.class)
                .single();
    }

    /// Where it led; waits while it is worked on. Empty when that did not end well, or not in time.
    Optional<String> answer(Sent sent) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = apart.execute(_ -> jdbc.sql("""
                            select coalesce(answer, ' ') from ui.sent where who = :who and key = :key and digest = :digest""")
                    .param("who", sent.who())
                    .param("key", sent.key())
                    .param("digest", sent.digest())
                    .query((rs, _) -> rs.getString(1))
                    .optional()
                    .orElse(""));
            if (found == null || found.isEmpty() || System.nanoTime() > until) {
                return Optional.empty();
            }
            if (!found.equals(" ")) {
                return Optional.of(found);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /// @param answer where it led; null when it did not end well, so that it may be sent again
    void ended(Sent sent, @Nullable String answer) {
        apart.executeWithoutResult(_ -> jdbc.sql(
                        answer == null
                                ? "delete from ui.sent where who = :who and key = :key and digest = :digest"
                                : "update ui.sent set answer = :answer where who = :who and key = :key and digest = :digest")
                .param("answer", answer)
                .param("who", sent.who())
                .param("key", sent.key())
                .param("digest", sent.digest())
                .update());
    }
}

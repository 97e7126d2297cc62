package org.verdite.organisation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;

/// Keys for programs, each acting for the account that made it. The key is shown once; only its fingerprint is kept.
@Component
public class Tokens {

    /// The key itself, this once.
    public record Made(long id, String token, Instant expires) {}

    /// @param scope READ or WRITE
    public record Token(
            long id,
            int account,
            String name,
            String scope,
            Instant created,
            Instant expires,
            @Nullable Instant lastUsed) {}

    static final int LONGEST_DAYS = 366;
    private static final String PREFIX = "vd_";
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Apart apart;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, Apart apart, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.apart = apart;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param scope READ or WRITE
    /// @param days until it expires, at most a year
    public Made make(String name, String scope, int days) {
        int account = self();
        if (!List.of("READ", "WRITE").contains(scope)) {
            throw new Invalid("scope", "ui.form.choice");
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw new Invalid("days", "ui.form.range", 1, LONGEST_DAYS);
        }
        if (name.isBlank()) {
            throw new Invalid("name", "ui.form.required");
        }
        Rules.text("name", name, 100);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expires = clock.instant().plus(Duration.ofDays(days));
        long id = apart.self(() -> jdbc.sql("""
                        insert into organisation.api_token (account_id, unit_id, name, scope, hash, expires_at)
                        select :account, unit_id, :name, :scope, :hash, cast(:expires as timestamptz)
                        from organisation.account where id = :account returning id""")
                .param("account", account)
                .param("name", name.strip())
                .param("scope", scope)
                .param("hash", fingerprint(token))
                .param("expires", expires.toString())
                .query((rs, _) -> rs.getLong(1))
                .single());
        return new Made(id, token, expires);
    }

    /// The tokens of whoever acts, newest first; revoked and expired ones are left out.
    public List<Token> mine() {
        return open(self());
    }

    private List<Token> open(int account) {
        return apart.self(() -> jdbc.sql("""
                        select * from organisation.api_token
                        where account_id = :account and revoked_at is null and expires_at > verdite.now() order by id desc""")
                .param("account", account)
                .query((rs, _) -> token(rs))
                .list());
    }

    public void revoke(long id) {
        revokeOf(self(), id);
    }

    /// The tokens of another's account, for who administers all it may touch.
    public List<Token> of(int account) {
        accounts.requireOver(account);
        return open(account);
    }

    public void revoke(int account, long id) {
        accounts.requireOver(account);
        revokeOf(account, id);
    }

    private void revokeOf(int account, long id) {
        int done = apart.self(
                () -> jdbc.sql("""
                        update organisation.api_token set revoked_at = verdite.now()
                        where id = :id and account_id = :account and revoked_at is null""").param("id", id).param("account", account).update());
        if (done == 0) {
            throw new NotHere("token " + id);
        }
    }

    /// What a key opens now; empty for an unknown, expired or revoked one.
    public Optional<Token> present(String key) {
        if (!key.startsWith(PREFIX) || key.length() > 100) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        var found = apart.system(
                "tokens",
                () -> jdbc.sql("""
                        select * from organisation.api_token
                        where hash = :hash and revoked_at is null and expires_at > cast(:now as timestamptz)""")
                        .param("hash", fingerprint(key))
                        .param("now", now.toString())
                        .query((rs, _) -> token(rs))
                        .optional());
        found.filter(t -> longAgo(t.lastUsed(), now))
                .ifPresent(t -> apart.system(
                        "tokens",
                        () -> jdbc.sql("update organisation.api_token set last_used_at = verdite.now() where id = :id")
                                .param("id", t.id())
                                .update()));
        return found;
    }

    private static boolean longAgo(@Nullable Instant last, Instant now) {
        return last == null || Duration.between(last, now).compareTo(USE_NOTED) > 0;
    }

    private static Token token(java.sql.ResultSet rs) throws java.sql.SQLException {
        var used = rs.getTimestamp("last_used_at");
        return new Token(
                rs.getLong("id"),
                rs.getInt("account_id"),
                rs.getString("name"),
                rs.getString("scope"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("expires_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    /// A token can't make or revoke tokens: it would outlive its own end.
    private static int self() {
        var scope = Scope.current();
        Integer account = scope.account();
        if (account == null || !scope.who().startsWith("account:")) {
            throw new NotPermitted("TOKENS");
        }
        return account;
    }

    private static byte[] fingerprint(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
